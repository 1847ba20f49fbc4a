import { z } from "zod";
import type { SiteScan } from "../domain/page.ts";
import type { CompletedSource, GivenSettings } from "./completed-source.ts";
import { completeByPages, type SaidOnPages, saidOnPages } from "./said-on-pages.ts";
import { optional, setting } from "./setting.ts";
import { settingProblems } from "./setting-problems.ts";
import { choice, repositoryName, text, token } from "./value-types.ts";

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
const jobToken = "${{ github.token }}";

/** What can be made of a page that does not show the widget. */
const mappings = ["pathname", "url"] as const;

/** What is read of GitHub, and with what. */
const githubSection = z.object({
  token: setting("github-token", optional(token()), {
    env: ["GITHUB_TOKEN"],
    secret: true,
    inputDefault: jobToken,
    description:
      "Token for GitHub's API: with the permission `actions: read` it finds checkpoints of earlier runs among their artifacts; `replace: pull-request` needs `contents: write` and `pull-requests: write`; `source: github` needs `discussions: read` or `issues: read`, and for comments in another private repository a token that may read it. Default: the job's own.",
  }),
  repository: setting("github-repository", optional(repositoryName()), {
    env: ["COMMENTS_GITHUB_REPOSITORY"],
    description:
      "The repository with the comments, `owner/name`, for `source: github`. Default: the one that giscus, utterances or Gitalk names in the site's pages.",
  }),
  threads: setting("github-threads", optional(choice(["discussions", "issues"])), {
    env: ["COMMENTS_GITHUB_THREADS"],
    description:
      "Where the comments are in it: in `discussions` (giscus) or `issues` (utterances, Gitalk). Default: as the site's pages say, else `discussions`.",
  }),
  category: setting("github-category", optional(text()), {
    env: ["COMMENTS_GITHUB_CATEGORY"],
    description:
      "The category of the discussions, by its name. Default: the one in the site's pages, else all.",
  }),
  label: setting("github-label", optional(text()), {
    env: ["COMMENTS_GITHUB_LABEL"],
    description: "The label of the issues. Default: the one in the site's pages, else all issues.",
  }),
  mapping: setting("github-mapping", optional(choice(mappings)), {
    env: ["COMMENTS_GITHUB_MAPPING"],
    description:
      "How the title of a discussion or issue is made of a page whose HTML doesn't show it: `pathname` or `url`. Default: as the widget in the site's other pages has it, else `pathname`.",
  }),
});

type GithubSettings = Readonly<z.output<typeof githubSection>>;
type GithubSetting = (typeof githubSection.shape)[keyof GithubSettings]["setting"]["name"];

/** Comments in discussions or issues of a repository. */
export interface GithubSource {
  readonly kind: "github";
  /** `owner/name` */
  readonly repository: string;
  readonly threads: "discussions" | "issues";
  /** Undefined for all. */
  readonly category: string | undefined;
  /** Undefined for all. */
  readonly label: string | undefined;
  /** Of pages that don't show the widget; undefined where the others' can't be made of an address. */
  readonly mapping: (typeof mappings)[number] | undefined;
  readonly token: string | undefined;
}

/** Comments at GitHub as a source: its settings, and what completes them. */
export const github = { section: githubSection, needed, unsaid, complete } as const;

function needed(): readonly [GithubSetting, string][] {
  return [];
}

/**
 * What must be said by a setting or the site's pages, and is by neither.
 * @param known the value of each setting that is known
 */
function unsaid({
  repository,
}: Readonly<Partial<Record<keyof GithubSettings, unknown>>>): readonly [GithubSetting, string][] {
  return repository === undefined ? [["github-repository", settingProblems.repositoryMissing]] : [];
}

function complete(
  { github: given, inputsAre }: GivenSettings & { readonly github: GithubSettings },
  { threads }: Pick<SiteScan, "threads">,
): CompletedSource<GithubSource, GithubSetting> {
  const named = (
    name: GithubSetting,
    type: z.ZodType<string>,
    said: readonly SaidOnPages[],
    value: string | undefined,
  ) => completeByPages(name, type, value === undefined ? said : [], { inputsAre, given: value });
  const ofSetting = (key: string) => saidOnPages(threads, ({ settings }) => settings?.[key]);
  const repositories = saidOnPages(threads, ({ siteName }) => siteName);
  const ofRepository = named("github-repository", repositoryName(), repositories, given.repository);
  const ofCategory = named("github-category", text(), ofSetting("category"), given.category);
  const ofLabel = named("github-label", text(), ofSetting("label"), given.label);
  const [widget] = ofSetting("widget");
  const isOnIssues = widget !== undefined && widget.value !== "giscus";
  return {
    source: {
      kind: "github",
      repository: ofRepository.value ?? "",
      threads: given.threads ?? (isOnIssues ? "issues" : "discussions"),
      category: ofCategory.value,
      label: ofLabel.value,
      mapping: given.mapping ?? mappingOf(ofSetting("mapping")),
      token: given.token,
    },
    unsaid: unsaid({ repository: ofRepository.value }),
    problems: [ofRepository, ofCategory, ofLabel].flatMap(({ problems }) => problems),
    findings: [],
  };
}

function mappingOf([first]: readonly SaidOnPages[]): GithubSource["mapping"] {
  return first === undefined ? "pathname" : mappings.find((one) => one === first.value);
}
