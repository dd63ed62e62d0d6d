// Fails when src/locales/en.po is not what `npm run extract` would write.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const catalog = new URL("../src/locales/en.po", import.meta.url);
const before = readFileSync(catalog, "utf8");
const run = spawnSync("npx", ["lingui", "extract", "--clean", "--overwrite"], { encoding: "utf8" });
const after = readFileSync(catalog, "utf8");
if (run.status !== 0) {
  console.error(run.stdout, run.stderr);
  process.exit(1);
}
if (before !== after) {
  writeFileSync(catalog, before);
  console.error("src/locales/en.po is stale: run `npm run extract` and commit it.");
  process.exit(1);
}
