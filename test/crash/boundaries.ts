import childProcess from "node:child_process";
import type { EventEmitter } from "node:events";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import process from "node:process";

// Loaded into the migration's process before its own code (`node --import`). It counts the boundaries
// of I/O: before and after each request, and before, in the middle of and after each write to the
// disk. At the boundary CRASH_AT the process is killed (SIGKILL), at CRASH_COPY_AT the checkpoint's
// folder CRASH_FROM is copied to CRASH_TO; CRASH_TRACE is a file that gets a line for each boundary.
// From the DISK_FULL_AT-th write on, the disk is full.

const { cpSync, existsSync, openSync, writeSync } = fs;
const { CRASH_AT, CRASH_COPY_AT, CRASH_FROM, CRASH_TO, CRASH_TRACE, DISK_FULL_AT } = process.env;
const trace = CRASH_TRACE === undefined ? undefined : openSync(CRASH_TRACE, "a");
let boundaries = 0;
let writes = 0;
let isCopying = false;

/** `lastDeed` is done before a kill at this boundary. */
function boundary(label: string, lastDeed = () => {}): void {
  // Copying calls functions that are wrapped.
  if (isCopying) return;
  boundaries += 1;
  if (trace !== undefined) writeSync(trace, `${label}\n`);
  if (boundaries === Number(CRASH_COPY_AT) && CRASH_FROM && CRASH_TO && existsSync(CRASH_FROM)) {
    isCopying = true;
    cpSync(CRASH_FROM, CRASH_TO, { recursive: true });
    isCopying = false;
  }
  if (boundaries === Number(CRASH_AT)) {
    lastDeed();
    process.kill(process.pid, "SIGKILL");
  }
}

type Around = (call: () => unknown, args: readonly unknown[]) => unknown;

function wrap(owner: object, name: string, around: Around): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== "function") throw new Error(`there is no function ${name}`);
  const replacement = (...args: readonly unknown[]) =>
    around((): unknown => Reflect.apply(original, owner, args), args);
  Reflect.set(owner, name, replacement);
}

function diskFull(name: string): Error | undefined {
  writes += 1;
  if (DISK_FULL_AT === undefined || writes < Number(DISK_FULL_AT)) return undefined;
  const error = new Error(`ENOSPC: no space left on device, ${name}`);
  return Object.assign(error, { code: "ENOSPC", errno: -28, syscall: "write" });
}

/** A descriptor or a file that is opened for writing, not a pipe. */
function isWrite(name: string, args: readonly unknown[]): boolean {
  if (name.startsWith("open")) return /^[wa]/.test(String(args[1]));
  return typeof args[0] !== "number" || args[0] > 2;
}

for (const name of ["openSync", "writeSync", "writeFileSync", "fsyncSync", "copyFileSync"]) {
  wrap(fs, name, (call, args) => {
    if (!isWrite(name, args)) return call();
    const full = diskFull(name);
    boundary(`before ${name}`);
    if (full !== undefined) throw full;
    const [fd, data] = args;
    if (name.startsWith("write") && typeof fd === "number") {
      const bytes = Buffer.from(data instanceof Uint8Array ? data : String(data));
      boundary(`half of ${name}`, () => writeSync(fd, bytes.subarray(0, bytes.length / 2)));
    }
    const result = call();
    boundary(`after ${name}`);
    return result;
  });
}

for (const name of ["renameSync", "ftruncateSync", "rmSync", "unlinkSync", "mkdirSync"]) {
  wrap(fs, name, (call) => {
    boundary(`before ${name}`);
    const result = call();
    boundary(`after ${name}`);
    return result;
  });
}

for (const name of ["open", "write", "fsync", "rename"]) {
  wrap(fs, name, (call, args) => {
    if (!isWrite(name, args)) return call();
    boundary(`before ${name}`);
    return call();
  });
}

wrap(childProcess, "spawn", (call) => {
  boundary("before spawn");
  const child = call();
  boundary("after spawn");
  if (isEmitter(child)) child.prependOnceListener("close", () => boundary("child ended"));
  return child;
});

function isEmitter(value: unknown): value is EventEmitter {
  return typeof value === "object" && value !== null && "prependOnceListener" in value;
}

syncBuiltinESMExports();

const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const what = `${init?.method ?? "GET"} ${url.pathname}`;
  boundary(`before ${what}`);
  const response = await fetch(input, init);
  boundary(`answered ${what}`);
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      flush: () => boundary(`read ${what}`),
    }),
  );
  return Object.defineProperty(response, "body", { value: body ?? null });
};
