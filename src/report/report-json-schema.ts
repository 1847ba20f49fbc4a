import { z } from "zod";
import { reportSchema } from "./report-schema.ts";

/**
 * The shape of `report.json` as JSON Schema, draft 2020-12. `schemaVersion` grows when a program that
 * reads reports would have to change; new fields alone don't change it.
 */
export function reportJsonSchema(): object {
  return {
    $id: "https://raw.githubusercontent.com/hugo-comment-migration/hugo-comment-migration/main/docs/report.schema.json",
    title: "Report of hugo-comment-migration",
    description: "What a run did: the content of report.json, schemaVersion 1.",
    ...z.toJSONSchema(reportSchema, { target: "draft-2020-12", io: "input" }),
  };
}
