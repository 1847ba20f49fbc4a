// Files of version 2.0 named some things otherwise; their values are the same.

type Json = Readonly<Record<string, unknown>>;

/** The fields of a checkpoint file of version 2.0 under the names of the present version. */
export function withPresentNames(fields: unknown, presentVersion: string): unknown {
  if (!isObject(fields) || fields["version"] !== "2.0") return fields;
  const { fingerprint, completed_pages: pages } = fields;
  return {
    ...fields,
    version: presentVersion,
    fingerprint: isObject(fingerprint) ? presentFingerprint(fingerprint) : fingerprint,
    completed_pages: isObject(pages)
      ? Object.fromEntries(
          Object.entries(pages).map(([id, page]) => [id, renamed(page, "sections", "threads")]),
        )
      : pages,
  };
}

/** A line of a journal of version 2.0, header or change, under the names of the present version. */
export function lineWithPresentNames(line: unknown, presentVersion: string): unknown {
  if (!isObject(line)) return line;
  if (line["journal"] === "2.0") return { ...line, journal: presentVersion };
  if (!("change" in line)) return line;
  const change = renamed(renamed(line["change"], "sections", "threads"), "event_id", "source_id");
  return { ...line, change };
}

/** There was one kind of source, which was not named. */
function presentFingerprint({ server_name, site_name, ...rest }: Json): Json {
  return { source: `cactus:${String(server_name)}`, site: site_name, ...rest };
}

function renamed(value: unknown, from: string, to: string): unknown {
  if (!isObject(value) || !(from in value)) return value;
  const { [from]: kept, ...rest } = value;
  return { ...rest, [to]: kept };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
