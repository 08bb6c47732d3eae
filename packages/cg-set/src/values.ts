import { bytes, type ValueType } from "@isobox/toolkit";
import { type DeviceRule, formatDeviceRule, parseDeviceRule } from "./device-rules.ts";
import { formatIoMax } from "./io.ts";
import type { ByteLimit, CpuMax, DeviceWeight, HugetlbLimit, IoMax, Setting } from "./limit-options.ts";
import { isSettable } from "./limits.ts";
import { normalizeName } from "./name.ts";

/** The name of a cgroup. */
export const cgroupName: ValueType<string> = { placeholder: "PATH", parse: normalizeName, format: String };

const U64_MAX = 0xffffffffffffffffn;

/** Bytes such as 64M, or "max". More than a number can hold is a bigint. */
export const byteLimit: ValueType<ByteLimit> = {
  placeholder: "BYTES|max",
  choices: ["max"],
  parse(word) {
    if (word === "max") return word;
    if (/^[0-9]{16,20}$/.test(word)) {
      const exact = BigInt(word);
      if (exact <= U64_MAX) return exact <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(exact) : exact;
    }
    return withMax(() => bytes.parse(word));
  },
  format: String,
};

function withMax<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Error) error.message += ", or max";
    throw error;
  }
}

/** "50000/100000", "50000", "max/100000" or "/100000", in microseconds. */
export const cpuMax: ValueType<CpuMax> = {
  placeholder: "QUOTA[/PERIOD]",
  parse(word) {
    const match = /^(max|[0-9]{1,15})?(?:\/([0-9]{1,15}))?$/.exec(word);
    if (!match || word === "")
      throw new SyntaxError("microseconds in a period, such as 50000/100000, 50000 or max/100000");
    const [, quota, period] = match;
    return {
      ...(quota !== undefined && { quota: quota === "max" ? quota : Number(quota) }),
      ...(period !== undefined && { period: Number(period) }),
    };
  },
  format: ({ quota, period }) => `${quota ?? ""}${period === undefined ? "" : `/${period}`}`,
};

/** A number of processors; parts of one are allowed. */
export const cpuCount: ValueType<number> = {
  placeholder: "N",
  parse(word) {
    const value = /^[0-9]{1,6}(\.[0-9]{1,6})?$/.test(word) ? Number(word) : 0;
    if (value < 0.01) throw new RangeError("a number of processors from 0.01, such as 1.5");
    return value;
  },
  format: String,
};

/** One part of the kernel's lists: "3", "0-7", "0-N" up to the last, "0-31:2/4" two of each four (cpumaps). */
const PART = "([0-9]+|N)(-([0-9]+|N)(:[0-9]+/[0-9]+)?)?";
const LIST = new RegExp(`^(all|${PART}(,${PART})*)$`);

/** A list of processors or memory nodes: "0-3,7". */
export const cpuList: ValueType<string> = {
  placeholder: "LIST",
  parse(word) {
    if (!LIST.test(word)) throw new SyntaxError("a list of numbers and ranges, such as 0-3,7");
    return word;
  },
  format: String,
};

/** "8:0 rbps=1M wiops=100", as io.max has it. */
export const ioMax: ValueType<IoMax> = {
  placeholder: "MAJOR:MINOR KEY=N…",
  parse(word) {
    const [device, ...rates] = word.split(" ");
    const match = /^([0-9]{1,10}):([0-9]{1,10})$/.exec(device!);
    const max: Record<string, ByteLimit> = {};
    for (const rate of rates) {
      const [, key, text] = /^([rw]bps|[rw]iops)=(.+)$/.exec(rate) ?? [];
      if (key === undefined || key in max) throw new SyntaxError(IO_MAX);
      max[key] = byteLimit.parse(text!);
    }
    if (!match || rates.length === 0) throw new SyntaxError(IO_MAX);
    return { major: Number(match[1]), minor: Number(match[2]), ...max };
  },
  format: formatIoMax,
};

const IO_MAX = 'a device and rates a second, such as "8:0 rbps=1M wiops=100" (rbps, wbps, riops, wiops)';

/** "2MB=64M": a page size as the kernel names it, and bytes. */
export const hugetlbLimit: ValueType<HugetlbLimit> = {
  placeholder: "SIZE=BYTES|max",
  parse(word) {
    const match = /^([0-9]{1,4}[KMG]B)=(.+)$/.exec(word);
    if (!match) throw new SyntaxError("a page size and a limit, such as 2MB=64M");
    return { size: match[1]!, bytes: byteLimit.parse(match[2]!) };
  },
  format: ({ size, bytes: limit }) => `${size}=${limit}`,
};

/** "allow c 1:3 rwm", "deny b 8:*", "deny a" or "default". */
export const deviceRule: ValueType<DeviceRule | "default"> = {
  placeholder: "RULE",
  choices: ["default"],
  parse(word) {
    if (word === "default") return word;
    const rule = parseDeviceRule(word);
    if (!rule) throw new SyntaxError('a rule such as "allow c 1:3 rwm", "deny b 8:*", "deny a", or default');
    return rule;
  },
  format: (rule) => (rule === "default" ? rule : formatDeviceRule(rule)),
};

/** "memory.high=64M": a file of the cgroup and the text to write. */
export const setting: ValueType<Setting> = {
  placeholder: "FILE=VALUE",
  parse(word) {
    const equals = word.indexOf("=");
    const file = word.slice(0, Math.max(0, equals));
    if (!isSettable(file))
      throw new SyntaxError("a cgroup's file and what to write into it, such as memory.high=67108864");
    return { file, value: word.slice(equals + 1) };
  },
  format: ({ file, value }) => `${file}=${value}`,
};

/** "8:0 500": a block device and its weight on the scale of blkio. */
export const deviceWeight: ValueType<DeviceWeight> = {
  placeholder: "MAJOR:MINOR N",
  parse(word) {
    const [, major, minor, weight] = /^([0-9]{1,10}):([0-9]{1,10}) ([0-9]{1,5})$/.exec(word) ?? [];
    // The bounds are the kernel's, which depend on the scheduler of the device.
    if (weight === undefined)
      throw new SyntaxError('a device and a weight from 10 to 1000, such as "8:0 500"');
    return { major: Number(major), minor: Number(minor), weight: Number(weight) };
  },
  format: ({ major, minor, weight }) => `${major}:${minor} ${weight}`,
};

/** A controller, "unified" for v2, or "name=X" for a named v1 hierarchy. */
export const controllerName: ValueType<string> = {
  placeholder: "CONTROLLER",
  parse(word) {
    if (!/^(name=)?[a-z0-9_.-]{1,64}$/i.test(word))
      throw new SyntaxError("a controller such as memory, unified, or name=systemd");
    return word;
  },
  format: String,
};

/** A user and a group, by number. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** "1000" or "1000:1000"; without a group it is the number of the user. */
export const userAndGroup: ValueType<Owner> = {
  placeholder: "UID[:GID]",
  parse(word) {
    const [, uid, gid = uid] = /^([0-9]{1,10})(?::([0-9]{1,10}))?$/.exec(word) ?? [];
    // The last number stands for "unchanged" (chown(2)).
    if (uid === undefined || Number(uid) >= 2 ** 32 - 1 || Number(gid) >= 2 ** 32 - 1)
      throw new SyntaxError("numbers of a user and a group, such as 1000:1000");
    return { uid: Number(uid), gid: Number(gid) };
  },
  format: ({ uid, gid }) => `${uid}:${gid}`,
};
