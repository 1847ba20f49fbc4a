import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { withLiterals } from "../src/d1/sql/statement.ts";
import { type D1Transport, statementSeparator } from "../src/d1/transport/transport.ts";
import { readWranglerOutput, resultsAnswer } from "../src/d1/wrangler/wrangler-output.ts";
import { wranglerPath } from "../test/parts/d1/wrangler-project.ts";

/** A transport that starts `wrangler d1 execute --local` for each call, in a folder of its own. */
export async function processForEachCall(folder: string): Promise<D1Transport> {
  await mkdir(folder);
  const database = { binding: "DB", database_name: "bench", database_id: "bench" };
  const config = { name: "bench", compatibility_date: "2026-01-01", d1_databases: [database] };
  await writeFile(join(folder, "wrangler.json"), JSON.stringify(config));
  return {
    // What Linux allows one argument of a program.
    maxBatchBytes: 100_000,
    async run(statements) {
      const command = statements.map(withLiterals).join(statementSeparator);
      const args = ["d1", "execute", "bench", "--local", "--json", "--command", command];
      const { stdout, stderr } = await execa(process.execPath, [wranglerPath, ...args], {
        cwd: folder,
        env: { WRANGLER_SEND_METRICS: "false", CI: "true" },
      });
      const output = readWranglerOutput(resultsAnswer, stdout, stderr);
      if (output.kind !== "answer") throw new Error(output.text);
      return output.answer.map(({ results }) => results);
    },
    rowsWritten: () => null,
    async [Symbol.asyncDispose]() {},
  };
}
