// Measures the JavaScript each page needs before it is usable, gzipped, and keeps the budgets.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const BUDGETS = [
  [/^src\/pages\/(admin|interviewer)\//, 280],
  [/^src\/pages\//, 150],
];

function withImports(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) withImports(next, seen);
  return seen;
}

function kilobytes(keys) {
  const files = new Set([...keys].map((key) => manifest[key].file).filter((file) => file.endsWith(".js")));
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0) / 1000;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = Object.keys(manifest).filter(
  (key) => manifest[key].isDynamicEntry && key.startsWith("src/pages/"),
);
let failed = false;
for (const page of pages.sort()) {
  const size = kilobytes(withImports(page, withImports(entry)));
  const budget = BUDGETS.find(([pattern]) => pattern.test(page))[1];
  failed ||= size > budget;
  console.log(`${size > budget ? "OVER" : "  ok"} ${size.toFixed(1).padStart(6)} kB of ${budget}  ${page}`);
}
const everything = kilobytes(Object.keys(manifest));
console.log(`     ${everything.toFixed(1).padStart(6)} kB in all`);
if (failed) process.exit(1);
