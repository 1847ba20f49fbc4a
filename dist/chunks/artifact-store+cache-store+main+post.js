import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;

// src/action/store-result.ts
function refusalText({ reason, remedy }) {
  return remedy === void 0 ? `${reason}.` : `${reason}. ${remedy}`;
}
var knownFailures = [
  {
    pattern: /cache write denied|does not permit writes/i,
    means: "this run may only read the Actions cache",
    remedy: "Start the workflow by workflow_dispatch, schedule or push: runs that outsiders can start get a cache that can't be written."
  },
  {
    pattern: /cache read denied|does not permit reads/i,
    means: "this run may not read the Actions cache",
    remedy: "Start the workflow by workflow_dispatch, schedule or push."
  },
  {
    pattern: /quota/i,
    means: "the account's storage is full",
    remedy: "Delete old artifacts and caches of the repository, or raise the limit in the account's billing settings; GitHub counts anew every 6 to 12 hours."
  },
  {
    pattern: /rate limit|too many requests|\b429\b|resource_exhausted/i,
    means: "GitHub takes no more requests for a while (rate limit)",
    remedy: "Wait some minutes before the next run, or set a larger checkpoint-interval."
  },
  {
    pattern: /unable to reserve cache|already exists/i,
    means: "its name is taken by another save"
  },
  {
    pattern: /not accessible by integration|\b40[13]\b|forbidden|bad credentials/i,
    means: "the job's token may not do this",
    remedy: "Give the job the permission actions: read in the workflow file."
  },
  {
    pattern: /GHES|not currently supported on/i,
    means: "this GitHub Enterprise Server has no such service",
    remedy: "The Actions cache alone is used there."
  },
  {
    pattern: /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|socket hang up|fetch failed|network|no answer within/i,
    means: "the service could not be reached",
    remedy: "Look at https://www.githubstatus.com, and at the runner's way to the internet."
  },
  {
    pattern: /\b5\d\d\b|internal (?:server )?error|unavailable/i,
    means: "the service is out of order",
    remedy: "Look at https://www.githubstatus.com."
  }
];
async function orRefusal(service, work) {
  try {
    return await work();
  } catch (error) {
    return refusalOf(service, error instanceof Error ? error.message : String(error));
  }
}
function refusalOf(service, said) {
  const known = knownFailures.find(({ pattern }) => pattern.test(said));
  if (known === void 0) return { ok: false, reason: `${service} failed: ${said}` };
  const { means, remedy } = known;
  return {
    ok: false,
    reason: `${service} failed: ${means}`,
    ...remedy === void 0 ? {} : { remedy }
  };
}

export {
  refusalText,
  orRefusal,
  refusalOf
};
