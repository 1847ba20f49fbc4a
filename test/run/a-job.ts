import type { Config } from "../../src/config/config.ts";
import type { SiteScan } from "../../src/domain/page.ts";
import { countingFetch } from "../../src/run/counting-fetch.ts";
import type { Job } from "../../src/run/run-job.ts";
import { sourceAccess } from "../../src/sources/source-kinds.ts";

/** A job over these pages, whose comments are those of Cactus Comments. */
export function aJob(config: Config, scan: SiteScan): Job {
  const access = sourceAccess(config.source);
  if (access.by !== "pages") throw new Error("the source has to be opened");
  const { migration, target, media } = config;
  const counting = countingFetch(globalThis.fetch);
  const source = access.create({
    fetch: counting.fetch,
    maxRetries: migration.maxRetries,
    onRetry: () => {},
    concurrency: migration.concurrency,
    contentFormat: target.contentFormat,
    keepsMedia: media.to !== "link",
    repositoryDir: "/repo",
    githubApi: undefined,
  });
  return {
    ...{
      config,
      scan,
      source,
      placement: undefined,
      part: undefined,
      sourceRequests: counting.requests,
    },
    async [Symbol.asyncDispose]() {},
  };
}
