// Fails when a catalog below src/locales is not what `npm run extract` would write.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const catalogs = ["", "later/", "office/", "times/"].map((folder) => {
  const name = `src/locales/${folder}en.po`;
  const path = new URL(`../${name}`, import.meta.url);
  return { name, path, before: readFileSync(path, "utf8") };
});
const run = spawnSync("npx", ["lingui", "extract", "--clean", "--overwrite"], { encoding: "utf8" });
if (run.status !== 0) {
  console.error(run.stdout, run.stderr);
  process.exit(1);
}
const stale = catalogs.filter(({ path, before }) => readFileSync(path, "utf8") !== before);
for (const { name, path, before } of stale) {
  writeFileSync(path, before);
  console.error(`${name} is stale: run \`npm run extract\` and commit it.`);
}
if (stale.length > 0) process.exit(1);
