import { z } from "zod";

const withProperties = z.looseObject({ properties: z.record(z.string(), z.unknown()) });

const withDefinitions = z.looseObject({ $defs: z.record(z.string(), z.unknown()).default({}) });

/** The codes that a report can have. */
export interface ReportCodes {
  /** Of errors and findings. */
  readonly problems: readonly string[];
  /** Of the reasons of a dry run's judgement. */
  readonly reasons: readonly string[];
}

/** The JSON Schema of reports, in which each `code` is one of those that there are. */
export function withCodes(schema: object, { problems, reasons }: ReportCodes): object {
  const named = (name: string) => ({ $ref: `#/$defs/${name}` });
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (typeof value !== "object" || value === null) return value;
    const changed = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, change(v)]));
    const found = withProperties.safeParse(changed).data;
    if (found === undefined || !("code" in found.properties)) return changed;
    const isReason = "judgement" in found.properties;
    const code = named(isReason ? "reasonCode" : "code");
    return { ...changed, properties: { ...found.properties, code } };
  };
  const changed = withDefinitions.parse(change(schema));
  return {
    ...changed,
    $defs: {
      ...changed.$defs,
      code: { type: "string", enum: problems },
      reasonCode: { type: "string", enum: reasons },
    },
  };
}
