import * as abi from "@isobox/kernel/abi";
import { setInterfaceUp, socket } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/** Brings lo up: in a new network namespace it is down, and 127.0.0.1 unreachable. */
export function bringLoopbackUp(): void {
  doing("cannot bring the interface lo up", () => {
    using control = socket(abi.AF_INET, abi.SOCK_DGRAM);
    setInterfaceUp(control, "lo");
  });
}
