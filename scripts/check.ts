import { failuresOf, staticChecks, tests } from "./programs.ts";

// What a change must pass before anything else is worth a look: types, style, architecture, unused
// code, unit tests. Arguments name some of these.

const all = { ...staticChecks, unit: [tests.unit] };
const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in all));
if (unknown.length > 0) {
  console.error(
    `There is no check ${unknown.join(", ")}; there are ${Object.keys(all).join(", ")}.`,
  );
  process.exit(1);
}

const wanted = Object.entries(all).filter(([name]) => names.length === 0 || names.includes(name));
const failures = await Promise.all(wanted.map(([name, programs]) => failuresOf(name, programs)));
process.exitCode = failures.every((failed) => failed === 0) ? 0 : 1;
