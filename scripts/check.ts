import { run, staticChecks, tell, tests } from "./programs.ts";

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
const results = await Promise.all(
  wanted.map(async ([name, programs]) => {
    for (const program of programs) {
      const ended = await run(program, "returned");
      tell(programs.length === 1 ? name : `${name} of ${program.at(-1)}`, ended);
      if (!ended.succeeded) return false;
    }
    return true;
  }),
);
process.exitCode = results.every(Boolean) ? 0 : 1;
