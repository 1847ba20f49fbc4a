import { runProcess } from "../../process/run-process.ts";

/** A record of tar, 20 blocks of 512 bytes. */
const recordBytes = 10_240;

/**
 * Options that GNU tar takes from its environment while the cache's client, which has no such options,
 * unpacks an archive of untrusted origin: each entry goes by its bare name into the folder where tar
 * works, so that neither `..`, an absolute name nor a link leads out of it, and tar ends itself where
 * the whole is larger than it may be.
 * Source: GNU tar manual, "Using tar Options", "Modifying File and Member Names", "Checkpoints".
 */
export function flatTarOptions(maxBytes: number): string {
  const records = Math.ceil(maxBytes / recordBytes);
  return [
    "--transform=s|^.*/||",
    "--exclude=..",
    "--exclude=*/..",
    `--checkpoint=${records}`,
    "--checkpoint-action='exec=kill $PPID'",
  ].join(" ");
}

/** Whether the tar that the cache's client calls reads {@link flatTarOptions}; on macOS it prefers gtar. */
export async function hasGnuTar(): Promise<boolean> {
  const names = process.platform === "darwin" ? ["gtar", "tar"] : ["tar"];
  const { signal } = new AbortController();
  for (const name of names) {
    const options = { cwd: process.cwd(), env: process.env, timeoutMs: 10_000 };
    const version = await runProcess(name, ["--version"], options, signal).catch(() => undefined);
    if (version?.exitCode === 0) return version.stdout.includes("GNU tar");
  }
  return false;
}
