import { spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk that is full after a while. */
export interface SmallDisk extends Disposable {
  readonly path: string;
}

/** Mounts a disk of this size in a folder; undefined where the user may not mount, or the system is not Linux. */
export function mountSmallDisk(
  size: `${number}${"k" | "m"}`,
  parent: string,
): SmallDisk | undefined {
  const path = mkdtempSync(join(parent, "small-disk-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path]);
  if (status !== 0) {
    rmdirSync(path);
    return undefined;
  }
  return {
    path,
    [Symbol.dispose]() {
      spawnSync("umount", [path]);
      rmdirSync(path);
    },
  };
}

/** Whether {@link mountSmallDisk} works here. */
export function canMountDisks(): boolean {
  using disk = mountSmallDisk("64k", tmpdir());
  return disk !== undefined;
}
