import { platform } from "@isobox/kernel/host";
import { setdomainname, sethostname } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/** Sets the host name of the UTS namespace: at most 64 bytes. Privilege: CAP_SYS_ADMIN in its owner. */
export function setHostName(name: string): void {
  doing(`cannot set the host name "${name}"`, () => sethostname(name, platform.byteLength(name)));
}

/** Sets the NIS domain name of the UTS namespace: at most 64 bytes. */
export function setDomainName(name: string): void {
  doing(`cannot set the domain name "${name}"`, () => setdomainname(name, platform.byteLength(name)));
}
