/** What became of a save or a restore. */
export type StoreResult = { readonly ok: true } | StoreRefusal;

/** Why a checkpoint could not be kept or had. */
export interface StoreRefusal {
  readonly ok: false;
  /** In plain words, to be followed by a full stop. */
  readonly reason: string;
  /** The permission or setting that would help, as a sentence; undefined where nothing would. */
  readonly remedy?: string;
  /** Everything works, but there is nothing: as it is before the first save. */
  readonly isMiss?: true;
}

/** A refusal in one or two sentences. */
export function refusalText({ reason, remedy }: StoreRefusal): string {
  return remedy === undefined ? `${reason}.` : `${reason}. ${remedy}`;
}

interface KnownFailure {
  readonly pattern: RegExp;
  readonly means: string;
  readonly remedy?: string;
}

/**
 * What the services' clients say, and what it means to the owner of a repository.
 * Source: messages of @actions/cache 6.3, @actions/artifact 6.2 and GitHub's REST API.
 */
const knownFailures: readonly KnownFailure[] = [
  {
    pattern: /cache write denied|does not permit writes/i,
    means: "this run may only read the Actions cache",
    remedy:
      "Start the workflow by workflow_dispatch, schedule or push: runs that outsiders can start get a cache that can't be written.",
  },
  {
    pattern: /cache read denied|does not permit reads/i,
    means: "this run may not read the Actions cache",
    remedy: "Start the workflow by workflow_dispatch, schedule or push.",
  },
  {
    pattern: /quota/i,
    means: "the account's storage is full",
    remedy:
      "Delete old artifacts and caches of the repository, or raise the limit in the account's billing settings; GitHub counts anew every 6 to 12 hours.",
  },
  {
    pattern: /rate limit|too many requests|\b429\b|resource_exhausted/i,
    means: "GitHub takes no more requests for a while (rate limit)",
    remedy: "Wait some minutes before the next run, or set a larger checkpoint-interval.",
  },
  {
    pattern: /unable to reserve cache|already exists/i,
    means: "its name is taken by another save",
  },
  {
    pattern: /not accessible by integration|\b40[13]\b|forbidden|bad credentials/i,
    means: "the job's token may not do this",
    remedy: "Give the job the permission actions: read in the workflow file.",
  },
  {
    pattern: /GHES|not currently supported on/i,
    means: "this GitHub Enterprise Server has no such service",
    remedy: "The Actions cache alone is used there.",
  },
  {
    pattern:
      /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|socket hang up|fetch failed|network|no answer within/i,
    means: "the service could not be reached",
    remedy: "Look at https://www.githubstatus.com, and at the runner's way to the internet.",
  },
  {
    pattern: /\b5\d\d\b|internal (?:server )?error|unavailable/i,
    means: "the service is out of order",
    remedy: "Look at https://www.githubstatus.com.",
  },
];

/** What work with a service gives, or the refusal that its failure is. */
export async function orRefusal(
  service: string,
  work: () => Promise<StoreResult>,
): Promise<StoreResult> {
  try {
    return await work();
  } catch (error) {
    return refusalOf(service, error instanceof Error ? error.message : String(error));
  }
}

/** A failure of a service in words that help. */
export function refusalOf(service: string, said: string): StoreRefusal {
  const known = knownFailures.find(({ pattern }) => pattern.test(said));
  if (known === undefined) return { ok: false, reason: `${service} failed: ${said}` };
  const { means, remedy } = known;
  return {
    ok: false,
    reason: `${service} failed: ${means}`,
    ...(remedy === undefined ? {} : { remedy }),
  };
}
