// The order of the frozen heap. A start costs page faults, so what every start needs lies close together: the
// modules below, which only help, messages and tools for people need, come after all others in the bundle, and so
// in the heap. Whoever imports one gets a stub whose exports are bound when the bundle's end is reached; that
// happens at build time, before the heap is frozen. An export that is needed earlier makes the build fail.
import { dirname, resolve } from "node:path";
import { root } from "./setup.mjs";

const late = [
  "kernel/src/sys/describe.ts",
  "kernel/src/trace/trace.ts",
  "toolkit/src/dry-run.ts",
  "toolkit/src/profile.ts",
  "toolkit/src/box.ts",
  "toolkit/src/completion.ts",
  "toolkit/src/help.ts",
  "toolkit/src/log.ts",
  "toolkit/src/man.ts",
  "toolkit/src/suggest.ts",
  "toolkit/src/uncaught.ts",
  "toolkit/src/verb.ts",
  "oci-spec/src/exact.ts",
  "oci-spec/src/default.ts",
  "oci-spec/src/kind.ts",
  "oci-spec/src/shape.ts",
  "oci-spec/src/validator.gen.ts",
].map((path) => `${root}/packages/${path}`);

const AT_THE_END = "isobox:late";

/** The names that each of the modules exports at run time. */
async function exportNames(build) {
  const { metafile } = await build({
    entryPoints: late,
    outdir: "out",
    bundle: false,
    write: false,
    metafile: true,
    format: "esm",
    absWorkingDir: root,
  });
  return new Map(
    Object.values(metafile.outputs).map(({ entryPoint, exports }) => [resolve(root, entryPoint), exports]),
  );
}

/** A plugin of esbuild; `entry` is the module whose last import brings the late modules. */
export async function latePlugin({ build }, entry) {
  const names = await exportNames(build);
  const stub = (path) => {
    const bound = names.get(path).map((name) => `${name} = real.${name};`);
    return `export let ${names.get(path).join(", ")};
(globalThis.__late ??= {})[${JSON.stringify(path.slice(root.length))}] = (real) => { ${bound.join(" ")} };`;
  };
  const end = late
    .map((path, i) => `import * as m${i} from ${JSON.stringify(`${path}?real`)};`)
    .concat(
      late.map((path, i) => `globalThis.__late?.[${JSON.stringify(path.slice(root.length))}]?.(m${i});`),
    )
    .concat("delete globalThis.__late;")
    .join("\n");
  return {
    name: "late",
    setup(b) {
      b.onResolve({ filter: /\.ts(\?real)?$/ }, ({ path, importer, resolveDir }) => {
        if (path.endsWith("?real")) return { path: path.slice(0, -"?real".length) };
        const target = resolve(resolveDir || dirname(importer), path);
        return names.has(target) && !names.has(importer) ? { path: target, namespace: "late" } : undefined;
      });
      b.onLoad({ filter: /./, namespace: "late" }, ({ path }) => ({ contents: stub(path), loader: "js" }));
      b.onResolve({ filter: /^isobox:late$/ }, () => ({ path: AT_THE_END, namespace: "late-end" }));
      b.onLoad({ filter: /./, namespace: "late-end" }, () => ({
        contents: end,
        loader: "js",
        resolveDir: root,
      }));
      b.onLoad(
        { filter: new RegExp(`${entry.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$`) },
        async ({ path }) => {
          const { readFile } = await import("node:fs/promises");
          const text = await readFile(path, "utf8");
          // Behind the other imports: esbuild lays modules out in the order in which they are evaluated.
          const at = text.lastIndexOf("\nimport ");
          const line = at < 0 ? 0 : text.indexOf("\n", text.indexOf(" from ", at)) + 1;
          return {
            contents: `${text.slice(0, line)}import "isobox:late";\n${text.slice(line)}`,
            loader: "ts",
          };
        },
      );
    },
  };
}
