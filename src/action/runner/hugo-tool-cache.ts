import { rm } from "node:fs/promises";
import { arch, tmpdir } from "node:os";
import { join } from "node:path";
import { type HugoReleases, releasesUrlOf } from "../../run/hugo-releases.ts";

const tool = "hugo";

/**
 * How a runner gets Hugo: what the site asks for, kept in the runner's tool cache, which lasts for
 * the job, or on a runner of one's own for good.
 */
export function hugoSearchOf(env: Readonly<Record<string, string | undefined>>): HugoReleases {
  const folder = toolCacheOf(env);
  return {
    releasesUrl: releasesUrlOf(env),
    defaultVersion: "auto",
    kept: {
      async find(version) {
        const { find } = await loadToolCache();
        return find(tool, version) || undefined;
      },
      async keep(dir, version) {
        const { cacheDir } = await loadToolCache();
        try {
          return await cacheDir(dir, tool, version);
        } catch (error) {
          await rm(join(folder, tool, version, arch()), { recursive: true, force: true });
          throw error;
        }
      },
    },
  };
}

/** Most runs find Hugo on the PATH and do without. */
function loadToolCache() {
  return import("@actions/tool-cache");
}

/**
 * The tool cache's folder. Its client reads the variable itself; runners that are no GitHub runner may
 * lack it.
 */
function toolCacheOf(env: Readonly<Record<string, string | undefined>>): string {
  const given = env["RUNNER_TOOL_CACHE"];
  if (given) return given;
  const own = join(env["RUNNER_TEMP"] || tmpdir(), "comment-migration-tools");
  process.env["RUNNER_TOOL_CACHE"] = own;
  return own;
}
