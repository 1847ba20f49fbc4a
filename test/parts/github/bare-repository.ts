import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
    const ref = `refs/heads/${branch}`;
    const from = this.has(ref) ? `from ${ref}^0\n` : "";
    const committer = `${identity.GIT_COMMITTER_NAME} <${identity.GIT_COMMITTER_EMAIL}> now`;
    const head = `commit ${ref}\ncommitter ${committer}\n`;
    const changes = Object.entries(files).flatMap(([path, bytes]) => [
      Buffer.from(`M 100644 inline ${JSON.stringify(path)}\n`),
      dataOf(bytes),
    ]);
    // One process, however many files.
    const stream = [Buffer.from(head), dataOf(message), Buffer.from(from), ...changes];
    this.git(["fast-import", "--quiet", "--date-format=now"], Buffer.concat(stream));
    return this.git(["rev-parse", ref]);
  }

  /** Writes the files of a branch into a folder, as a checkout does. */
  checkOut(branch: string, folder: string): void {
    mkdirSync(folder, { recursive: true });
    const index = { GIT_INDEX_FILE: join(this.folder, "checkout-index") };
    rmSync(index.GIT_INDEX_FILE, { force: true });
    this.git([`--work-tree=${folder}`, "checkout", "--force", branch, "--", "."], undefined, index);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Source: https://git-scm.com/docs/git-fast-import#_data */
function dataOf(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from("\n")]);
}

/** Mode and hash of what is deleted from an index. */
const nothing = `0 ${"0".repeat(40)}`;
const identity = {
  GIT_AUTHOR_NAME: "github-actions[bot]",
  GIT_AUTHOR_EMAIL: "bot@example.org",
  GIT_COMMITTER_NAME: "GitHub",
  GIT_COMMITTER_EMAIL: "noreply@example.org",
};
