import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Report } from "../../../src/report/report.ts";
import { reportSchema } from "../../../src/report/report-schema.ts";

const published = new URL("../../../docs/report.schema.json", import.meta.url);

/**
 * Reads a report.json and checks it against the published schema, by a validator of its own.
 * It throws where the file breaks the schema.
 */
export async function readReport(file: string): Promise<Report> {
  const json: unknown = JSON.parse(await readFile(file, "utf8"));
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(await readFile(published, "utf8")));
  if (!validate(json)) throw new Error(`${file}: ${ajv.errorsText(validate.errors)}`);
  const report = reportSchema.parse(json);
  if (!isDeepStrictEqual(report, json)) throw new Error(`${file} has fields that the schema lacks`);
  return report;
}
