/** A rule about devices: what fits it is allowed, or denied. */
export interface DeviceRule {
  readonly allow: boolean;
  /** "a" for all devices; the other fields but `allow` then mean nothing. */
  readonly type: "a" | "b" | "c";
  /** -1 for any. */
  readonly major: number;
  /** -1 for any. */
  readonly minor: number;
  /** Any of r (read), w (write) and m (mknod), in this order. */
  readonly access: string;
}

/** Reads "allow c 1:3 rwm", "deny b 8:*" (rwm) or "deny a". Undefined when the text is none of that. */
export function parseDeviceRule(text: string): DeviceRule | undefined {
  const match = /^(allow|deny) (?:(a)|([bc]) ([0-9]{1,10}|\*):([0-9]{1,10}|\*)(?: ([rwm]{1,3}))?)$/.exec(
    text,
  );
  if (!match) return undefined;
  const [, verb, all, type, major, minor, access = "rwm"] = match;
  const allow = verb === "allow";
  if (all) return { allow, type: "a", major: -1, minor: -1, access: "rwm" };
  return {
    allow,
    type: type as "b" | "c",
    major: number(major!),
    minor: number(minor!),
    access: inOrder(access),
  };
}

function number(text: string): number {
  return text === "*" ? -1 : Number(text);
}

/** Letters of access once each and in the kernel's order. */
export function inOrder(access: string): string {
  let ordered = "";
  for (const letter of "rwm") if (access.includes(letter)) ordered += letter;
  return ordered;
}

/** A rule as text; the inverse of {@link parseDeviceRule}. */
export function formatDeviceRule(rule: DeviceRule): string {
  return `${rule.allow ? "allow" : "deny"} ${rule.type === "a" ? "a" : formatDevices(rule)}`;
}

/** The devices of a rule as `devices.allow` takes them: "c 1:3 rwm", "b 8:* r". */
export function formatDevices({ type, major, minor, access }: DeviceRule): string {
  return `${type} ${major < 0 ? "*" : major}:${minor < 0 ? "*" : minor} ${access}`;
}

function allow(type: "b" | "c", major: number, minor: number, access = "rwm"): DeviceRule {
  return { allow: true, type, major, minor, access };
}

/**
 * What a container may use whatever its configuration says: the devices that the OCI specification puts into each,
 * terminals, making any node (which does not open it), and the tun device, as runc up to 1.1 and crun have it.
 */
export const defaultDeviceRules: readonly DeviceRule[] = [
  allow("b", -1, -1, "m"),
  allow("c", -1, -1, "m"),
  allow("c", 1, 3), // null
  allow("c", 1, 5), // zero
  allow("c", 1, 7), // full
  allow("c", 1, 8), // random
  allow("c", 1, 9), // urandom
  allow("c", 5, 0), // tty
  allow("c", 5, 2), // ptmx
  allow("c", 10, 200), // net/tun
  allow("c", 136, -1), // pts/*
];
