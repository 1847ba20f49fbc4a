import { cp, mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The action under test: the folder with action.yml and dist. */
export const actionDir = root;

/** A copy of the example site, as a runner has it after a checkout. */
export interface SiteCheckout extends AsyncDisposable {
  readonly workspace: string;
  /** Folder of the local D1. */
  readonly d1: string;
}

/** Copies the example site into a folder, its built pages no older than the content, as Git leaves them. */
export async function copyExampleSite(folder: string): Promise<void> {
  await cp(join(root, "examples", "site"), folder, { recursive: true });
  const now = new Date();
  await utimes(join(folder, "public", "index.html"), now, now);
}

/** Checks the example site out into a folder of its own. */
export async function checkOutSite(): Promise<SiteCheckout> {
  const folder = await mkdtemp(join(tmpdir(), "checkout-"));
  const workspace = join(folder, "site");
  await copyExampleSite(workspace);
  return {
    workspace,
    d1: join(folder, "d1"),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * The settings of a migration of the example site, by input or flag. Without Hugo on the PATH it is read
 * as it was built before: a test that says nothing of Hugo fetches none.
 */
export function settingsFor(
  checkout: Pick<SiteCheckout, "d1">,
  homeserver: { readonly baseUrl: string; readonly serverName: string },
): Record<string, string> {
  return {
    "site-name": "example-blog",
    "homeserver-url": homeserver.baseUrl,
    "server-name": homeserver.serverName,
    "d1-mode": "local",
    "database-name": "comments",
    "persist-to": checkout.d1,
    "hugo-version": "none",
    "wrangler-dir": root,
    "max-retries": "1",
    "batch-size": "10",
    concurrency: "2",
  };
}
