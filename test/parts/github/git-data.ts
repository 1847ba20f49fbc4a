import { z } from "zod";
import type { BareRepository } from "./bare-repository.ts";

/** A request of the API, as far as an operation needs it. */
export interface ApiCall {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Address of the API. */
  readonly origin: string;
}

/** What the API answers. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

const sha = z.string();
const author = {
  name: "github-actions[bot]",
  email: "bot@example.org",
  date: "2026-01-02T03:04:05Z",
};

/** GitHub's refusal of what is not there. */
export const notFound: ApiAnswer = refusal(404, "Not Found");

/** A refusal in GitHub's form. */
export function refusal(status: number, message: string): ApiAnswer {
  const documentation_url = "https://docs.github.com/rest";
  return { status, body: { message, documentation_url, status: String(status) } };
}

/** How the Git data API departs from plain Git. */
export interface GitDataOptions {
  /** Entries that a tree is given with at most. */
  readonly mostTreeEntries: number;
  /** Text that is given with a tree loses its byte order mark. */
  readonly cutsByteOrderMarks: boolean;
}

/** The Git data API on a repository. Source: https://docs.github.com/rest/git */
export function gitData(repository: BareRepository, options: GitDataOptions) {
  const refBody = (origin: string, branch: string, commit: string) => ({
    ref: `refs/heads/${branch}`,
    node_id: "ref",
    url: `${origin}/git/refs/heads/${branch}`,
    object: { type: "commit", sha: commit, url: `${origin}/git/commits/${commit}` },
  });
  const commitBody = (origin: string, commit: string) => {
    const lines = repository.git(["cat-file", "commit", commit]).split("\n");
    const named = (name: string) =>
      lines
        .slice(0, lines.indexOf(""))
        .filter((line) => line.startsWith(`${name} `))
        .map((line) => line.slice(name.length + 1));
    const [tree = ""] = named("tree");
    return {
      sha: commit,
      node_id: "commit",
      url: `${origin}/git/commits/${commit}`,
      html_url: `${origin}/commit/${commit}`,
      author,
      committer: author,
      message: lines.slice(lines.indexOf("") + 1).join("\n"),
      tree: { sha: tree, url: `${origin}/git/trees/${tree}` },
      parents: named("parent").map((parent) => ({
        sha: parent,
        url: `${origin}/git/commits/${parent}`,
        html_url: `${origin}/commit/${parent}`,
      })),
      verification: {
        verified: false,
        reason: "unsigned",
        signature: null,
        payload: null,
        verified_at: null,
      },
    };
  };
  const treeBody = (origin: string, tree: string, isRecursive: boolean) => {
    const printed = repository.git(["ls-tree", "-z", ...(isRecursive ? ["-r", "-t"] : []), tree]);
    const entries = printed.split("\0").flatMap((line) => {
      const [, mode = "", type = "", entry = "", path = ""] =
        /^(\d+) (\w+) (\w+)\t([\s\S]*)$/.exec(line) ?? [];
      const url = `${origin}/git/${type}s/${entry}`;
      return path === "" ? [] : [{ path, mode, type, sha: entry, url, size: 0 }];
    });
    const truncated = entries.length > options.mostTreeEntries;
    const shown = isRecursive ? entries.slice(0, options.mostTreeEntries) : entries;
    return {
      sha: tree,
      url: `${origin}/git/trees/${tree}`,
      tree: shown,
      truncated: isRecursive && truncated,
    };
  };

  const operations = {
    "get /repos/{owner}/{repo}/git/ref/{ref}": ({ parameters, origin }: ApiCall): ApiAnswer => {
      const branch = (parameters["ref"] ?? "").replace(/^heads\//, "");
      const head = repository.headOf(branch);
      return head === undefined ? notFound : { status: 200, body: refBody(origin, branch, head) };
    },
    "post /repos/{owner}/{repo}/git/refs": ({ body, origin }: ApiCall): ApiAnswer => {
      const asked = z.object({ ref: z.string(), sha }).parse(body);
      const branch = /^refs\/heads\/(.+)$/.exec(asked.ref)?.[1];
      if (branch === undefined) return refusal(422, "Reference name must start with 'refs/'");
      if (repository.headOf(branch) !== undefined) return refusal(422, "Reference already exists");
      if (!repository.has(asked.sha)) return refusal(422, "Object does not exist");
      repository.setBranch(branch, asked.sha);
      return { status: 201, body: refBody(origin, branch, asked.sha) };
    },
    "patch /repos/{owner}/{repo}/git/refs/{ref}": ({
      parameters,
      body,
      origin,
    }: ApiCall): ApiAnswer => {
      const branch = (parameters["ref"] ?? "").replace(/^heads\//, "");
      const { sha: commit, force } = z
        .object({ sha, force: z.boolean().default(false) })
        .parse(body);
      const head = repository.headOf(branch);
      if (head === undefined) return refusal(422, "Reference does not exist");
      const isAhead = repository.git(["rev-list", `${commit}..${head}`]) === "";
      if (!isAhead && !force) return refusal(422, "Update is not a fast forward");
      repository.setBranch(branch, commit);
      return { status: 200, body: refBody(origin, branch, commit) };
    },
    "get /repos/{owner}/{repo}/git/commits/{commit_sha}": ({
      parameters,
      origin,
    }: ApiCall): ApiAnswer => {
      const commit = parameters["commit_sha"] ?? "";
      return repository.has(commit) ? { status: 200, body: commitBody(origin, commit) } : notFound;
    },
    "post /repos/{owner}/{repo}/git/commits": ({ body, origin }: ApiCall): ApiAnswer => {
      const parts = z.object({ message: z.string(), tree: sha, parents: z.array(sha) }).parse(body);
      return { status: 201, body: commitBody(origin, repository.commit(parts)) };
    },
    "get /repos/{owner}/{repo}/git/trees/{tree_sha}": ({
      parameters,
      query,
      origin,
    }: ApiCall): ApiAnswer => {
      const tree = parameters["tree_sha"] ?? "";
      if (!repository.has(tree)) return notFound;
      return { status: 200, body: treeBody(origin, tree, query.has("recursive")) };
    },
    "post /repos/{owner}/{repo}/git/trees": ({ body, origin }: ApiCall): ApiAnswer => {
      const entry = z.object({
        path: z.string(),
        mode: z.string(),
        sha: sha.nullable().optional(),
        content: z.string().optional(),
      });
      const asked = z.object({ base_tree: sha.optional(), tree: z.array(entry) }).parse(body);
      const there = new Set(
        asked.base_tree === undefined
          ? []
          : repository.git(["ls-tree", "-rz", "--name-only", asked.base_tree]).split("\0"),
      );
      if (asked.tree.some((one) => one.sha === null && !there.has(one.path))) {
        return refusal(422, "GitRPC::BadObjectState");
      }
      const entries = asked.tree.map(({ content = "", ...rest }) => {
        const stored = options.cutsByteOrderMarks ? content.replace(/^\uFEFF/, "") : content;
        return { ...rest, sha: rest.sha === undefined ? repository.blob(stored) : rest.sha };
      });
      const tree = repository.tree(entries, asked.base_tree);
      return { status: 201, body: treeBody(origin, tree, false) };
    },
    "get /repos/{owner}/{repo}/git/blobs/{file_sha}": ({
      parameters,
      origin,
    }: ApiCall): ApiAnswer => {
      const blob = parameters["file_sha"] ?? "";
      if (!repository.has(blob)) return notFound;
      const bytes = repository.bytes(["cat-file", "blob", blob]);
      const about = { sha: blob, node_id: "blob", size: bytes.length };
      const url = `${origin}/git/blobs/${blob}`;
      // GitHub breaks the lines of Base64.
      const content = bytes.toString("base64").replace(/.{60}/g, "$&\n");
      return { status: 200, body: { ...about, url, content, encoding: "base64" } };
    },
    "post /repos/{owner}/{repo}/git/blobs": ({ body, origin }: ApiCall): ApiAnswer => {
      const encoding = z.enum(["utf-8", "base64"]).default("utf-8");
      const asked = z.object({ content: z.string(), encoding }).parse(body);
      const bytes = Buffer.from(asked.content, asked.encoding === "base64" ? "base64" : "utf8");
      const blob = repository.blob(bytes);
      return { status: 201, body: { sha: blob, url: `${origin}/git/blobs/${blob}` } };
    },
  };
  return { operations, commitBody };
}
