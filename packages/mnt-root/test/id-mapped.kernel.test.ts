import { chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../../../test/lib/bundle.ts";
import { testSince } from "../../../test/lib/kernel-version.ts";
import { run, scratch, tool, uniqueName } from "../../../test/lib/tools.ts";
import { onProcess } from "../../../test/lib/views.ts";
import { inside, makeRoot, write } from "./lib/chain.ts";

/** The scratch directory of a machine may lie in memory. */
const idMapped = testSince("6.3", "id-mapped mounts of tmpfs");

const host = scratch("id-mapped");
write(host, { "roots/f": "", "sub/g": "" });
chownSync(join(host, "sub/g"), 5, 6);

const root = makeRoot("id-mapped");
const IDS = "uids=0-100000-65536;gids=0-100000-65536";

for (const mode of ["fused", "exec"])
  idMapped(`--prepare maps ids for a mnt-root in a user namespace (${mode})`, () => {
    const mounts = [
      `--mount=src=${host}/no,dst=/no,bind,try,idmap=${IDS}`,
      `--mount=src=${host}/roots,dst=/tmp/m,rbind,ro,idmap=${IDS}`,
      `--mount=src=${host}/sub,dst=/var/n,rbind,idmap=uids=5-100000-1;gids=6-100007-1`,
    ];
    mkdirSync(join(root, "tmp/m"), { recursive: true });
    mkdirSync(join(root, "var/n"), { recursive: true });
    const { status, stdout, stderr } = run([
      ...["env", `ISOBOX_CHAIN=${mode}`, tool("mnt-root"), "--prepare", ...mounts, "--"],
      ...["ns-exec", "--map-users=0:100000:65536", "--map-groups=0:100000:65536"],
      ...["--mount", "--pid", "--fork", "--", "mnt-root", "--root", root, "--proc", ...mounts, "--"],
      ...["sh", "-c", "stat -c %u:%g /tmp/m/f /var/n/g; ! touch /tmp/m/x; ls -l /proc/self/fd | grep -c mnt"],
    ]);
    assert.is(status, 1, stderr);
    assert.is(stdout, "0:0\n0:7\n0\n", stderr);
    assert.match(stderr, /Read-only file system/);
  });

idMapped("idmap= takes the namespace of a process, and no other kind", () => {
  const show = (file: string) =>
    run([
      ...onProcess(
        `${tool("ns-exec")} --mount -- mnt-root --mount "src=${host},dst=/mnt,bind,idmap=/proc/$p/ns/${file}" -- stat -c %u:%g /mnt/roots/f`,
        "true",
        `${tool("ns-exec")} --map-users=0:1000:10 --map-groups=0:1000:10 --`,
      ),
    ]);
  const namespace = show("user");
  assert.is(namespace.stdout, "1000:1000\n", namespace.stderr);
  assert.match(show("net").stderr, /it is no user namespace\n {2}hint: .*\/proc\/PID\/ns\/user/);
});

idMapped("a range behind @ is one like the others", () => {
  const { stdout, stderr } = inside(
    ["--root", root, `--mount=src=${host}/roots,dst=/m,bind,idmap=uids=@0-1000-1;gids=@0-2000-1`],
    "stat -c %u:%g /m/f",
  );
  assert.is(stdout, "1000:2000\n", stderr);
});

for (const [given, options, mappings] of [
  ["without mappings: those of the container", ["rbind", "idmap"], undefined],
  ["with mappings of its own", ["rbind", "ridmap"], [{ containerID: 0, hostID: 100_005, size: 1 }]],
] as const)
  for (const mode of ["fused", "exec"])
    idMapped(`oci-run: an id-mapped mount in a container with a user namespace, ${given} (${mode})`, () => {
      const name = uniqueName("idmap");
      const bundle = runcSpecBundle("idmap", (config) => {
        config.process.args = ["stat", "-c", "%u:%g", "/tmp/f"];
        config.linux.namespaces.push({ type: "user" });
        config.linux.uidMappings = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
        config.linux.gidMappings = config.linux.uidMappings;
        config.mounts.push({
          ...{ destination: "/tmp", type: "bind", source: join(host, "roots"), options },
          ...(mappings && { uidMappings: mappings, gidMappings: mappings }),
        });
      });
      run(["chown", "-R", "100000:100000", bundle.path]);
      const state = scratch("idmap-state");
      const { status, stdout, stderr } = run([
        ...["env", `ISOBOX_CHAIN=${mode}`, tool("oci-run"), "--root", state],
        ...["run", "--bundle", bundle.path, name],
      ]);
      assert.is(status, 0, stderr);
      assert.is(stdout, mappings ? "5:5\n" : "0:0\n");
    });

test.run();
