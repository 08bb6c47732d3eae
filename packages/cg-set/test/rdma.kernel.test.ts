// RDMA as a kernel has it: a device made of a network interface, which the guest's kernel can (module rdma_rxe).
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inGuest } from "../../../test/lib/hierarchy.ts";
import { output, tool } from "../../../test/lib/tools.ts";
import { freshName } from "./lib/cgroups.ts";
import { skip } from "./lib/machine.ts";

const cgSet = tool("cg-set");

/** Opens a context of the device (struct ib_uverbs_get_context), which counts as a handle, and runs a command meanwhile. */
const withContext = `
import ctypes, os, struct, subprocess, sys
device = os.open("/dev/infiniband/uverbs0", os.O_RDWR)
answer = ctypes.create_string_buffer(8)
os.write(device, struct.pack("=IHHQ", 0, 4, 2, ctypes.addressof(answer)))
subprocess.run(sys.argv[1:], check=True)
`;

if (!inGuest) skip("rdma", "a test that loads modules of the kernel is for the guest (pnpm test:vm)");
else
  test("stats counts what is used of an RDMA device, beside its limit", () => {
    const name = freshName("rdma");
    output(["modprobe", "rdma_rxe"]);
    output(["ip", "link", "add", "dummy-rdma", "type", "dummy"]);
    try {
      output(["rdma", "link", "add", "rxe0", "type", "rxe", "netdev", "dummy-rdma"]);
      output([cgSet, "create", "--set", "rdma.max=rxe0 hca_handle=2", `/${name}`]);
      const inside = [cgSet, "--name", `/${name}`, "--existing", "--", "python3", "-c", withContext];
      const stats = JSON.parse(output([...inside, cgSet, "stats", "--json", `/${name}`]));
      assert.equal(stats.rdma, {
        rxe0: { hca_handle: { usage: 1, limit: 2 }, hca_object: { usage: 0, limit: null } },
      });
      const table = output([cgSet, "stats", `/${name}`]);
      assert.match(table, /^rdma\.rxe0\.hca_handle\.usage +0$/m);
      assert.match(table, /^rdma\.rxe0\.hca_handle\.limit +2$/m);
    } finally {
      output(["ip", "link", "delete", "dummy-rdma"]);
    }
  });

test.run();
