const million = 1_000_000;
const gigabyte = 1_000_000_000;

/**
 * What Cloudflare's plans include, and what more costs, in US dollars. Allowances of a day end at 00:00 UTC.
 * As of November 2026; sources: https://developers.cloudflare.com/d1/platform/pricing/,
 * https://developers.cloudflare.com/d1/platform/limits/, https://developers.cloudflare.com/r2/pricing/
 */
export const cloudflarePrices = {
  asOf: "November 2026",
  d1: {
    freeDay: { rowsWritten: 100_000, rowsRead: 5 * million },
    /** Of one database, and of all together. */
    freeBytes: { ofDatabase: gigabyte / 2, ofAll: 5 * gigabyte },
  },
  /** The Workers Paid plan. */
  paid: {
    month: 5,
    included: { rowsWritten: 50 * million, rowsRead: 25_000 * million, bytes: 5 * gigabyte },
    rowsWritten: 1 / million,
    rowsRead: 0.001 / million,
    /** A month. */
    bytes: 0.75 / gigabyte,
  },
  r2: {
    /** A month, whatever the plan. */
    included: { bytes: 10 * gigabyte, writes: million },
    bytes: 0.015 / gigabyte,
    /** Operations of class A. */
    writes: 4.5 / million,
  },
} as const;
