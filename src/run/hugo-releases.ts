import type { KeptReleases } from "../hugo/program/find-hugo.ts";
import { hugoReleases } from "../hugo/program/hugo-release.ts";

/** What a host decides about the releases of Hugo. */
export interface HugoReleases {
  readonly kept: KeptReleases;
  /** Where the releases are. */
  readonly releasesUrl: string;
  /** What `hugo-version` is where nobody set it. */
  readonly defaultVersion: "auto" | "none";
}

/** Where the releases of Hugo are: a mirror by HUGO_RELEASES_URL, else GitHub. */
export function releasesUrlOf(env: Readonly<Record<string, string | undefined>>): string {
  return env["HUGO_RELEASES_URL"]?.trim() || hugoReleases;
}
