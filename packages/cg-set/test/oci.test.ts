import { test } from "uvu";
import * as assert from "uvu/assert";
import { cgroupStageOptions } from "../src/oci.ts";

const base = { name: "c1", rm: true, device: ["default"] };

test("cgroupStageOptions() takes the id where there is no path", () => {
  assert.equal(cgroupStageOptions({}, "c1"), base);
  assert.equal(cgroupStageOptions({ cgroupsPath: "" }, "c1"), base);
  assert.is(cgroupStageOptions({ cgroupsPath: "/a//b/" }, "c1").name, "/a/b");
  assert.is(cgroupStageOptions({ cgroupsPath: "a/b" }, "c1").name, "a/b");
  assert.throws(() => cgroupStageOptions({ cgroupsPath: "/a/../b" }, "c1"), /cgroupsPath cannot be/);
});

test("cgroupStageOptions() gives the default devices behind runc's default bundle", () => {
  const { device } = cgroupStageOptions({ resources: { devices: [{ allow: false, access: "rwm" }] } }, "c1");
  assert.equal(device, [{ allow: false, type: "a", major: -1, minor: -1, access: "rwm" }, "default"]);
});

test("cgroupStageOptions() reads zeros and negative numbers as runc does", () => {
  const resources = {
    memory: { limit: 0, swap: -1, reservation: 0n, swappiness: 18446744073709551615n },
    cpu: { shares: 0n, quota: -1, period: 0n, cpus: "", mems: "" },
    pids: { limit: 0 },
  };
  assert.equal(cgroupStageOptions({ resources }, "c1"), {
    ...base,
    memorySwap: "max",
    cpuMax: { quota: "max" },
    pids: "max",
  });
});

test("cgroupStageOptions() takes every limit", () => {
  const resources = {
    memory: {
      limit: 9223372036854771712n,
      swap: 2,
      reservation: 1,
      swappiness: 0,
      disableOOMKiller: true,
      kernelTCP: 4096,
    },
    cpu: {
      shares: 512,
      quota: 5,
      period: 10,
      burst: 1,
      idle: 0,
      realtimePeriod: 9,
      realtimeRuntime: 8,
      cpus: "0",
      mems: "1",
    },
    pids: { limit: 7n },
    blockIO: {
      weight: 10,
      weightDevice: [{ major: 8, minor: 0, weight: 20 }],
      throttleReadBpsDevice: [{ major: 8, minor: 0, rate: 4096 }],
      throttleWriteIOPSDevice: [{ major: 8, minor: 0, rate: 0 }],
    },
    hugepageLimits: [{ pageSize: "2MB", limit: 4096 }],
    network: { classID: 1048577, priorities: [{ name: "eth0", priority: 500 }] },
    rdma: { mlx5_1: { hcaHandles: 3 } },
    unified: { "memory.high": "1" },
  };
  assert.equal(cgroupStageOptions({ resources }, "c1"), {
    ...base,
    memory: 9223372036854771712n,
    memorySwap: 2,
    memoryLow: 1,
    memorySwappiness: 0,
    oomKillDisable: true,
    cpuShares: 512,
    cpuMax: { quota: 5, period: 10 },
    cpuBurst: 1,
    cpuIdle: 0,
    cpuRtPeriod: 9,
    cpuRtRuntime: 8,
    cpusetCpus: "0",
    cpusetMems: "1",
    pids: 7,
    blkioWeight: 10,
    blkioWeightDevice: [{ major: 8, minor: 0, weight: 20 }],
    ioMax: [
      { major: 8, minor: 0, rbps: 4096 },
      { major: 8, minor: 0, wiops: "max" },
    ],
    hugetlb: [{ size: "2MB", bytes: 4096 }],
    set: [
      { file: "memory.kmem.tcp.limit_in_bytes", value: "4096" },
      { file: "net_cls.classid", value: "1048577" },
      { file: "net_prio.ifpriomap", value: "eth0 500" },
      { file: "rdma.max", value: "mlx5_1 hca_handle=3" },
      { file: "memory.high", value: "1" },
    ],
  });
});

test("cgroupStageOptions() refuses what the kernel would bend or ignore", () => {
  const refuse = (resources: Parameters<typeof cgroupStageOptions>[0]["resources"], text: RegExp): void =>
    assert.throws(() => cgroupStageOptions({ resources: resources! }, "c1"), text);
  refuse({ cpu: { shares: 1 } }, /minimum allowed cpu-shares is 2/);
  refuse({ cpu: { shares: 262_145 } }, /maximum allowed cpu-shares is 262144/);
  refuse({ devices: [{ allow: true, type: "p" as "c" }] }, /type "p"/);
  refuse({ devices: [{ allow: true, type: "c", access: "rx" }] }, /access cannot be "rx"/);
  refuse({ unified: { "../memory.max": "1" } }, /no file of a cgroup/);
  refuse({ unified: { "cgroup.procs": "1" } }, /no file of a cgroup/);
});

test.run();
