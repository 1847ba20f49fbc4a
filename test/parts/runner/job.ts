/** What a runner and GitHub's services know about one job of a workflow run. */
export interface Job {
  /** `owner/name`. */
  readonly repository: string;
  /** The repository whose commit it runs on: a fork, where its pull request started the run. */
  readonly headRepository?: string;
  /** Name of the workflow. */
  readonly workflow: string;
  /** Id of the job in the workflow file. */
  readonly job: string;
  readonly runId: string;
  /** 1 for the first run, one more for each re-run. */
  readonly attempt: number;
  /**
   * The first attempt whose artifacts this one can see: 1 after "Re-run failed jobs", the attempt
   * itself after "Re-run all jobs".
   */
  readonly firstVisibleAttempt: number;
  /** `refs/heads/main`; also the scope of the caches that the job writes. */
  readonly ref: string;
  /** Full ref whose caches every job may read. */
  readonly defaultBranch: string;
  readonly eventName: string;
  /** The event's payload. */
  readonly event: Readonly<Record<string, unknown>>;
}

/** The first attempt of a run that somebody dispatched on the default branch. */
export const dispatchedJob: Job = {
  repository: "octo-org/octo-blog",
  workflow: "Move comments",
  job: "migrate",
  runId: "9000000001",
  attempt: 1,
  firstVisibleAttempt: 1,
  ref: "refs/heads/main",
  defaultBranch: "refs/heads/main",
  eventName: "workflow_dispatch",
  event: {},
};
