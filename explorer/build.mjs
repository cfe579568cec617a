// Builds the bundle into src/edu_kg/serve/static/explorer/: the same bytes from the same sources.
// Beside it go the licences of all that is in it, and build.json with digests, by which a test
// tells a bundle that is older than its sources.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, "../src/edu_kg/serve/static/explorer");
const BUNDLE_LICENCES = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD"]);
const LARGEST = 1_500_000;

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function listFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listFiles(path) : [path];
    }),
  );
  return nested.flat();
}

/** One digest over names and bytes of all sources; tests/serve reckons it in the same way. */
async function digestSources() {
  const top = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"];
  const paths = [...top.map((name) => join(here, name)), ...(await listFiles(join(here, "src")))];
  const named = paths.map((path) => [relative(here, path).replaceAll("\\", "/"), path]);
  named.sort(([one], [other]) => (one < other ? -1 : 1));
  const all = createHash("sha256");
  for (const [name, path] of named) all.update(`${name} ${sha256(await readFile(path))}\n`);
  return all.digest("hex");
}

/** Name, version, licence and its text of every package that gave at least a byte. */
async function readPackages(metafile) {
  const folders = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const found = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input);
      if (found && bytesInOutput > 0) folders.add(found[0]);
    }
  }
  const packages = [];
  for (const folder of [...folders].sort()) {
    const described = JSON.parse(await readFile(join(here, folder, "package.json"), "utf8"));
    if (!BUNDLE_LICENCES.has(described.license)) {
      throw new Error(`${described.name} is under ${described.license}, which the bundle may not hold`);
    }
    const names = (await readdir(join(here, folder))).filter((name) => /^licen[cs]e/i.test(name));
    const text = names[0] ? (await readFile(join(here, folder, names[0]), "utf8")).trim() : null;
    packages.push({ ...described, text });
  }
  return packages;
}

function tellLicences(packages) {
  const parts = packages.map(({ name, version, license, author, text }) => {
    const by = typeof author === "string" ? author : (author?.name ?? "its authors");
    return `${name} ${version}\n${license}\n\n${text ?? `Copyright (c) ${by}. Licence: ${license}.`}\n`;
  });
  const rule = `\n${"-".repeat(78)}\n\n`;
  return `The scripts in this folder contain code of these packages.\n${rule}${parts.join(rule)}`;
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/network.ts", "src/layout.ts", "src/sparql.ts", "src/explorer.css", "src/icon.svg"],
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox113", "safari16.4"],
  loader: { ".svg": "copy" },
  entryNames: "[name]",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
const packages = await readPackages(metafile);
await writeFile(join(target, "THIRD-PARTY.txt"), tellLicences(packages));
const files = {};
let size = 0;
for (const path of (await listFiles(target)).sort()) {
  const bytes = await readFile(path);
  files[relative(target, path)] = sha256(bytes);
  size += bytes.length;
}
if (size > LARGEST) throw new Error(`the bundle has ${size} bytes, more than ${LARGEST}`);
const record = { sources: await digestSources(), packages: Object.fromEntries(packages.map((each) => [each.name, each.version])), files };
await writeFile(join(target, "build.json"), `${JSON.stringify(record, null, 2)}\n`);
console.log(`${Object.keys(files).length} files, ${size} bytes, ${packages.length} packages`);
