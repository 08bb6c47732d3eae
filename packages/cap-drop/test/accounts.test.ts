import { S_IFIFO } from "@isobox/kernel/abi";
import { Recorder } from "@isobox/kernel/recorder";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { findGroup, findUser, groupsOf } from "../src/accounts.ts";
import { type IdentityOptions, type IdPair, resolveIdentity } from "../src/identity.ts";
import { files } from "./lib/files.ts";

const passwd = [
  "root:x:0:0:root:/root:/bin/sh",
  "alice:x:1000:100:Alice:/home/alice:/bin/sh",
  "1000:x:0:0:a number as a name:/:/bin/sh",
  "bob:x:1001:1001::/home/bob:",
  "broken:x:zero:0::/:",
  "empty:x::::",
  "minus:x:-1:0::/:",
  "wide:x:4294967296:0::/:",
  "last:x:65534:65534",
].join("\n");
const group = [
  "root:x:0:",
  "users:x:100:alice",
  "staff:x:50:bob,alice",
  "bad:x:no:carol",
  "audio:x:29:alice",
].join("\n");

function inRoot<T>(
  body: () => T,
  contents: Record<string, string> = { "/etc/passwd": passwd, "/etc/group": group },
): T {
  let result: T;
  new Recorder(files(contents)).run(() => {
    result = body();
  });
  return result!;
}

test("findUser(): finds by name and by number, on the first and the last line", () => {
  assert.equal(
    inRoot(() => findUser("alice")),
    { name: "alice", uid: 1000, gid: 100, home: "/home/alice", shell: "/bin/sh" },
  );
  assert.is(inRoot(() => findUser(1001))?.name, "bob");
  assert.is(inRoot(() => findUser("root"))?.uid, 0);
  assert.is(inRoot(() => findUser("last"))?.uid, 65534);
  assert.is(
    inRoot(() => findUser("ali")),
    null,
  );
  assert.is(
    inRoot(() => findUser(100)),
    null,
  );
});

test("findUser(): a user whose name is a number is not found by that number (CVE-2016-3697)", () => {
  assert.is(inRoot(() => findUser(1000))?.uid, 1000);
});

test("findUser(): an id that is no number is an error and never 0", () => {
  for (const name of ["broken", "empty", "minus", "wide"])
    assert.throws(() => inRoot(() => findUser(name)), /id that is no number/, name);
});

test("findUser(): no file, no user; a fifo in its place is refused before it is read", () => {
  assert.is(
    inRoot(() => findUser("alice"), {}),
    null,
  );
  assert.throws(
    () => new Recorder(files({ "/etc/passwd": "" }, S_IFIFO)).run(() => findUser("alice")),
    /not a regular file/,
  );
});

test("groupsOf() and findGroup(): members and numbers of /etc/group", () => {
  assert.equal(
    inRoot(() => groupsOf("alice")),
    [100, 50, 29],
  );
  assert.equal(
    inRoot(() => groupsOf("root")),
    [],
  );
  assert.is(
    inRoot(() => findGroup("staff")),
    50,
  );
  assert.is(
    inRoot(() => findGroup("nobody")),
    null,
  );
  assert.throws(() => inRoot(() => findGroup("bad")), /id that is no number/);
});

/** Real and effective id; one where they are the same. */
const ids = (pair: IdPair | null) =>
  pair === null || pair.real !== pair.effective ? pair && [pair.real, pair.effective] : pair.real;

const cases: readonly (readonly [what: string, options: IdentityOptions, result: unknown])[] = [
  ["no option leaves everything", {}, null],
  [
    "a user by name, its groups by both files",
    { user: { user: "alice", group: null } },
    [1000, 100, [100, 50, 29]],
  ],
  ["a user by number, its group by passwd", { user: { user: 1001, group: null } }, [1001, 1001, [1001, 50]]],
  ["a user and a group: that group alone", { user: { user: "alice", group: 7 } }, [1000, 7, [7]]],
  [
    "a user and a group, with the groups of a login",
    { user: { user: "alice", group: 7 }, initGroups: true },
    [1000, 7, [100, 50, 29]],
  ],
  ["a user that nobody knows, with a group", { user: { user: 4242, group: "staff" } }, [4242, 50, [50]]],
  ["ids clear the supplementary groups", { uid: 1, gid: 2 }, [1, 2, []]],
  ["unless they are kept", { uid: 1, gid: 2, keepGroups: true }, [1, 2, null]],
  ["or given, by name or number", { uid: "bob", gid: "users", groups: ["staff", 7] }, [1001, 100, [50, 7]]],
  ["or those of a login", { uid: 1000, gid: 7, initGroups: true }, [1000, 7, [100, 50, 29]]],
  ["groups alone", { groups: [] }, [null, null, []]],
  ["real and effective apart", { ruid: "bob", euid: 5, egid: "users" }, [[1001, 5], [undefined, 100], []]],
  ["the real user's groups", { ruid: "alice", initGroups: true }, [[1000, undefined], null, [100, 50, 29]]],
];
for (const [what, options, result] of cases)
  test(`resolveIdentity(): ${what}`, () => {
    const identity = inRoot(() => resolveIdentity(options));
    assert.equal(identity && [ids(identity.uid), ids(identity.gid), identity.groups], result);
  });

test("resolveIdentity(): a name that is not there is an error, and so is a number without a known group", () => {
  assert.throws(
    () => inRoot(() => resolveIdentity({ user: { user: "mallory", group: null } })),
    /no user "mallory"/,
  );
  assert.throws(() => inRoot(() => resolveIdentity({ uid: "mallory", gid: 1 })), /no user "mallory"/);
  assert.throws(() => inRoot(() => resolveIdentity({ gid: "wheel" })), /no group "wheel"/);
  assert.throws(
    () => inRoot(() => resolveIdentity({ user: { user: 4242, group: null } })),
    /its group is not known/,
  );
  assert.throws(
    () => inRoot(() => resolveIdentity({ uid: 4242, gid: 1, initGroups: true })),
    /groups are not known/,
  );
});

test.run();
