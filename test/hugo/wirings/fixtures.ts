import { contentSites } from "./content-sites.ts";
import type { FixtureSite } from "./fixture-site.ts";
import { layoutSites } from "./layout-sites.ts";
import { scriptSites } from "./script-sites.ts";
import { shortcodeSites } from "./shortcode-sites.ts";

/** The ways in which public Hugo sites wire Cactus Comments, and what is easily taken for one. */
export const fixtureSites: readonly FixtureSite[] = [
  ...shortcodeSites,
  ...contentSites,
  ...layoutSites,
  ...scriptSites,
];
