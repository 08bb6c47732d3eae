import type { CapabilityName } from "@isobox/kernel/abi";

/**
 * What each capability allows, as the end of a sentence that begins "it may"; the kernel's checks in a few words.
 *
 * @see capabilities(7), which has them in full
 */
export const CAPABILITY_TEXTS: Readonly<Record<CapabilityName, string>> = {
  chown: "give a file any owner and group",
  dac_override: "read, write and execute files whatever their permission bits say",
  dac_read_search:
    "read files and search directories whatever their permission bits say; open files by handle",
  fowner: "do to any file what is its owner's to do: chmod, times, ACLs, removal from sticky directories",
  fsetid:
    "keep the set-user-ID and set-group-ID bits of files that it changes, and set the latter for any group",
  kill: "send signals to processes of any user",
  setgid: "take any group and any supplementary groups, and write group id maps",
  setuid: "become any user, and write user id maps",
  setpcap: "drop from its bounding set, add from it to its inheritable set, and change its securebits",
  linux_immutable: "set and clear the immutable and append-only attributes of files",
  net_bind_service: "bind to ports below net.ipv4.ip_unprivileged_port_start, 1024 as a rule",
  net_broadcast: "nothing: no check of the kernel asks for it",
  net_admin: "configure interfaces, addresses, routes, firewalls and privileged socket options",
  net_raw: "use raw and packet sockets, and bind to addresses that are not there for transparent proxies",
  ipc_lock: "lock memory beyond its limit, and use huge pages of shared memory",
  ipc_owner: "use System V IPC objects and POSIX queues whatever their permissions say",
  sys_module: "load and unload kernel modules, which is to say anything",
  sys_rawio: "reach I/O ports, memory of the machine and disks below the file systems",
  sys_chroot: "change its root directory, and join mount namespaces",
  sys_ptrace: "trace and inspect processes that it does not own, and read their memory",
  sys_pacct: "switch process accounting on and off",
  sys_admin: "mount, make namespaces, set host names, use quotas and swap, and do a hundred other things",
  sys_boot: "restart the machine, and load another kernel",
  sys_nice: "take real-time policies, lower nice values and other processors, also for others' processes",
  sys_resource: "raise hard limits, lower OOM adjustments, and go beyond quotas and other reserves",
  sys_time: "set the clock of the machine",
  sys_tty_config: "hang up terminals, and configure virtual ones",
  mknod: "make device nodes",
  lease: "take leases on any file",
  audit_write: "write records into the kernel's audit log",
  audit_control: "switch auditing on and off, and change its rules",
  setfcap: "give program files capabilities, and map user 0 of the namespace above into a new one",
  mac_override: "pass by a mandatory access control, where the security module asks for it (Smack)",
  mac_admin: "configure the mandatory access control of a security module (Smack, AppArmor)",
  syslog: "read and clear the kernel's log, and see addresses of the kernel",
  wake_alarm: "set timers that wake the machine from sleep",
  block_suspend: "keep the machine from going to sleep",
  audit_read: "read the audit log as it is written",
  perfmon: "watch the performance of all processes and of the kernel",
  bpf: "load BPF programs and make BPF maps of privileged kinds",
  checkpoint_restore: "choose process ids, and read and write what CRIU needs to save and restore processes",
};
