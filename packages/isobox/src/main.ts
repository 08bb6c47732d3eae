import { formatUncaught, main } from "@isobox/toolkit";
import { box, protectedNames } from "./box.ts";

const native = globalThis.__host__;
native.protect(protectedNames);
native.onUncaught(formatUncaught);
native.main((argv) => main(box, argv));
