import { transformAsync } from "@babel/core";
import type { Plugin } from "vite";

const USES_MACRO = /@lingui\/(core|react)\/macro/;

/** Expands Lingui's macros. Vite 8 has no Babel of its own, so only the files that need it go through it. */
export function linguiMacro(): Plugin {
  return {
    name: "lingui-macro",
    enforce: "pre",
    async transform(code, id) {
      const file = id.split("?")[0] ?? id;
      if (!/\.tsx?$/.test(file) || file.includes("node_modules") || !USES_MACRO.test(code)) return null;
      const result = await transformAsync(code, {
        filename: file,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: file.endsWith("x") ? ["typescript", "jsx"] : ["typescript"] },
        plugins: ["@lingui/babel-plugin-lingui-macro"],
      });
      return result?.code ? { code: result.code, map: result.map ?? null } : null;
    },
  };
}
