import { formatUncaught, main } from "@isobox/toolkit";
import { box, protectedNames } from "./box.ts";
import { makeBuiltins } from "./builtins.ts";

const native = globalThis.__host__;
native.protect(protectedNames);
native.onUncaught(formatUncaught);
native.main((argv) => main(box, argv));
makeBuiltins();
