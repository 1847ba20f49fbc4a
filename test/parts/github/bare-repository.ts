import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What a commit is made of. */
export interface CommitParts {
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

/** A bare Git repository, by Git's own plumbing. */
export class BareRepository {
  readonly folder = mkdtempSync(join(tmpdir(), "bare-repository-"));

  constructor() {
    this.git(["init", "--bare", "--quiet", "--initial-branch=main"]);
  }

  /** What Git prints, without the line break at its end. */
  git(args: readonly string[], input?: Uint8Array | string, env: Record<string, string> = {}) {
    return this.bytes(args, input, env).toString("utf8").replace(/\n$/, "");
  }

  bytes(args: readonly string[], input?: Uint8Array | string, env: Record<string, string> = {}) {
    return execFileSync("git", args, {
      cwd: this.folder,
      input,
      stdio: ["pipe", "pipe", "pipe"],
      maxBuffer: 100_000_000,
      env: {
        PATH: process.env["PATH"],
        HOME: this.folder,
        GIT_CONFIG_NOSYSTEM: "1",
        ...identity,
        ...env,
      },
    });
  }

  has(object: string): boolean {
    try {
      this.git(["cat-file", "-e", object]);
      return true;
    } catch {
      return false;
    }
  }

  /** The commit that a branch points to. */
  headOf(branch: string): string | undefined {
    return this.has(`refs/heads/${branch}`)
      ? this.git(["rev-parse", `refs/heads/${branch}`])
      : undefined;
  }

  setBranch(branch: string, commit: string): void {
    this.git(["update-ref", `refs/heads/${branch}`, commit]);
  }

  deleteBranch(branch: string): void {
    this.git(["update-ref", "-d", `refs/heads/${branch}`]);
  }

  blob(bytes: Uint8Array | string): string {
    return this.git(["hash-object", "-w", "--stdin"], bytes);
  }

  /** A tree with these files, on top of another one; without those whose hash is null. */
  tree(
    files: readonly { readonly path: string; readonly mode: string; readonly sha: string | null }[],
    base?: string,
  ): string {
    const index = { GIT_INDEX_FILE: join(this.folder, "tree-index") };
    rmSync(index.GIT_INDEX_FILE, { force: true });
    if (base !== undefined) this.git(["read-tree", base], undefined, index);
    const lines = files
      .map(({ path, mode, sha }) => `${sha === null ? nothing : `${mode} ${sha}`}\t${path}\0`)
      .join("");
    this.git(["update-index", "-z", "--add", "--index-info"], lines, index);
    return this.git(["write-tree"], undefined, index);
  }

  commit({ message, tree, parents }: CommitParts): string {
    const from = parents.flatMap((parent) => ["-p", parent]);
    return this.git(["commit-tree", tree, ...from], message);
  }

  /** Commits files on top of a branch, which is made if there is none. */
  commitFiles(
    branch: string,
    files: Readonly<Record<string, Uint8Array | string>>,
    message = "Write",
  ): string {
    const parent = this.headOf(branch);
    const entries = Object.entries(files).map(([path, bytes]) => {
      return { path, mode: "100644", sha: this.blob(bytes) };
    });
    const tree = this.tree(entries, parent);
    const commit = this.commit({ message, tree, parents: parent === undefined ? [] : [parent] });
    this.setBranch(branch, commit);
    return commit;
  }

  /** Writes the files of a branch into a folder, as a checkout does. */
  checkOut(branch: string, folder: string): void {
    for (const path of this.git(["ls-tree", "-rz", "--name-only", branch]).split("\0")) {
      if (path === "") continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), this.bytes(["show", `${branch}:${path}`]));
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Mode and hash of what is deleted from an index. */
const nothing = `0 ${"0".repeat(40)}`;
const identity = {
  GIT_AUTHOR_NAME: "github-actions[bot]",
  GIT_AUTHOR_EMAIL: "bot@example.org",
  GIT_COMMITTER_NAME: "GitHub",
  GIT_COMMITTER_EMAIL: "noreply@example.org",
};
