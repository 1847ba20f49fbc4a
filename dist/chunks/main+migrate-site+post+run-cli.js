import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  MigrationError
} from "./cli+index+main+migrate-site+post+run-cli.js";
import {
  external_exports
} from "./local-d1-process+main+migrate-site+post+run-cli.js";
import {
  __commonJS,
  __require,
  __toESM
} from "./all.js";

// node_modules/signal-exit/dist/cjs/signals.js
var require_signals = __commonJS({
  "node_modules/signal-exit/dist/cjs/signals.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.signals = void 0;
    exports.signals = [];
    exports.signals.push("SIGHUP", "SIGINT", "SIGTERM");
    if (process.platform !== "win32") {
      exports.signals.push(
        "SIGALRM",
        "SIGABRT",
        "SIGVTALRM",
        "SIGXCPU",
        "SIGXFSZ",
        "SIGUSR2",
        "SIGTRAP",
        "SIGSYS",
        "SIGQUIT",
        "SIGIOT"
        // should detect profiler and enable/disable accordingly.
        // see #21
        // 'SIGPROF'
      );
    }
    if (process.platform === "linux") {
      exports.signals.push("SIGIO", "SIGPOLL", "SIGPWR", "SIGSTKFLT");
    }
  }
});

// node_modules/signal-exit/dist/cjs/index.js
var require_cjs = __commonJS({
  "node_modules/signal-exit/dist/cjs/index.js"(exports) {
    "use strict";
    var _a;
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.unload = exports.load = exports.onExit = exports.signals = void 0;
    var signals_js_1 = require_signals();
    Object.defineProperty(exports, "signals", { enumerable: true, get: function() {
      return signals_js_1.signals;
    } });
    var processOk = (process3) => !!process3 && typeof process3 === "object" && typeof process3.removeListener === "function" && typeof process3.emit === "function" && typeof process3.reallyExit === "function" && typeof process3.listeners === "function" && typeof process3.kill === "function" && typeof process3.pid === "number" && typeof process3.on === "function";
    var kExitEmitter = /* @__PURE__ */ Symbol.for("signal-exit emitter");
    var global = globalThis;
    var ObjectDefineProperty = Object.defineProperty.bind(Object);
    var Emitter = class {
      emitted = {
        afterExit: false,
        exit: false
      };
      listeners = {
        afterExit: [],
        exit: []
      };
      count = 0;
      id = Math.random();
      constructor() {
        if (global[kExitEmitter]) {
          return global[kExitEmitter];
        }
        ObjectDefineProperty(global, kExitEmitter, {
          value: this,
          writable: false,
          enumerable: false,
          configurable: false
        });
      }
      on(ev, fn) {
        this.listeners[ev].push(fn);
      }
      removeListener(ev, fn) {
        const list = this.listeners[ev];
        const i = list.indexOf(fn);
        if (i === -1) {
          return;
        }
        if (i === 0 && list.length === 1) {
          list.length = 0;
        } else {
          list.splice(i, 1);
        }
      }
      emit(ev, code, signal) {
        if (this.emitted[ev]) {
          return false;
        }
        this.emitted[ev] = true;
        let ret = false;
        for (const fn of this.listeners[ev]) {
          ret = fn(code, signal) === true || ret;
        }
        if (ev === "exit") {
          ret = this.emit("afterExit", code, signal) || ret;
        }
        return ret;
      }
    };
    var SignalExitBase = class {
    };
    var signalExitWrap = (handler) => {
      return {
        onExit(cb, opts) {
          return handler.onExit(cb, opts);
        },
        load() {
          return handler.load();
        },
        unload() {
          return handler.unload();
        }
      };
    };
    var SignalExitFallback = class extends SignalExitBase {
      onExit() {
        return () => {
        };
      }
      load() {
      }
      unload() {
      }
    };
    var SignalExit = class extends SignalExitBase {
      // "SIGHUP" throws an `ENOSYS` error on Windows,
      // so use a supported signal instead
      /* c8 ignore start */
      #hupSig = process2.platform === "win32" ? "SIGINT" : "SIGHUP";
      /* c8 ignore stop */
      #emitter = new Emitter();
      #process;
      #originalProcessEmit;
      #originalProcessReallyExit;
      #sigListeners = {};
      #loaded = false;
      constructor(process3) {
        super();
        this.#process = process3;
        this.#sigListeners = {};
        for (const sig of signals_js_1.signals) {
          this.#sigListeners[sig] = () => {
            const listeners = this.#process.listeners(sig);
            let { count: count3 } = this.#emitter;
            const p = process3;
            if (typeof p.__signal_exit_emitter__ === "object" && typeof p.__signal_exit_emitter__.count === "number") {
              count3 += p.__signal_exit_emitter__.count;
            }
            if (listeners.length === count3) {
              this.unload();
              const ret = this.#emitter.emit("exit", null, sig);
              const s = sig === "SIGHUP" ? this.#hupSig : sig;
              if (!ret)
                process3.kill(process3.pid, s);
            }
          };
        }
        this.#originalProcessReallyExit = process3.reallyExit;
        this.#originalProcessEmit = process3.emit;
      }
      onExit(cb, opts) {
        if (!processOk(this.#process)) {
          return () => {
          };
        }
        if (this.#loaded === false) {
          this.load();
        }
        const ev = opts?.alwaysLast ? "afterExit" : "exit";
        this.#emitter.on(ev, cb);
        return () => {
          this.#emitter.removeListener(ev, cb);
          if (this.#emitter.listeners["exit"].length === 0 && this.#emitter.listeners["afterExit"].length === 0) {
            this.unload();
          }
        };
      }
      load() {
        if (this.#loaded) {
          return;
        }
        this.#loaded = true;
        this.#emitter.count += 1;
        for (const sig of signals_js_1.signals) {
          try {
            const fn = this.#sigListeners[sig];
            if (fn)
              this.#process.on(sig, fn);
          } catch (_) {
          }
        }
        this.#process.emit = (ev, ...a) => {
          return this.#processEmit(ev, ...a);
        };
        this.#process.reallyExit = (code) => {
          return this.#processReallyExit(code);
        };
      }
      unload() {
        if (!this.#loaded) {
          return;
        }
        this.#loaded = false;
        signals_js_1.signals.forEach((sig) => {
          const listener = this.#sigListeners[sig];
          if (!listener) {
            throw new Error("Listener not defined for signal: " + sig);
          }
          try {
            this.#process.removeListener(sig, listener);
          } catch (_) {
          }
        });
        this.#process.emit = this.#originalProcessEmit;
        this.#process.reallyExit = this.#originalProcessReallyExit;
        this.#emitter.count -= 1;
      }
      #processReallyExit(code) {
        if (!processOk(this.#process)) {
          return 0;
        }
        this.#process.exitCode = code || 0;
        this.#emitter.emit("exit", this.#process.exitCode, null);
        return this.#originalProcessReallyExit.call(this.#process, this.#process.exitCode);
      }
      #processEmit(ev, ...args) {
        const og = this.#originalProcessEmit;
        if (ev === "exit" && processOk(this.#process)) {
          if (typeof args[0] === "number") {
            this.#process.exitCode = args[0];
          }
          const ret = og.call(this.#process, ev, ...args);
          this.#emitter.emit("exit", this.#process.exitCode, null);
          return ret;
        } else {
          return og.call(this.#process, ev, ...args);
        }
      }
    };
    var process2 = globalThis.process;
    _a = signalExitWrap(processOk(process2) ? new SignalExit(process2) : new SignalExitFallback()), /**
     * Called when the process is exiting, whether via signal, explicit
     * exit, or running out of stuff to do.
     *
     * If the global process object is not suitable for instrumentation,
     * then this will be a no-op.
     *
     * Returns a function that may be used to unload signal-exit.
     */
    exports.onExit = _a.onExit, /**
     * Load the listeners.  Likely you never need to call this, unless
     * doing a rather deep integration with signal-exit functionality.
     * Mostly exposed for the benefit of testing.
     *
     * @internal
     */
    exports.load = _a.load, /**
     * Unload the listeners.  Likely you never need to call this, unless
     * doing a rather deep integration with signal-exit functionality.
     * Mostly exposed for the benefit of testing.
     *
     * @internal
     */
    exports.unload = _a.unload;
  }
});

// node_modules/write-file-atomic/lib/index.js
var require_lib = __commonJS({
  "node_modules/write-file-atomic/lib/index.js"(exports, module) {
    "use strict";
    module.exports = writeFile;
    module.exports.sync = writeFileSync2;
    module.exports._getTmpname = getTmpname;
    module.exports._cleanupOnExit = cleanupOnExit;
    var fs = __require("fs");
    var crypto = __require("node:crypto");
    var { onExit } = require_cjs();
    var path = __require("path");
    var { promisify } = __require("util");
    var activeFiles = {};
    var threadId = (function getId() {
      try {
        const workerThreads = __require("worker_threads");
        return workerThreads.threadId;
      } catch (e) {
        return 0;
      }
    })();
    var invocations = 0;
    function getTmpname(filename) {
      return filename + "." + crypto.createHash("sha1").update(__filename).update(String(process.pid)).update(String(threadId)).update(String(++invocations)).digest().readUInt32BE(0);
    }
    function cleanupOnExit(tmpfile) {
      return () => {
        try {
          fs.unlinkSync(typeof tmpfile === "function" ? tmpfile() : tmpfile);
        } catch {
        }
      };
    }
    function serializeActiveFile(absoluteName) {
      return new Promise((resolve) => {
        if (!activeFiles[absoluteName]) {
          activeFiles[absoluteName] = [];
        }
        activeFiles[absoluteName].push(resolve);
        if (activeFiles[absoluteName].length === 1) {
          resolve();
        }
      });
    }
    function isChownErrOk(err) {
      if (err.code === "ENOSYS") {
        return true;
      }
      const nonroot = !process.getuid || process.getuid() !== 0;
      if (nonroot) {
        if (err.code === "EINVAL" || err.code === "EPERM") {
          return true;
        }
      }
      return false;
    }
    async function writeFileAsync(filename, data, options = {}) {
      if (typeof options === "string") {
        options = { encoding: options };
      }
      let fd;
      let tmpfile;
      const removeOnExitHandler = onExit(cleanupOnExit(() => tmpfile));
      const absoluteName = path.resolve(filename);
      try {
        await serializeActiveFile(absoluteName);
        const truename = await promisify(fs.realpath)(filename).catch(() => filename);
        tmpfile = getTmpname(truename);
        if (!options.mode || !options.chown) {
          const stats = await promisify(fs.stat)(truename).catch(() => {
          });
          if (stats) {
            if (options.mode == null) {
              options.mode = stats.mode;
            }
            if (options.chown == null && process.getuid) {
              options.chown = { uid: stats.uid, gid: stats.gid };
            }
          }
        }
        fd = await promisify(fs.open)(tmpfile, "w", options.mode);
        if (options.tmpfileCreated) {
          await options.tmpfileCreated(tmpfile);
        }
        if (ArrayBuffer.isView(data)) {
          await promisify(fs.write)(fd, data, 0, data.length, 0);
        } else if (data != null) {
          await promisify(fs.write)(fd, String(data), 0, String(options.encoding || "utf8"));
        }
        if (options.fsync !== false) {
          await promisify(fs.fsync)(fd);
        }
        await promisify(fs.close)(fd);
        fd = null;
        if (options.chown) {
          await promisify(fs.chown)(tmpfile, options.chown.uid, options.chown.gid).catch((err) => {
            if (!isChownErrOk(err)) {
              throw err;
            }
          });
        }
        if (options.mode) {
          await promisify(fs.chmod)(tmpfile, options.mode).catch((err) => {
            if (!isChownErrOk(err)) {
              throw err;
            }
          });
        }
        await promisify(fs.rename)(tmpfile, truename);
      } finally {
        if (fd) {
          await promisify(fs.close)(fd).catch(
            /* istanbul ignore next */
            () => {
            }
          );
        }
        removeOnExitHandler();
        await promisify(fs.unlink)(tmpfile).catch(() => {
        });
        activeFiles[absoluteName].shift();
        if (activeFiles[absoluteName].length > 0) {
          activeFiles[absoluteName][0]();
        } else {
          delete activeFiles[absoluteName];
        }
      }
    }
    async function writeFile(filename, data, options, callback) {
      if (options instanceof Function) {
        callback = options;
        options = {};
      }
      const promise = writeFileAsync(filename, data, options);
      if (callback) {
        try {
          const result = await promise;
          return callback(result);
        } catch (err) {
          return callback(err);
        }
      }
      return promise;
    }
    function writeFileSync2(filename, data, options) {
      if (typeof options === "string") {
        options = { encoding: options };
      } else if (!options) {
        options = {};
      }
      try {
        filename = fs.realpathSync(filename);
      } catch (ex) {
      }
      const tmpfile = getTmpname(filename);
      if (!options.mode || !options.chown) {
        try {
          const stats = fs.statSync(filename);
          options = Object.assign({}, options);
          if (!options.mode) {
            options.mode = stats.mode;
          }
          if (!options.chown && process.getuid) {
            options.chown = { uid: stats.uid, gid: stats.gid };
          }
        } catch (ex) {
        }
      }
      let fd;
      const cleanup = cleanupOnExit(tmpfile);
      const removeOnExitHandler = onExit(cleanup);
      let threw = true;
      try {
        fd = fs.openSync(tmpfile, "w", options.mode || 438);
        if (options.tmpfileCreated) {
          options.tmpfileCreated(tmpfile);
        }
        if (ArrayBuffer.isView(data)) {
          fs.writeSync(fd, data, 0, data.length, 0);
        } else if (data != null) {
          fs.writeSync(fd, String(data), 0, String(options.encoding || "utf8"));
        }
        if (options.fsync !== false) {
          fs.fsyncSync(fd);
        }
        fs.closeSync(fd);
        fd = null;
        if (options.chown) {
          try {
            fs.chownSync(tmpfile, options.chown.uid, options.chown.gid);
          } catch (err) {
            if (!isChownErrOk(err)) {
              throw err;
            }
          }
        }
        if (options.mode) {
          try {
            fs.chmodSync(tmpfile, options.mode);
          } catch (err) {
            if (!isChownErrOk(err)) {
              throw err;
            }
          }
        }
        fs.renameSync(tmpfile, filename);
        threw = false;
      } finally {
        if (fd) {
          try {
            fs.closeSync(fd);
          } catch (ex) {
          }
        }
        removeOnExitHandler();
        if (threw) {
          cleanup();
        }
      }
    }
  }
});

// src/shard/shard.ts
import { createHash } from "node:crypto";
function shardName({ number, of }) {
  return `${number}/${of}`;
}
function formatShard(shard) {
  const range = shard.range === void 0 ? "" : ` ${JSON.stringify(shard.range)}`;
  return `${shardName(shard)}${range}`;
}
function parseShard(text2) {
  const [, number, of, range] = /^\s*(\d{1,3})\s*\/\s*(\d{1,3})(?:\s+(\[.*\]))?\s*$/s.exec(text2) ?? [];
  const numbers3 = { number: Number(number), of: Number(of) };
  if (!(numbers3.number >= 1 && numbers3.number <= numbers3.of)) return void 0;
  if (range === void 0) return numbers3;
  const ends = parseRange(range);
  return ends === void 0 ? void 0 : { ...numbers3, range: ends };
}
function holdsPage({ number, of, range }, pageId) {
  if (range === void 0) return hashOf(pageId) % of === number - 1;
  const [from, before] = range;
  return (number === 1 || pageId >= from) && (before === null || pageId < before);
}
function parseRange(json) {
  try {
    const value = JSON.parse(json);
    if (!Array.isArray(value) || value.length !== 2) return void 0;
    const [from, before] = value;
    if (typeof from !== "string") return void 0;
    return before === null || typeof before === "string" ? [from, before] : void 0;
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function hashOf(pageId) {
  return createHash("sha256").update(pageId).digest().readUInt32BE();
}

// src/comment/printable.ts
function printable(text2) {
  return text2.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, " ");
}
function logLine(text2) {
  return printable(text2).replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

// src/job/write-report.ts
var import_write_file_atomic = __toESM(require_lib(), 1);
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

// src/report/html.ts
import { createHash as createHash2 } from "node:crypto";

// src/report/attention.ts
var severities = ["error", "warning", "notice"];
var subjects = ["stopped", "page", "finding"];
function attentionOf(report) {
  return grouped(
    occurrencesOf(report),
    ({ severity, about: about2, code }) => `${severity} ${about2} ${code}`
  ).map(groupOf).toSorted(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || subjects.indexOf(a.about) - subjects.indexOf(b.about) || placesIn(b) - placesIn(a)
  );
}
function placesIn({ items }) {
  return items.reduce((sum, { places }) => sum + places.length, 0);
}
function occurrencesOf({ stoppedBy, failedPages, findings }) {
  return [
    ...stoppedBy === null ? [] : [{ ...nowhere, ...stoppedBy, severity: "error", about: "stopped" }],
    ...failedPages.map((page2) => ({ ...page2, severity: "error", about: "page" })),
    ...findings.map(
      ({ severity, code, message, remedy = null, pageId = null, location = null }) => ({
        severity,
        code,
        message,
        remedy,
        pageId,
        location,
        about: "finding",
        attempts: null
      })
    )
  ];
}
var nowhere = { pageId: null, location: null, attempts: null };
function groupOf(occurrences) {
  const [{ severity, about: about2, code }] = occurrences;
  const [first, ...others] = grouped(
    occurrences,
    ({ message, remedy }) => JSON.stringify([message, remedy])
  ).map(itemOf).toSorted((a, b) => b.places.length - a.places.length);
  return { severity, about: about2, code, items: [first ?? itemOf(occurrences), ...others] };
}
function itemOf(same) {
  const [{ message, remedy }, ...others] = same;
  return { message, remedy, places: [placeOf(same[0]), ...others.map(placeOf)] };
}
function placeOf({ pageId, location, attempts }) {
  return { pageId, location, attempts };
}
function grouped(items, keyOf) {
  return [...Map.groupBy(items, keyOf).values()].flatMap(
    ([first, ...others]) => first === void 0 ? [] : [[first, ...others]]
  );
}

// src/report/wording.ts
function stateWord(state) {
  return {
    completed: "complete",
    "completed-before": "complete before",
    failed: "failed",
    remaining: "remaining",
    readable: "readable",
    verified: "verified"
  }[state];
}
function count(number, noun) {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}
function percent(rate) {
  return rate === null ? "–" : `${Math.floor(rate * 1e3) / 10} %`;
}
function duration(milliseconds) {
  const seconds = milliseconds / 1e3;
  if (seconds < 1) return `${Math.round(milliseconds)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
function place(location) {
  return `${location.file}:${location.line}`;
}
function checkpointSentence({ checkpoint, pages: pages2, mode, shards: shards2 }) {
  if (shards2 !== null) {
    return `Put together from the reports of ${count(shards2.length, "shard")}, each with a checkpoint of its own.`;
  }
  const skipped = `${count(pages2.completedBefore, "page")} had been completed before.`;
  switch (checkpoint.source) {
    case "none":
      return mode === "migrate" ? "A dry run uses no checkpoint." : `A ${mode === "verify" ? "verification" : "rollback"} uses no checkpoint.`;
    case "new":
      return "No checkpoint of an earlier run was found; this run began a new one.";
    case "file":
      return `Continued from ${checkpoint.file}: ${skipped}`;
    case "cache":
      return `Continued from the Actions cache: ${skipped}`;
    case "artifact":
      return `Continued from an artifact of an earlier attempt or run: ${skipped}`;
    case "ledger":
      return `No checkpoint was found, so what is done was taken from the database itself: ${skipped}`;
  }
}
function discoverySentence({ scan }) {
  switch (scan.discoveredBy) {
    case "build":
      return "Comment sections are those of the site as Hugo builds it.";
    case "built-site":
      return "Comment sections are those of a site that was built before.";
    case "content":
      return "Comment sections were found in content files alone, without a built site.";
  }
}
function addressSentence({ scan }) {
  return scan.resolvedBy === "hugo" ? "Page addresses are Hugo's own." : "Page addresses are those of the built files.";
}
function phaseWords(phase) {
  return {
    scan: "Finding pages and sections",
    start: "Restoring the checkpoint, looking at the database",
    read: "Reading comments",
    import: "Writing and comparing",
    finish: "Finishing"
  }[phase];
}
function differenceWords({ kind, seenBy }) {
  const by = seenBy === "api" ? ", as readers see it" : "";
  return `${differenceWord(kind)}${by}`;
}
function differenceWord(kind) {
  return {
    missing: "was never imported",
    deleted: "was deleted since",
    "not-shown": "is not shown",
    doubled: "is shown more than once",
    "not-in-ledger": "is not in the ledger",
    page: "is on another page",
    author: "has another author",
    text: "has another text",
    time: "has another time",
    parent: "answers another comment"
  }[kind];
}
function rollbackSentences(rollback2) {
  const { goneBefore, repliesKept, repliesDeleted, attachments } = rollback2;
  return [
    ...goneBefore === 0 ? [] : [`${count(goneBefore, "moved comment")} had been deleted before.`],
    ...repliesKept === 0 ? [] : [
      `${count(repliesKept, "comment")} of readers, in answer to moved ones, kept on their own.`
    ],
    ...repliesDeleted === 0 ? [] : [`${count(repliesDeleted, "comment")} of readers below moved ones deleted too.`],
    ...Object.entries(attachments).map(
      ([table2, rows]) => `${count(rows, "row")} of ${table2} went with their comments.`
    )
  ];
}
var mostIds = 5;
function firstIds(eventIds) {
  const shown = eventIds.slice(0, mostIds).map((eventId) => eventId.slice(0, 100));
  const more = eventIds.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more, see report.json` : ""}`;
}

// src/report/comparison-words.ts
var mostNamed = 5;
function comparisonSentences(comparison2) {
  const { newlyCompleted, newlyFailed, stillFailed, newComments, gone } = comparison2;
  const comments = newComments.reduce((sum, { comments: comments2 }) => sum + comments2, 0);
  const sentences = [
    about(newlyCompleted, (pages2) => `${pages2} newly completed`),
    about(newlyFailed, (pages2) => `${pages2} newly failed`),
    about(stillFailed, (pages2) => `${pages2} failed again`),
    about(
      newComments.map(({ pageId, comments: comments2 }) => `${pageId} (${comments2})`),
      (pages2) => `${count(comments, "comment")} written at the source since, on ${pages2}`
    ),
    about(
      gone,
      (pages2) => `${pages2} without comment section now, moved before and left as they are`
    )
  ].flatMap((sentence) => sentence ?? []);
  return sentences.length > 0 ? sentences : ["Nothing: no page and no comment is new."];
}
function comparisonTitle({ previousRunAt }) {
  return previousRunAt === null ? "Since the run before" : `Since the run of ${previousRunAt.slice(0, 10)} ${previousRunAt.slice(11, 16)} UTC`;
}
function about(pages2, words) {
  if (pages2.length === 0) return void 0;
  const named = pages2.slice(0, mostNamed).join(", ");
  const more = pages2.length - mostNamed;
  return `${words(count(pages2.length, "page"))}: ${named}${more > 0 ? ` and ${more.toLocaleString("en-US")} more` : ""}.`;
}

// src/report/headline.ts
function headline(report) {
  const { mode, pages: pages2, comments, site, rollback: rollback2, trial } = report;
  if (rollback2 !== null) return rollbackHeadline(report, rollback2);
  if (trial !== null) return trialHeadline(report, trial);
  const of = `${pages2.completed.toLocaleString("en-US")} of ${count(pages2.total, "page")}`;
  switch (report.verdict) {
    case "complete":
      return completeHeadline(report);
    case "partial":
      return `Stopped half-way: ${of} are in ${site.database}, ${pages2.remaining.toLocaleString("en-US")} remain.`;
    case "failed":
      if (mode === "verify" && pages2.failed > 0) {
        return `${count(pages2.failed, "page")} of ${pages2.total} could not be verified: ${pages2.completed} are as in their rooms.`;
      }
      if (report.stoppedBy !== null) return `Stopped by a problem: ${of} are complete.`;
      if (pages2.failed === 0) return `Something was left out: ${of} are complete, see the errors.`;
      return `${count(pages2.failed, "page")} failed: ${of} are complete.`;
    case "dry-run":
    case "verified":
    case "rolled-back":
      return `Verified: all ${count(comments.extracted, "comment")} on ${count(pages2.total, "page")} are in ${site.database}, each once, as in their rooms.`;
  }
}
function completeHeadline({ pages: pages2, comments, site, comparison: comparison2 }) {
  if (pages2.total === 0) return "There is nothing to move: no page shows a comment section.";
  const all = `all ${count(pages2.total, "page")} with ${count(comments.imported, "comment")}`;
  if (comments.inserted === 0 && pages2.completedBefore === pages2.total) {
    return `Nothing to do: ${all} had been moved to ${site.database} before.`;
  }
  const isIncremental = comparison2 !== null && comparison2.newlyCompleted.length === 0;
  if (isIncremental && comments.inserted === 0) {
    return `Nothing new: ${all} are in ${site.database} already, and nobody has written there since.`;
  }
  if (isIncremental && pages2.completedBefore === 0) {
    return `${count(comments.inserted, "new comment")} moved: ${all} are in ${site.database} now.`;
  }
  return `All ${count(pages2.total, "page")} with ${count(comments.imported, "comment")} are in ${site.database}.`;
}
function trialHeadline({ pages: pages2, site }, { judgement, cost, reasons }) {
  const there = cost.alreadyThere === 0 ? "" : ` (${cost.alreadyThere.toLocaleString("en-US")} are there already)`;
  const could = `${count(cost.comments, "comment")} on ${count(pages2.total, "page")} can be moved to ${site.database}${there}`;
  switch (judgement) {
    case "go":
      return `GO: ${could}. Nothing was written.`;
    case "caution":
      return `CAUTION: ${could}, but read ${reasons.length === 1 ? "the reason" : `the ${reasons.length} reasons`} first. Nothing was written.`;
    case "no-go":
      return "NO-GO: comments would be left behind. Nothing was written.";
  }
}
function rollbackHeadline({ verdict, site }, rollback2) {
  const all = count(rollback2.named, "moved comment");
  switch (verdict) {
    case "dry-run":
      return `Dry run, nothing was deleted: ${all} could be taken back from ${site.database}.`;
    case "rolled-back":
      return rollback2.repliesDeleted === 0 ? `${all} taken back from ${site.database}; what readers wrote there is kept.` : `${all} taken back from ${site.database}, and ${rollback2.repliesDeleted} replies of readers with them.`;
    default:
      return `${rollback2.deleted} of ${all} taken back from ${site.database}.`;
  }
}

// src/comment/escape-html.ts
function escapeHtml(text2) {
  return text2.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

// src/report/html-template.ts
var Html = class {
  text;
  constructor(text2) {
    this.text = text2;
  }
};
function html(strings, ...values) {
  const [first = "", ...rest] = strings;
  return new Html(first + rest.map((text2, index) => textOf(values[index] ?? "") + text2).join(""));
}
function lines(text2) {
  const [first = "", ...others] = text2.split(/\r\n|[\n\r]/);
  return html`${first}${others.map((line) => html`<br>${line}`)}`;
}
function textOf(value) {
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(textOf).join("");
  return escapeHtml(printable(String(value)));
}

// src/report/html-charts.ts
function barChart(bars) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return html`<dl class="bars">${bars.map(
    ({ name, value, shown }) => row(name, html`<rect class="bar" width="${percent2(value, most)}" height="1"/>`, shown)
  )}</dl>`;
}
function stepChart(steps) {
  const most = Math.max(1, ...steps.map(({ pages: pages2 }) => pages2));
  return html`<dl class="bars">${steps.map(({ step, pages: pages2, failed }) => {
    const length = percent2(pages2, most);
    const bars = html`<rect class="bar" width="${length}" height="1"/><rect class="lost" x="${length}" width="${percent2(failed, most)}" height="1"/>`;
    const number = pages2.toLocaleString("en-US");
    return row(
      step,
      bars,
      failed === 0 ? number : `${number}, ${failed.toLocaleString("en-US")} failed here`
    );
  })}</dl>`;
}
function columnChart(label, buckets) {
  const most = Math.max(1, ...buckets.map(({ comments }) => comments));
  const columns = buckets.map(({ label: name, comments }, index) => {
    const height = percent2(comments, most);
    return html`<g><title>${name}: ${comments}</title><rect class="bar" x="${index * 10 + 1}" y="${round(100 - height)}" width="8" height="${height}"/></g>`;
  });
  const middle = buckets[Math.floor((buckets.length - 1) / 2)];
  const named = [buckets[0], ...buckets.length > 2 ? [middle] : [], buckets.at(-1)];
  return html`<div class="columns"><span>${most.toLocaleString("en-US")}</span><svg viewBox="0 0 ${buckets.length * 10} 100" preserveAspectRatio="none" role="img" aria-label="${label}">${columns}</svg><div class="times">${named.map(
    (bucket) => html`<span>${bucket?.label ?? ""}</span>`
  )}</div></div>`;
}
function row(name, bars, shown) {
  return html`<div><dt>${name}</dt><dd><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${bars}</svg><span>${shown}</span></dd></div>`;
}
function percent2(value, most) {
  return round(value / most * 100);
}
function round(value) {
  return Math.round(value * 100) / 100;
}

// src/report/html-style.ts
var style = `
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1c2024; --quiet: #545b64; --line: #d9dde2; --raised: #f5f6f8;
  --good: #14713d; --doubt: #8a5300; --bad: #b3221b; --bar: #3367b5; --track: #e3e7ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --text: #e8eaed; --quiet: #a6adb6; --line: #343a41; --raised: #1e2226;
    --good: #63cf8e; --doubt: #f0b357; --bad: #ff8d85; --bar: #7fa8ea; --track: #2c3238;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
main { max-width: 68rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
p { margin: .5rem 0; }
.quiet { color: var(--quiet); }
.verdict { font-weight: 700; text-transform: uppercase; letter-spacing: .06em; font-size: .85rem; margin: 0 0 .25rem; }
.good { color: var(--good); } .doubt { color: var(--doubt); } .bad { color: var(--bad); }
progress { appearance: none; width: 100%; height: .75rem; border: 0; border-radius: 1rem; overflow: hidden; background: var(--track); }
progress::-webkit-progress-bar { background: var(--track); }
progress::-webkit-progress-value { background: var(--bar); }
progress::-moz-progress-bar { background: var(--bar); }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; padding: 0; margin: 1.25rem 0; }
.numbers div { background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.numbers dt { color: var(--quiet); font-size: .85rem; }
.numbers dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.numbers dd small { display: block; font-size: .8rem; font-weight: 400; color: var(--quiet); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid var(--line); min-width: 8rem; }
th.n, td.n { text-align: right; min-width: 4rem; font-variant-numeric: tabular-nums; }
td:first-child { min-width: 6.5rem; }
thead th { overflow-wrap: normal; min-width: 0; }
thead th { border-top: 0; background: var(--raised); font-weight: 600; }
tbody th { font-weight: 400; }
td.text { white-space: pre-wrap; }
details { margin: .75rem 0; }
summary { cursor: pointer; font-weight: 600; padding: .35rem 0; }
figure { margin: 0; }
figcaption { color: var(--quiet); font-size: .85rem; margin-top: .35rem; }
.bars { margin: 0; display: grid; gap: .4rem; }
.bars > div { display: grid; grid-template-columns: minmax(7rem, 16rem) 1fr; gap: 0 1rem; align-items: center; }
.bars dd { margin: 0; display: grid; grid-template-columns: 1fr 8.5rem; gap: .75rem; align-items: center; color: var(--quiet); font-size: .9rem; }
.bars svg { display: block; width: 100%; height: .9rem; background: var(--track); border-radius: .2rem; }
.columns { color: var(--quiet); font-size: .85rem; }
.columns svg { display: block; width: 100%; height: 10rem; border-bottom: 1px solid var(--line); }
.times { display: flex; justify-content: space-between; margin-top: .25rem; }
svg .bar { fill: var(--bar); } svg .lost { fill: var(--bad); }
@media (max-width: 40rem) { .bars > div { grid-template-columns: 1fr; } }
ol, ul { padding-left: 1.25rem; } li { margin: .25rem 0; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; font-size: .9rem; color: var(--quiet); }
@media print {
  :root { color-scheme: light; --page: #fff; --text: #000; --quiet: #333; --line: #bbb; --raised: #fff; --bar: #333; --track: #ddd; --good: #000; --doubt: #000; --bad: #000; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; border: 0; }
  details::details-content { content-visibility: visible; display: block; }
  tr, figure { break-inside: avoid; }
}
`;

// src/report/trial-words.ts
function costSentences({ cost }) {
  return [
    `About ${duration(cost.durationMs)}, as long as the homeserver and the database are as fast as now.`,
    `${count(cost.homeserverRequests, "request")} to the homeserver, as in this dry run.`,
    `${count(cost.databaseCalls, "call")} to the database, which write about ${count(cost.databaseRows, "row")}, entries of indexes apart.`
  ];
}
function proofSentence({ proof }) {
  const asked = `The dry run sent ${count(proof.databaseCalls, "call")} to the database, of reading statements only`;
  return proof.rowsWritten === null ? `${asked}; any other would have been refused before it was sent.` : `${asked}; the database itself counted ${count(proof.rowsWritten, "written row")}.`;
}
function sampleWords(kind) {
  return {
    plain: "A comment",
    changed: "A comment whose text changes",
    media: "A picture or file",
    edited: "An edited comment",
    reply: "A reply"
  }[kind];
}

// src/report/with-remedy.ts
function withRemedy(message, remedy) {
  if (remedy === null || remedy === "") return message;
  const end = /[.!?…]["'”’)\]]*\s*$/u.test(message) ? "" : ".";
  return `${message.trimEnd()}${end} ${remedy}`;
}

// src/report/html-trial.ts
function htmlTrial(trial) {
  if (trial === null) return "";
  const reasons = trial.reasons.length === 0 ? html`<p>Every page could be read, every comment passed the checks, and there is no error or warning.</p>` : html`<ul>${trial.reasons.map(
    ({ judgement, message, remedy }) => html`<li><strong class="${judgement === "no-go" ? "bad" : "doubt"}">${judgement}</strong>: ${withRemedy(message, remedy)}</li>`
  )}</ul>`;
  return html`<section><h2>Why</h2>${reasons}</section>
<section><h2>What the migration would take</h2><ul>${costSentences(trial).map((line) => html`<li>${line}</li>`)}</ul><p>${proofSentence(trial)}</p></section>
${trial.samples.length === 0 ? "" : html`<section><h2>Sample comments, before and after</h2>${trial.samples.map(sampleTable)}</section>`}`;
}
function sampleTable({ kind, pageId, before, after }) {
  const row2 = (name, was, is) => html`<tr><th scope="row">${name}</th><td class="text">${lines(was)}</td><td class="text">${lines(is)}</td></tr>`;
  return html`<details open><summary>${sampleWords(kind)}, on ${pageId}</summary><div class="scroll" role="region" tabindex="0" aria-label="${sampleWords(kind)}, before and after"><table><thead><tr><th scope="col">Part</th><th scope="col">In the Matrix room</th><th scope="col">In the new comment system</th></tr></thead><tbody>${[
    row2("Page", pageId, after.page),
    row2("Author", before.sender, after.authorName),
    row2("Time", before.sentAt, after.createdAt),
    row2("Answers", before.replyTo ?? "", after.parentEventId ?? ""),
    row2("Text", before.body, after.content)
  ]}</tbody></table></div></details>`;
}

// src/report/switch-steps.ts
function switchSteps(done) {
  if (done === void 0 || done.dryRun || done.files.length === 0) return [];
  const look = "Look at a few of the pages as Hugo builds them now";
  if (done.to === "working-tree") return [`${look}, then commit the changed files.`];
  return done.pullRequest === null ? [] : [`${look}, then merge the pull request.`];
}

// src/report/next-steps.ts
var mostRemedies = 3;
var runAgain = "Run it again (“Re-run failed jobs”, or start the workflow anew)";
function nextSteps(report) {
  if (report.trial !== null) return stepsAfterTrial(report);
  const switched2 = switchSteps(report.switch);
  const isDone = report.verdict === "complete" || report.verdict === "verified";
  if (isDone && switched2.length > 0) return switched2;
  switch (report.verdict) {
    case "complete":
      if (report.pages.total === 0) return remedies(report);
      return [
        "Look at a few pages in the new comment system, then replace the old widget: the setting switch does that, or says what to change.",
        report.pages.completedBefore > 0 ? "Pages that an earlier run completed were not read again. Run it once more just before the switch: it reads all pages again, and moves only what is new." : "Readers may write on until then: run it once more just before the switch. It reads all pages again, and moves only what is new."
      ];
    case "partial":
      return [`${runAgain}: it goes on where it stopped.`];
    case "failed":
      if (report.mode !== "migrate") return [...remedies(report), "Then run it again."];
      return [
        ...remedies(report),
        `${runAgain}: completed pages are skipped, failed ones are tried again.`
      ];
    case "dry-run":
      return ["If this is what you expect, run it without dry-run."];
    case "verified":
      return ["Replace the old widget, if that has not been done yet."];
    case "rolled-back":
      return ["A new migration moves all comments again: run it with mode: migrate."];
  }
}
function stepsAfterTrial({ trial }) {
  if (trial?.judgement === "go") return ["Run it with mode: migrate, and without dry-run."];
  const steps = [...new Set((trial?.reasons ?? []).map(({ remedy }) => remedy))];
  return trial?.judgement === "no-go" ? [...steps, "Then make another dry run."] : [...steps, "If you agree, run it with mode: migrate, and without dry-run."];
}
function remedies(report) {
  const all = attentionOf(report).filter(({ severity }) => severity !== "notice").flatMap(({ items: [{ remedy }] }) => remedy ?? []);
  const first = [...new Set(all)].slice(0, mostRemedies);
  return first.length > 0 ? first : ["Mend what the reasons say."];
}

// src/report/page-steps.ts
function pageSteps({ mode, trial, pages: pages2, failedPages }) {
  if (mode === "rollback") return [];
  const failedIn = (step) => failedPages.filter((page2) => page2.step === step).length;
  const isTrial = trial !== null;
  const steps = [
    { step: "read", failed: failedIn("read") },
    ...mode === "verify" ? [] : [{ step: "checked", failed: failedIn("check") }],
    ...mode === "verify" || isTrial ? [] : [{ step: "written", failed: failedIn("import") }],
    ...isTrial ? [] : [{ step: "compared", failed: failedIn("verify") }]
  ];
  let left = pages2.total - pages2.remaining;
  return [
    { step: "found", pages: pages2.total, failed: 0 },
    ...steps.map(({ step, failed }) => {
      left -= failed;
      return { step, failed, pages: left };
    })
  ];
}

// src/report/switch-words.ts
function switchSentences(done) {
  const { dryRun, removed, kept, files } = done;
  const taken = dryRun ? "would be" : removed === 1 ? "was" : "were";
  return [
    replacedSentence(done),
    ...removed === 0 || files.length === 0 ? [] : [
      `${removed} more ${taken} taken out: a page shows its comments once, where its first section stood.`
    ],
    ...kept === 0 ? [] : [
      `${count(kept, "place")} ${kept === 1 ? "goes" : "go"} on showing the old comments; the findings say why.`
    ]
  ];
}
function replacedSentence({ to, dryRun, replaced, files, pullRequest }) {
  const what = `${count(replaced, "old shortcode")}`;
  const where = `in ${count(files.length, "file")}`;
  if (files.length === 0) return `No old shortcode ${dryRun ? "would be" : "was"} replaced.`;
  if (dryRun) return `${what} would be replaced ${where}.`;
  const were = replaced === 1 ? "was" : "were";
  if (to === "working-tree") return `${what} ${were} replaced ${where} of the working tree.`;
  return pullRequest === null ? `${what} could be replaced ${where}, but there is no pull request; the findings say why.` : `${what} ${were} replaced ${where} in a pull request.`;
}
function pullRequestWords({ state }) {
  return {
    created: "Pull request created",
    updated: "Pull request updated",
    unchanged: "The pull request holds this already"
  }[state];
}
function switchLines(done) {
  const { pullRequest, files } = done;
  return [
    ...switchSentences(done),
    ...pullRequest === null ? [] : [`${pullRequestWords(pullRequest)}: ${pullRequest.url}`],
    ...files
  ];
}

// src/report/time-buckets.ts
function timeBuckets(months, most) {
  const [first, last] = [months[0], months.at(-1)];
  if (first === void 0 || last === void 0) return [];
  const [from, to] = [monthNumber(first.month), monthNumber(last.month)];
  return to - from < most ? filled(months, from, to, monthNumber, monthLabel) : years(months, most);
}
function years(months, most) {
  const all = months.map(({ month }) => yearOf(month));
  const [from, to] = [Math.min(...all), Math.max(...all)];
  if (to - from < most) return filled(months, from, to, yearOf, String);
  return [...new Set(all)].flatMap((year) => filled(months, year, year, yearOf, String));
}
function filled(months, from, to, numberOf, labelOf) {
  const sums = /* @__PURE__ */ new Map();
  for (const { month, comments } of months) {
    const number = numberOf(month);
    if (number < from || number > to) continue;
    sums.set(number, (sums.get(number) ?? 0) + comments);
  }
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    label: labelOf(from + index),
    comments: sums.get(from + index) ?? 0
  }));
}
function yearOf(month) {
  return Number(month.slice(0, 4));
}
function monthNumber(month) {
  return yearOf(month) * 12 + Number(month.slice(5)) - 1;
}
function monthLabel(number) {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String(number % 12 + 1).padStart(2, "0")}`;
}

// src/report/verdict-mark.ts
var verdictMarks = {
  complete: "✅",
  partial: "⏸️",
  failed: "❌",
  "dry-run": "🔍",
  verified: "✅",
  "rolled-back": "↩️"
};
var judgementMarks = {
  go: "🟢",
  caution: "🟡",
  "no-go": "🔴"
};
function verdictMark({ verdict, trial }) {
  return trial === null ? verdictMarks[verdict] : judgementMarks[trial.judgement];
}
function toneOf({ verdict, trial }) {
  if (trial !== null)
    return { go: "good", caution: "doubt", "no-go": "bad" }[trial.judgement];
  return {
    complete: "good",
    partial: "doubt",
    failed: "bad",
    "dry-run": "good",
    verified: "good",
    "rolled-back": "good"
  }[verdict];
}
function verdictWord({ verdict, trial }) {
  return trial === null ? verdict : `dry run: ${trial.judgement}`;
}

// src/report/html.ts
var mostBuckets = 60;
var largestPages = 15;
var openUpTo = 30;
var openPlacesUpTo = 8;
var styleHash = createHash2("sha256").update(style).digest("base64");
function renderHtml(report) {
  const { site, finishedAt } = report;
  const title = headline(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<header>
<p class="verdict ${toneOf(report)}">${verdictWord(report)}</p>
<h1>${title}</h1>
<p class="quiet">Site ${site.siteName}, from ${site.homeserver} to the ${site.databaseIs} database ${site.database}. Finished ${finishedAt.slice(0, 10)} at ${finishedAt.slice(11, 16)} UTC after ${duration(report.durationMs)}.</p>
</header>
${report.rollback === null ? [progress(report), numbers(report)] : rollback(report.rollback)}
${htmlTrial(report.trial)}
${switched(report)}
${attention(report)}
${differences(report)}
${section(
    "What to do next",
    html`<ol>${nextSteps(report).map((step) => html`<li>${step}</li>`)}</ol>`
  )}
${comparison(report)}
${shards(report)}
${charts(report)}
${goodToKnow(report)}
${skippedEvents(report)}
${pageList(report)}
<footer>
${[checkpointSentence(report), ...report.checkpoint.notes].map((line) => html`<p>${line}</p>`)}
<p>${discoverySentence(report)} ${addressSentence(report)}</p>
</footer>
</main>
</body>
</html>
`.text;
}
function progress({ progressRate, pages: pages2 }) {
  const words = `${pages2.total - pages2.remaining} of ${count(pages2.total, "page")} (${percent(progressRate)})`;
  return html`<progress value="${progressRate}" max="1" aria-label="Pages dealt with">${words}</progress><p class="quiet">${words} dealt with.</p>`;
}
function numbers({ pages: pages2, comments, successRate, trial }) {
  const shown = [
    ["Pages with comments", pages2.total, `${pages2.remaining.toLocaleString("en-US")} remaining`],
    ...trial === null ? [
      [
        "Pages complete",
        pages2.completed,
        `${pages2.completedBefore.toLocaleString("en-US")} of them before`
      ]
    ] : [],
    ["Pages failed", pages2.failed, `${percent(successRate)} came through`],
    ["Comments read", comments.extracted, ""],
    ...trial === null ? [
      [
        "Comments moved",
        comments.imported,
        `${comments.inserted.toLocaleString("en-US")} by this run`
      ]
    ] : []
  ];
  return html`<dl class="numbers">${shown.map(
    ([name, value, note]) => html`<div><dt>${name}</dt><dd>${value.toLocaleString("en-US")}<small>${note}</small></dd></div>`
  )}</dl>`;
}
function attention(report) {
  const groups = attentionOf(report).filter(({ severity }) => severity !== "notice");
  return groups.length === 0 ? "" : section("Needs your attention", attentionTables(groups));
}
function goodToKnow(report) {
  const groups = attentionOf(report).filter(({ severity }) => severity === "notice");
  const all = groups.reduce((sum, group) => sum + placesIn(group), 0);
  return all === 0 ? "" : folded(`Good to know (${all})`, attentionTables(groups), false);
}
function attentionTables(groups) {
  const rows = groups.flatMap(
    ({ severity, items }) => items.map(
      ({ message, remedy, places }) => html`<tr><td class="${severityTones[severity]}">${severity}</td><td>${message}${remedy === null ? "" : html`<br><strong>${remedy}</strong>`}</td><td>${placeList(places)}</td></tr>`
    )
  );
  return scrolling("What needs attention", ["Kind", "What, and what to do", "Where"], rows);
}
function placeList(places) {
  const listed = places.map(({ pageId, location, attempts }) => [
    ...pageId === null ? [] : [html`${pageId} `],
    ...location === null ? [] : [html`<span class="quiet">${place(location)}</span>`],
    ...attempts === null || attempts < 2 ? [] : [html` <span class="quiet">(tried ${attempts} times)</span>`]
  ]);
  if (places.length === 1) return listed;
  const list = html`<ul>${listed.map((one) => html`<li>${one}</li>`)}</ul>`;
  return places.length <= openPlacesUpTo ? list : html`<details><summary>${count(places.length, "place")}</summary>${list}</details>`;
}
var severityTones = { error: "bad", warning: "doubt", notice: "quiet" };
function differences({ differences: all }) {
  if (all.length === 0) return "";
  const rows = all.map(
    (difference) => html`<tr><td>${difference.pageId}</td><td>${difference.comment}</td><td>${differenceWords(difference)}</td><td class="text">${lines(difference.expected ?? "")}</td><td class="text">${lines(difference.found ?? "")}</td></tr>`
  );
  return section(
    "Differences",
    scrolling("Differences", ["Page", "Comment", "What", "In the room", "In the target"], rows)
  );
}
function switched({ switch: done }) {
  if (done === void 0) return "";
  const { files, pullRequest } = done;
  const rows = files.map((file) => html`<tr><td>${file}</td></tr>`);
  return section("The old shortcodes", [
    html`<p>${switchSentences(done).join(" ")}</p>`,
    pullRequest === null ? "" : html`<p>${pullRequestWords(pullRequest)}: #${pullRequest.number}, ${pullRequest.url}</p>`,
    files.length === 0 ? "" : folded(
      `Files (${files.length.toLocaleString("en-US")})`,
      scrolling("Files with the old shortcodes", ["File"], rows),
      files.length <= openUpTo
    )
  ]);
}
function comparison({ comparison: changes }) {
  if (changes === null) return "";
  return section(
    comparisonTitle(changes),
    html`<ul>${comparisonSentences(changes).map((line) => html`<li>${line}</li>`)}</ul>`
  );
}
function shards({ shards: all }) {
  if (all === null) return "";
  const rows = all.map(
    ({ number, of, verdict, pages: pages2 }) => html`<tr><th scope="row">${number}/${of}</th><td>${verdict ?? "no report"}</td><td class="n">${pages2?.total ?? ""}</td><td class="n">${pages2?.completed ?? ""}</td><td class="n">${pages2?.failed ?? ""}</td></tr>`
  );
  return section(
    "Shards",
    scrolling("Shards", ["Shard", "State", "Pages", "Completed", "Failed"], rows)
  );
}
function charts(report) {
  const { months, phases, pageList: pages2, shards: parts } = report;
  const buckets = timeBuckets(months, mostBuckets);
  const steps = pageSteps(report);
  const largest = pages2.filter(({ comments }) => comments > 0).toSorted((a, b) => b.comments - a.comments).slice(0, largestPages);
  const read = months.reduce((sum, { comments }) => sum + comments, 0);
  return [
    steps.length === 0 || report.pages.total === 0 ? "" : section("How far the pages came", stepChart(steps)),
    buckets.length < 2 ? "" : section(
      "When the comments were written",
      html`<figure>${columnChart("Comments over time", buckets)}<figcaption>The ${count(read, "comment")} that this run read.</figcaption></figure>`
    ),
    largest.length < 2 ? "" : section(
      "Pages with the most comments",
      barChart(
        largest.map(({ pageId, comments }) => ({
          name: pageId,
          value: comments,
          shown: comments.toLocaleString("en-US")
        }))
      )
    ),
    phases.length === 0 ? "" : section(
      parts === null ? "Where the time went" : "Where the time went, all shards together",
      barChart(
        phases.map(({ phase, durationMs }) => ({
          name: phaseWords(phase),
          value: durationMs,
          shown: duration(durationMs)
        }))
      )
    )
  ];
}
function rollback(done) {
  const rows = done.replies.map(
    ({ page: page2, commentId, authorName, isDirect }) => html`<tr><td>${page2}</td><td>${commentId}</td><td>${authorName}</td><td>${isDirect ? "a moved comment" : "a reader's reply"}</td></tr>`
  );
  return [
    html`<ul>${rollbackSentences(done).map((line) => html`<li>${line}</li>`)}</ul>`,
    rows.length === 0 ? "" : section(
      "Replies of readers to moved comments",
      scrolling("Replies of readers", ["Page", "Comment", "Author", "Answers"], rows)
    )
  ];
}
function skippedEvents({ skippedEvents: skipped }) {
  const all = skipped.reduce((sum, { eventIds }) => sum + eventIds.length, 0);
  if (all === 0) return "";
  const rows = skipped.map(
    ({ pageId, reason, eventIds }) => html`<tr><td>${pageId}</td><td>${reason}</td><td>${eventIds.join(", ")}</td></tr>`
  );
  return folded(
    `Events that are not comments (${all.toLocaleString("en-US")})`,
    scrolling("Events that are not comments", ["Page", "Why", "Event ids"], rows),
    false
  );
}
function pageList({ pageList: pages2 }) {
  if (pages2.length === 0) return "";
  const rows = pages2.map(
    ({ pageId, title, state, comments, location }) => html`<tr><th scope="row">${pageId}<br><span class="quiet">${title}</span></th><td class="${stateTones[state]}">${stateWord(state)}</td><td class="n">${comments.toLocaleString("en-US")}</td><td>${place(location)}</td></tr>`
  );
  return folded(
    `All pages (${pages2.length.toLocaleString("en-US")})`,
    scrolling("All pages", ["Page", "State", "Comments", "Section at"], rows),
    pages2.length <= openUpTo
  );
}
var stateTones = {
  completed: "good",
  "completed-before": "good",
  verified: "good",
  readable: "good",
  failed: "bad",
  remaining: "doubt"
};
function section(title, body) {
  return html`<section><h2>${title}</h2>${body}</section>`;
}
function folded(title, body, isOpen) {
  return html`<details${isOpen ? " open" : ""}><summary>${title}</summary>${body}</details>`;
}
function scrolling(label, head, rows) {
  const numeric = /* @__PURE__ */ new Set(["Comments", "Pages", "Completed", "Failed"]);
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table><thead><tr>${head.map(
    (name) => html`<th scope="col"${numeric.has(name) ? new Html(' class="n"') : ""}>${name}</th>`
  )}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

// src/report/inert-markdown.ts
function inertMarkdown(text2) {
  return printable(text2).replace(/[!-+.:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

// src/report/markdown-table.ts
var maxCellLength = 500;
function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
function tableWithin(head, items, rowOf, limits3) {
  const rows = [];
  let bytes = 0;
  for (const item of items.slice(0, limits3.rows)) {
    const row2 = rowOf(item);
    bytes += Buffer.byteLength(row2.join(" | ")) + 5;
    if (bytes > limits3.bytes) break;
    rows.push(row2);
  }
  const cut = rows.length < items.length ? `

The first ${rows.length.toLocaleString("en-US")} of ${items.length.toLocaleString("en-US")}; report.html and report.json have them all.` : "";
  return `${table(head, rows)}${cut}`;
}
function cell(text2) {
  return inertMarkdown(text2.length > maxCellLength ? `${text2.slice(0, maxCellLength)}…` : text2);
}
function bar(value, most) {
  const length = most === 0 ? 0 : value / most * barLength;
  const blocks = "█".repeat(Math.floor(length)) + (length % 1 >= 0.5 ? "▌" : "");
  return `${value > 0 && blocks === "" ? "▏" : blocks} ${value.toLocaleString("en-US")}`.trim();
}
var barLength = 20;
function details(title, body) {
  return `<details><summary>${inertMarkdown(title)}</summary>

${body}

</details>`;
}

// src/report/markdown-switch.ts
var limits = { rows: 1e3, bytes: 6e4 };
function switchPart(done) {
  if (done === void 0) return "";
  const { pullRequest, files } = done;
  const list = tableWithin(["File"], files, (file) => [cell(file)], limits);
  return [
    "### The old shortcodes",
    ...pullRequest === null ? [] : [
      `${inertMarkdown(pullRequestWords(pullRequest))}: [#${pullRequest.number}](${encodeURI(pullRequest.url)})`
    ],
    switchSentences(done).map(inertMarkdown).join(" "),
    ...files.length === 0 ? [] : [details(`Files (${files.length})`, list)]
  ].join("\n\n");
}

// src/report/markdown-trial.ts
var judgementWords = { caution: "🟡 caution", "no-go": "🔴 no-go" };
function trialPart(trial) {
  if (trial === null) return "";
  const reasons = trial.reasons.length === 0 ? "Every page could be read, every comment passed the checks, and there is no error or warning." : table(
    ["Judgement", "Why", "What to do"],
    trial.reasons.map(({ judgement, message, remedy }) => [
      judgementWords[judgement],
      cell(message),
      cell(remedy)
    ])
  );
  const cost = costSentences(trial).map((sentence) => `- ${inertMarkdown(sentence)}`);
  const samples = trial.samples.length === 0 ? "" : details("Sample comments, before → after", trial.samples.map(samplePart).join("\n\n"));
  return [
    `### Why

${reasons}`,
    `### What the migration would take

${cost.join("\n")}`,
    samples,
    inertMarkdown(proofSentence(trial))
  ].filter((part) => part !== "").join("\n\n");
}
function samplePart({ kind, pageId, before, after }) {
  const answers = (eventId) => eventId === null ? "" : cell(eventId);
  return `**${sampleWords(kind)}**, on ${inertMarkdown(pageId)}

${table(
    ["Part", "In the Matrix room", "In the new comment system"],
    [
      ["Page", cell(pageId), cell(after.page)],
      ["Author", cell(before.sender), cell(after.authorName)],
      ["Time", cell(before.sentAt), cell(after.createdAt)],
      ["Answers", answers(before.replyTo), answers(after.parentEventId)],
      ["Text", cell(before.body), cell(after.content)]
    ]
  )}`;
}

// src/report/markdown.ts
var limits2 = {
  attention: { rows: 100, bytes: 25e4 },
  ofOneKind: 8,
  places: 6,
  differences: { rows: 200, bytes: 15e4 },
  notices: { rows: 100, bytes: 6e4 },
  replies: { rows: 200, bytes: 6e4 },
  skipped: { rows: 100, bytes: 6e4 },
  pages: { rows: 1e3, bytes: 25e4 }
};
var largestPages2 = 10;
var mostBuckets2 = 24;
var progressLength = 30;
function renderMarkdown(report, options = {}) {
  const attention2 = attentionOf(report);
  const isNotice = ({ severity }) => severity === "notice";
  return [
    `## ${verdictMark(report)} ${inertMarkdown(headline(report))}`,
    ...report.rollback === null ? [progressBar(report), numbers2(report)] : [rollbackPart(report.rollback)],
    trialPart(report.trial),
    switchPart(report.switch),
    attentionPart(
      "### Needs your attention",
      attention2.filter((group) => !isNotice(group)),
      options
    ),
    differences2(report),
    `### What to do next

${(options.next ?? nextSteps(report)).map((step, index) => `${index + 1}. ${inertMarkdown(step)}`).join("\n")}`,
    comparisonPart(report),
    shardTable(report.shards),
    folded2("Good to know", attention2.filter(isNotice), options),
    skippedEvents2(report),
    stepTable(report),
    charts2(report),
    pageList2(report, options),
    phaseTable(report),
    checkpointPart(report, options)
  ].filter((part) => part !== "").join("\n\n").concat("\n");
}
function progressBar({ progressRate, pages: pages2, trial, durationMs }) {
  const done = Math.floor(progressRate * progressLength);
  const blocks = "█".repeat(done) + "░".repeat(progressLength - done);
  const what = trial === null ? "" : " looked at";
  return `\`${blocks}\` **${percent(progressRate)}**${what} (${n(pages2.total - pages2.remaining)} of ${count(pages2.total, "page")}) in ${duration(durationMs)}`;
}
function numbers2({ pages: pages2, comments, successRate, trial }) {
  const rows = trial === null ? [
    ["**Pages**", n(pages2.total), n(pages2.completed), n(pages2.failed), n(pages2.remaining)],
    [
      "**Comments**",
      n(comments.extracted),
      `${n(comments.imported)} (${n(comments.inserted)} by this run)`,
      n(comments.failed),
      ""
    ]
  ] : [];
  if (rows.length === 0) return "";
  return `${table(["What", "Found", "Moved", "Failed", "Remaining"], rows)}

Of the pages dealt with, **${percent(successRate)}** came through.`;
}
function n(number) {
  return number.toLocaleString("en-US");
}
function shardTable(shards2) {
  if (shards2 === null) return "";
  const rows = shards2.map(({ number, of, verdict, pages: pages2, checkpoint }) => [
    `${number}/${of}`,
    verdict === null ? "⚠️ no report" : `${verdictMarks[verdict]} ${verdict}`,
    pages2?.total ?? "",
    pages2?.completed ?? "",
    pages2?.failed ?? "",
    pages2?.remaining ?? "",
    checkpoint === null ? "none" : `${checkpoint.status}, ${count(checkpoint.completedPages, "page")}`
  ]);
  const head = ["Shard", "State", "Pages", "Completed", "Failed", "Remaining", "Checkpoint"];
  return details(`All shards (${shards2.length})`, table(head, rows));
}
function attentionPart(heading, groups, options) {
  return groups.length === 0 ? "" : `${heading}

${attentionTable(groups, limits2.attention, options)}`;
}
function folded2(title, groups, options) {
  const all = groups.reduce((sum, group) => sum + placesIn(group), 0);
  return all === 0 ? "" : details(`${title} (${all})`, attentionTable(groups, limits2.notices, options));
}
var severityMarks = { error: "❌ error", warning: "⚠️ warning", notice: "ℹ️ notice" };
function attentionTable(groups, within, options) {
  const rows = groups.flatMap((group) => {
    const shown = group.items.slice(0, limits2.ofOneKind);
    const rest = group.items.slice(limits2.ofOneKind);
    return shown.map((item, index) => ({
      severity: group.severity,
      item,
      othersOfKind: index < shown.length - 1 ? 0 : rest.reduce((sum, { places }) => sum + places.length, 0)
    }));
  });
  return tableWithin(
    ["Kind", "Where", "What", "What to do"],
    rows,
    ({ severity, item, othersOfKind }) => [
      severityMarks[severity],
      placesCell(item, options),
      `${cell(item.message)}${othersOfKind === 0 ? "" : `<br>${moreOf(othersOfKind, " of this kind")}`}`,
      cell(item.remedy ?? "")
    ],
    within
  );
}
function placesCell({ places }, options) {
  const [{ pageId, location, attempts }] = places;
  if (places.length === 1) {
    return [
      ...pageId === null ? [] : [cell(pageId)],
      ...location === null ? [] : [placeCell(location, options)],
      ...attempts === null || attempts < 2 ? [] : [`tried ${attempts} times`]
    ].join("<br>");
  }
  const shown = places.slice(0, limits2.places).map(
    (one) => one.location === null ? cell(one.pageId ?? "") : placeCell(one.location, options)
  );
  const more = places.length - shown.length;
  return [...shown, ...more === 0 ? [] : [moreOf(more)]].join("<br>");
}
function moreOf(number, what = "") {
  return `**… and ${number.toLocaleString("en-US")} more${what}**`;
}
function placeCell(location, { addressOf }) {
  const text2 = cell(place(location));
  return addressOf === void 0 ? text2 : `[${text2}](${addressOf(location)})`;
}
function differences2({ differences: all }) {
  if (all.length === 0) return "";
  const head = ["Page", "Comment", "What", "In the room", "In the target"];
  return `### Differences

${tableWithin(
    head,
    all,
    (difference) => [
      cell(difference.pageId),
      cell(difference.comment),
      cell(differenceWords(difference)),
      cell(difference.expected ?? ""),
      cell(difference.found ?? "")
    ],
    limits2.differences
  )}`;
}
function rollbackPart(rollback2) {
  const { replies } = rollback2;
  const sentences = rollbackSentences(rollback2).map((sentence) => `- ${inertMarkdown(sentence)}`);
  const list = replies.length === 0 ? "" : `### Replies of readers to moved comments

${tableWithin(
    ["Page", "Comment", "Author", "Answers"],
    replies,
    ({ commentId, page: page2, authorName, isDirect }) => [
      cell(page2),
      cell(String(commentId)),
      cell(authorName),
      isDirect ? "a moved comment" : "a reader's reply"
    ],
    limits2.replies
  )}`;
  return [sentences.join("\n"), list].filter((part) => part !== "").join("\n\n");
}
function comparisonPart({ comparison: comparison2 }) {
  if (comparison2 === null) return "";
  const sentences = comparisonSentences(comparison2).map((sentence) => `- ${inertMarkdown(sentence)}`);
  return `### ${inertMarkdown(comparisonTitle(comparison2))}

${sentences.join("\n")}`;
}
function skippedEvents2({ skippedEvents: skipped }) {
  if (skipped.length === 0) return "";
  const all = skipped.reduce((sum, { eventIds }) => sum + eventIds.length, 0);
  return details(
    `Events that are not comments (${all})`,
    tableWithin(
      ["Page", "Why", "Events", "Ids"],
      skipped,
      ({ pageId, reason, eventIds }) => [
        cell(pageId),
        cell(reason),
        eventIds.length,
        inertMarkdown(firstIds(eventIds))
      ],
      limits2.skipped
    )
  );
}
function stepTable(report) {
  const steps = pageSteps(report);
  if (report.pages.failed === 0 || steps.length === 0) return "";
  return `### How far the pages came

${table(
    ["Step", ...steps.map(({ step }) => step)],
    [
      ["**Pages**", ...steps.map(({ pages: pages2 }) => n(pages2))],
      ["**Failed there**", ...steps.map(({ failed }) => failed === 0 ? "" : n(failed))]
    ]
  )}`;
}
function charts2({ months, pageList: pageList3 }) {
  const buckets = timeBuckets(months, mostBuckets2);
  const most = Math.max(...buckets.map(({ comments }) => comments));
  const largest = pageList3.filter(({ comments }) => comments > 0).toSorted((a, b) => b.comments - a.comments).slice(0, largestPages2);
  return [
    buckets.length < 2 ? "" : details(
      "When the comments were written",
      table(
        ["When", "Comments"],
        buckets.map(({ label, comments }) => [label, bar(comments, most)])
      )
    ),
    largest.length < 2 ? "" : details(
      "Pages with the most comments",
      table(
        ["Page", "Comments"],
        largest.map(({ pageId, comments }) => [
          cell(pageId),
          bar(comments, largest[0]?.comments ?? 0)
        ])
      )
    )
  ].filter((part) => part !== "").join("\n\n");
}
function pageList2({ pageList: pages2 }, options) {
  if (pages2.length === 0) return "";
  return details(
    `All pages (${pages2.length.toLocaleString("en-US")})`,
    tableWithin(
      ["Page", "Title", "State", "Comments", "Section at"],
      pages2,
      ({ pageId, title, state, comments, location }) => [
        cell(pageId),
        cell(title),
        stateWord(state),
        comments,
        placeCell(location, options)
      ],
      limits2.pages
    )
  );
}
function phaseTable({ phases, shards: shards2 }) {
  const most = Math.max(...phases.map(({ durationMs }) => durationMs));
  if (phases.length === 0 || most === 0) return "";
  const title = shards2 === null ? "Where the time went" : "Where the time went, all shards together";
  return details(
    title,
    table(
      ["Phase", "Time", "Share"],
      phases.map(({ phase, durationMs }) => [
        phaseWords(phase),
        duration(durationMs),
        bar(durationMs, most).replace(/ ?[\d,.]+$/, "")
      ])
    )
  );
}
function checkpointPart(report, { kept = [] }) {
  const { site, checkpoint } = report;
  const lines2 = [
    ...[checkpointSentence(report), ...checkpoint.notes, ...kept].map(inertMarkdown),
    `Site <code>${inertMarkdown(site.siteName)}</code> from ${inertMarkdown(site.homeserver)} to the ${site.databaseIs} database <code>${inertMarkdown(site.database)}</code>.`,
    inertMarkdown(`${discoverySentence(report)} ${addressSentence(report)}`)
  ];
  return `### Checkpoint and sources

${lines2.join("  \n")}`;
}

// src/job/write-report.ts
function reportFilesIn(folder) {
  return {
    json: join(folder, "report.json"),
    markdown: join(folder, "report.md"),
    html: join(folder, "report.html")
  };
}
async function writeReport(report, folder) {
  const paths = reportFilesIn(folder);
  await mkdir(folder, { recursive: true });
  await (0, import_write_file_atomic.default)(paths.json, `${JSON.stringify(report, void 0, 2)}
`);
  await (0, import_write_file_atomic.default)(paths.markdown, renderMarkdown(report));
  await (0, import_write_file_atomic.default)(paths.html, renderHtml(report));
  return paths;
}

// src/checkpoint/fingerprint.ts
var fingerprintSchema = external_exports.object({
  /** The homeserver's name in room aliases; its address may change meanwhile. */
  server_name: external_exports.string(),
  /** Cactus's site name. */
  site_name: external_exports.string(),
  /** Where the target database is, and its name: `remote comments`. */
  database: external_exports.string(),
  /** Name of the target's table layout, and the content's format where it isn't text. */
  schema: external_exports.string()
});
function sameMigration(a, b) {
  return fingerprintSchema.keyof().options.every((part) => a[part] === b[part]);
}
function describeMigration(fingerprint) {
  const { server_name, site_name, database, schema } = fingerprint;
  return `site "${site_name}" of ${server_name} to database "${database}" (schema "${schema}")`;
}

// src/checkpoint/state.ts
var checkpointVersion = "2.0";
var count2 = external_exports.int().nonnegative();
var timestampSchema = external_exports.iso.datetime();
var sequenceSchema = count2;
var commentIdSchema = external_exports.union([external_exports.number(), external_exports.string()]);
var statisticsSchema = external_exports.object({
  total_pages: count2,
  /** Read from the source. */
  comments_extracted: count2,
  /** In the target, on completed pages. */
  comments_imported: count2,
  /** Read, but not in the target. */
  comments_failed: count2
});
var reportedStatisticsSchema = external_exports.object({
  comments_extracted: count2.exactOptional(),
  comments_failed: count2.exactOptional()
});
var checkpointSchema = external_exports.object({
  version: external_exports.literal(checkpointVersion),
  fingerprint: fingerprintSchema,
  status: external_exports.enum(["running", "done"]),
  /** Which start from the beginning it is: a higher one leaves all lower ones behind. */
  generation: count2.default(0),
  /** How often all pages had been complete when a run began: each time they are all read again. */
  pass: count2.default(0),
  /** Grows by one with each recorded change. */
  sequence: sequenceSchema,
  started_at: timestampSchema,
  last_updated: timestampSchema,
  statistics: statisticsSchema,
  /** By page id. */
  failed_pages: external_exports.record(
    external_exports.string(),
    external_exports.object({
      error: external_exports.string(),
      code: external_exports.string(),
      /** Runs that failed on the page. */
      attempts: count2,
      last_attempt: timestampSchema
    })
  ).transform(asRecord),
  /**
   * By page id; `comments` is the number of the page's comments, `sections` where they came from,
   * `pass` the last one that completed it (0 when left out).
   */
  completed_pages: external_exports.record(
    external_exports.string(),
    external_exports.object({
      comments: count2,
      completed_at: timestampSchema,
      sections: external_exports.string().exactOptional(),
      pass: count2.exactOptional()
    })
  ).transform(asRecord)
});
function newState(fingerprint, startedAt, generation = 0) {
  return {
    version: checkpointVersion,
    fingerprint,
    status: "running",
    generation,
    pass: 0,
    sequence: 0,
    started_at: startedAt.toISOString(),
    last_updated: startedAt.toISOString(),
    statistics: {
      total_pages: 0,
      comments_extracted: 0,
      comments_imported: 0,
      comments_failed: 0
    },
    failed_pages: asRecord({}),
    completed_pages: asRecord({}),
    id_mapping: /* @__PURE__ */ new Map()
  };
}
function newest(a, b) {
  if (a.generation !== b.generation) return a.generation > b.generation ? a : b;
  if (a.sequence !== b.sequence) return a.sequence > b.sequence ? a : b;
  return b.status === "done" && a.status !== "done" ? b : a;
}
function asRecord(record) {
  Object.setPrototypeOf(record, null);
  return record;
}

// src/checkpoint/checkpoint-error.ts
var writeReasons = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than allowed",
  EACCES: "permission was denied",
  EPERM: "permission was denied",
  EROFS: "the disk is read-only"
};
function checkpointNotWritten(file, reason, cause) {
  return new MigrationError(
    "checkpoint-not-written",
    `The checkpoint ${file} could not be written: ${reason}.`,
    {
      remedy: "Make room or grant write permission there, or choose another file with the input checkpoint-file; then run again. Nothing that was imported is lost or doubled.",
      cause
    }
  );
}
function writingTo(file, operation) {
  try {
    return operation();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === void 0) throw error;
    throw checkpointNotWritten(file, writeReasons[code] ?? `the system says ${code}`, error);
  }
}
function checkpointNotRead(file, cause) {
  const code = systemErrorCode(cause);
  if (code === void 0) throw cause;
  return new MigrationError(
    "checkpoint-not-read",
    `The checkpoint ${file} could not be read: the system says ${code}.`,
    {
      remedy: "See that it is a file and that it may be read, or choose another file with the input checkpoint-file.",
      cause
    }
  );
}
function checkpointOfAnotherMigration(file, found, expected) {
  return new MigrationError(
    "checkpoint-of-another-migration",
    `The checkpoint ${file} belongs to another migration: it is of ${describeMigration(found)}, and this run is of ${describeMigration(expected)}.`,
    {
      remedy: "Choose another file with the input checkpoint-file, or set reset: true to start over with this one."
    }
  );
}
function checkpointInUse(file, cause) {
  return new MigrationError(
    "checkpoint-in-use",
    `The checkpoint ${file} is in use by another migration that is running on this machine.`,
    {
      remedy: "Wait until that one has ended, or choose another file with the input checkpoint-file.",
      cause
    }
  );
}
function checkpointRequired(checkpoint, refusals = []) {
  const why = refusals.map((refusal) => `
${refusal}`).join("");
  return new MigrationError(
    "checkpoint-required",
    `There is no ${checkpoint} to go on from, and resume is required.${why}`,
    {
      remedy: "Set resume to auto: what the database already has is recognised there, so nothing is doubled."
    }
  );
}
function checkpointTooNew(file, version) {
  return new MigrationError(
    "checkpoint-too-new",
    `The checkpoint ${file} was written by a newer release: it has version ${version}, and this release reads versions up to ${checkpointVersion}.`,
    {
      remedy: "Use the newer release, choose another file with the input checkpoint-file, or set reset: true to start over."
    }
  );
}
function systemErrorCode(error) {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return void 0;
  return typeof error.code === "string" ? error.code : void 0;
}

// src/checkpoint/checkpoint.ts
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

// src/checkpoint/change.ts
var changeSchema = external_exports.discriminatedUnion("type", [
  external_exports.object({ type: external_exports.literal("start"), total_pages: external_exports.int().nonnegative() }),
  external_exports.object({
    type: external_exports.literal("page-complete"),
    page_id: external_exports.string(),
    /** Event id and comment id of each comment. */
    comments: external_exports.array(external_exports.tuple([external_exports.string(), commentIdSchema])),
    sections: external_exports.string().exactOptional()
  }),
  external_exports.object({
    type: external_exports.literal("page-failed"),
    page_id: external_exports.string(),
    error: external_exports.string(),
    code: external_exports.string()
  }),
  external_exports.object({ type: external_exports.literal("id-mapping"), event_id: external_exports.string(), comment_id: commentIdSchema }),
  external_exports.object({ type: external_exports.literal("statistics"), statistics: reportedStatisticsSchema }),
  external_exports.object({ type: external_exports.literal("done") })
]);
var changeRecordSchema = external_exports.object({
  sequence: sequenceSchema,
  at: timestampSchema,
  change: changeSchema
});
function applyChange(state, { sequence, at, change }) {
  state.sequence = sequence;
  state.last_updated = at;
  switch (change.type) {
    case "start":
      if (state.status === "done") state.pass += 1;
      state.status = "running";
      state.statistics.total_pages = change.total_pages;
      break;
    case "page-complete": {
      const before = state.completed_pages[change.page_id]?.comments ?? 0;
      state.statistics.comments_imported = Math.max(
        change.comments.length,
        state.statistics.comments_imported + change.comments.length - before
      );
      state.completed_pages[change.page_id] = {
        comments: change.comments.length,
        completed_at: at,
        ...change.sections === void 0 ? {} : { sections: change.sections },
        ...state.pass === 0 ? {} : { pass: state.pass }
      };
      delete state.failed_pages[change.page_id];
      for (const [eventId, commentId] of change.comments) state.id_mapping.set(eventId, commentId);
      break;
    }
    case "page-failed":
      state.failed_pages[change.page_id] = {
        error: change.error,
        code: change.code,
        attempts: (state.failed_pages[change.page_id]?.attempts ?? 0) + 1,
        last_attempt: at
      };
      break;
    case "id-mapping":
      state.id_mapping.set(change.event_id, change.comment_id);
      break;
    case "statistics":
      Object.assign(state.statistics, change.statistics);
      break;
    case "done":
      state.status = "done";
      break;
  }
}

// src/checkpoint/checkpoint-files.ts
var import_write_file_atomic2 = __toESM(require_lib(), 1);
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
function previousOf(file) {
  return `${file}.previous`;
}
function journalOf(file) {
  return `${file}.journal`;
}
function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return void 0;
    throw checkpointNotRead(file, error);
  }
}
function replaceSnapshot(file, bytes, { keepPrevious }) {
  writingTo(file, () => {
    if (keepPrevious && existsSync(file)) copyFileSync(file, previousOf(file));
    import_write_file_atomic2.default.sync(file, bytes);
    if (statSync(file).size === bytes.length) return;
    if (existsSync(previousOf(file))) renameSync(previousOf(file), file);
    else rmSync(file);
    throw checkpointNotWritten(file, "the disk is full");
  });
}
function keepAside(file, time2) {
  if (!existsSync(file)) return void 0;
  const aside = `${file}.damaged-${time2.toISOString().replaceAll(/[-:.]/g, "")}`;
  writingTo(aside, () => copyFileSync(file, aside));
  return aside;
}
function removeLeftovers(file) {
  writingTo(file, () => {
    rmSync(previousOf(file), { force: true });
    rmSync(journalOf(file), { force: true });
  });
}

// src/checkpoint/journal.ts
import { createHash as createHash3 } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeFileSync } from "node:fs";
var headerSchema = external_exports.object({
  journal: external_exports.literal("2.0"),
  /** The sequence after which the journal's changes follow. */
  sequence: sequenceSchema,
  /** `started_at` of the checkpoint that the journal belongs to. */
  started_at: timestampSchema
});
var newline = 10;
var checksumLength = 64;
var Journal = class {
  #fd;
  #header;
  #length;
  #torn = false;
  /** Continues the journal in the file, which must be clean, or begins an empty one. */
  constructor(file, header) {
    this.#fd = openSync(file, "a");
    this.#header = header;
    this.#length = fstatSync(this.#fd).size;
  }
  /** Adds changes; when this returns, they are on the disk. */
  append(records) {
    if (this.#torn) this.#truncate(this.#length);
    const header = this.#length === 0 ? formatLine(this.#header) : "";
    const lines2 = header + records.map(formatLine).join("");
    this.#torn = true;
    writeFileSync(this.#fd, lines2);
    fsyncSync(this.#fd);
    this.#torn = false;
    this.#length += Buffer.byteLength(lines2);
  }
  /** Drops all changes: they are in the snapshot that the header names. */
  renew(header) {
    this.#truncate(0);
    this.#header = header;
  }
  close() {
    closeSync(this.#fd);
  }
  #truncate(length) {
    ftruncateSync(this.#fd, length);
    this.#length = length;
    this.#torn = false;
  }
};
function parseJournal(bytes) {
  const records = [];
  let header;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(newline, start);
    if (end === -1) return { header, records, ending: "torn" };
    const json = parseLine(bytes.subarray(start, end));
    if (header === void 0) {
      header = headerSchema.safeParse(json).data;
      if (header === void 0) return { header, records, ending: "damaged" };
    } else {
      const record = changeRecordSchema.safeParse(json).data;
      if (record?.sequence !== header.sequence + records.length + 1) {
        return { header, records, ending: "damaged" };
      }
      records.push(record);
    }
    start = end + 1;
  }
  return { header, records, ending: "clean" };
}
function formatLine(value) {
  const json = JSON.stringify(value);
  return `${sha256(json)} ${json}
`;
}
function parseLine(line) {
  const json = line.subarray(checksumLength + 1);
  const start = `${sha256(json)} `;
  if (line.toString("latin1", 0, checksumLength + 1) !== start) return void 0;
  try {
    return JSON.parse(json.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function sha256(data) {
  return createHash3("sha256").update(data).digest("hex");
}

// src/checkpoint/lock.ts
import { DatabaseSync } from "node:sqlite";
var sqliteBusy = 5;
function lockCheckpoint(file) {
  const lockFile = `${file}.lock`;
  let database;
  try {
    database = new DatabaseSync(lockFile);
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    if (!(error instanceof Error) || !("errcode" in error)) throw error;
    if (error.errcode === sqliteBusy) throw checkpointInUse(file, error);
    throw checkpointNotWritten(lockFile, error.message, error);
  }
  const held = database;
  return { release: () => held.close() };
}

// src/checkpoint/progress.ts
function summariseProgress(state) {
  const completed = Object.values(state.completed_pages).filter(
    ({ pass = 0 }) => pass === state.pass
  ).length;
  const failed = Object.keys(state.failed_pages).length;
  const dealtWith = completed + failed;
  const total = Math.max(state.statistics.total_pages, dealtWith);
  return {
    total,
    completed,
    failed,
    remaining: total - dealtWith,
    progressRate: total === 0 ? 1 : dealtWith / total,
    successRate: dealtWith === 0 ? null : completed / dealtWith
  };
}

// src/checkpoint/snapshot.ts
import { constants } from "node:buffer";
import { createHash as createHash4 } from "node:crypto";

// src/checkpoint/id-mapping.ts
var entryIndent = "    ";
var sliceLength = 65536;
function formatEntries(mapping) {
  const pieces = [];
  let piece = "";
  let separator = "";
  for (const [eventId, commentId] of mapping) {
    piece += `${separator}${entryIndent}${JSON.stringify(eventId)}: ${JSON.stringify(commentId)}`;
    separator = ",\n";
    if (piece.length < sliceLength) continue;
    pieces.push(Buffer.from(piece));
    piece = "";
  }
  if (piece !== "") pieces.push(Buffer.from(piece));
  return pieces;
}
function parseEntries(bytes) {
  const mapping = /* @__PURE__ */ new Map();
  for (let start = 0; start < bytes.length; ) {
    const lineEnd = bytes.indexOf(",\n", start + sliceLength);
    const end = lineEnd === -1 ? bytes.length : lineEnd;
    if (!addEntries(mapping, parseObject(bytes.toString("utf8", start, end)))) return void 0;
    start = end + 2;
  }
  return mapping;
}
function toIdMapping(json) {
  const mapping = /* @__PURE__ */ new Map();
  return addEntries(mapping, json) ? mapping : void 0;
}
function addEntries(mapping, json) {
  if (!isObject(json)) return false;
  for (const eventId of Object.keys(json)) {
    const commentId = json[eventId];
    if (typeof commentId !== "number" && typeof commentId !== "string") return false;
    mapping.set(eventId, commentId);
  }
  return true;
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseObject(entries) {
  try {
    return JSON.parse(`{${entries}}`);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}

// src/checkpoint/legacy.ts
var amount = external_exports.int().nonnegative().catch(0);
var time = external_exports.coerce.date().transform((date) => date.toISOString()).pipe(timestampSchema).optional().catch(void 0);
var text = external_exports.string().optional().catch(void 0);
var page = external_exports.looseObject({
  comments: amount.optional(),
  completed_at: time,
  error: text,
  code: text,
  attempts: external_exports.int().positive().optional().catch(void 0),
  last_attempt: time
});
var listedPage = external_exports.union([
  external_exports.string().transform((id) => [id, {}]),
  page.extend({ page_id: external_exports.string() }).transform((listed) => [listed.page_id, listed])
]);
var mappedPage = external_exports.union([page, external_exports.string().transform((error) => ({ error }))]);
var pages = external_exports.union([
  external_exports.array(listedPage),
  external_exports.record(external_exports.string(), mappedPage.catch({})).transform((map) => Object.entries(map))
]).default([]);
var legacySchema = external_exports.looseObject({
  version: external_exports.literal("1.0"),
  started_at: time,
  last_updated: time,
  completed_pages: pages,
  failed_pages: pages,
  statistics: external_exports.looseObject({
    total_pages: amount,
    comments_extracted: amount,
    comments_imported: amount,
    comments_failed: amount
  }).optional().catch(void 0),
  id_mapping: external_exports.unknown().default({}),
  fingerprint: external_exports.undefined().optional(),
  sequence: external_exports.undefined().optional(),
  checksum: external_exports.undefined().optional()
});
function parseLegacy(json) {
  const parsed = legacySchema.safeParse(json);
  if (!parsed.success) return void 0;
  const { started_at, completed_pages, failed_pages, statistics } = parsed.data;
  const idMapping = toIdMapping(parsed.data.id_mapping);
  if (idMapping === void 0) return void 0;
  const startedAt = started_at ?? (/* @__PURE__ */ new Date(0)).toISOString();
  const lastUpdated = parsed.data.last_updated ?? startedAt;
  const completed = Object.fromEntries(
    completed_pages.map(([pageId, { comments, completed_at }]) => [
      pageId,
      { comments: comments ?? 0, completed_at: completed_at ?? lastUpdated }
    ])
  );
  const failed = Object.fromEntries(
    failed_pages.filter(([pageId]) => !Object.hasOwn(completed, pageId)).map(([pageId, { error, code, attempts, last_attempt }]) => [
      pageId,
      {
        error: error ?? "The reason was not recorded.",
        code: code ?? "unknown",
        attempts: attempts ?? 1,
        last_attempt: last_attempt ?? lastUpdated
      }
    ])
  );
  return {
    version: checkpointVersion,
    status: "running",
    generation: 0,
    pass: 0,
    sequence: 0,
    started_at: startedAt,
    last_updated: lastUpdated,
    statistics: {
      total_pages: statistics?.total_pages ?? 0,
      comments_extracted: statistics?.comments_extracted ?? 0,
      comments_imported: statistics?.comments_imported ?? 0,
      comments_failed: statistics?.comments_failed ?? 0
    },
    failed_pages: asRecord(failed),
    completed_pages: asRecord(completed),
    id_mapping: idMapping
  };
}

// src/checkpoint/snapshot.ts
var blankChecksum = "0".repeat(64);
var beforeChecksum = '\n  "checksum": "';
var afterChecksum = '"\n}\n';
var beforeEntries = '\n  "id_mapping": {';
var afterEntries = "},";
var endLength = beforeChecksum.length + blankChecksum.length + afterChecksum.length;
function serialiseSnapshot(state) {
  const { id_mapping, ...fields } = state;
  const text2 = JSON.stringify({ ...fields, id_mapping: {}, checksum: blankChecksum }, null, 2);
  const frame = Buffer.from(`${text2}
`);
  const entries = formatEntries(id_mapping);
  const entriesStart = frame.length - endLength - afterEntries.length;
  const bytes = Buffer.concat([
    frame.subarray(0, entriesStart),
    ...entries.length === 0 ? [] : [Buffer.from("\n"), ...entries, Buffer.from("\n  ")],
    frame.subarray(entriesStart)
  ]);
  bytes.write(sha2562(bytes), bytes.length - afterChecksum.length - blankChecksum.length, "latin1");
  return bytes;
}
function parseSnapshot(bytes, options = {}) {
  const parsed = parseFields(bytes, options);
  if (parsed.kind !== "current") return parsed;
  const idMapping = parseEntries(parsed.entries);
  if (idMapping === void 0) return damaged("its field id_mapping is not as expected");
  return { kind: "current", state: { ...parsed.fields, id_mapping: idMapping } };
}
function inspectSnapshot(bytes) {
  const parsed = parseFields(bytes, {});
  return parsed.kind === "current" ? parsed.fields : void 0;
}
function parseFields(bytes, { maxBytes = constants.MAX_STRING_LENGTH }) {
  if (bytes.length > Math.min(maxBytes, constants.MAX_STRING_LENGTH)) {
    return damaged(`it is larger than expected (${bytes.length} bytes)`);
  }
  const checksum = checkChecksum(bytes);
  if (checksum === "wrong") return damaged("its checksum does not match");
  const parts = checksum === "right" ? splitOffEntries(bytes) : void 0;
  const json = parseJson(parts?.frame ?? bytes);
  if (json === void 0) return damaged("it is cut off or no longer JSON");
  const version = external_exports.object({ version: external_exports.string() }).safeParse(json).data?.version;
  if (version === void 0) return damaged("it has no version");
  if (isNewer(version)) return { kind: "too-new", version };
  if (parts === void 0) {
    const state = parseLegacy(json);
    return state === void 0 ? damaged("its checksum is missing, or fields are not as expected") : { kind: "legacy", state };
  }
  const parsed = checkpointSchema.safeParse(json);
  const field = parsed.error?.issues[0]?.path.join(".");
  if (!parsed.success) return damaged(`its field ${field} is not as expected`);
  return { kind: "current", fields: parsed.data, entries: parts.entries };
}
function checkChecksum(bytes) {
  const start = bytes.length - endLength;
  if (start < 0) return "absent";
  const end = bytes.toString("latin1", start);
  if (!end.startsWith(beforeChecksum) || !end.endsWith(afterChecksum)) return "absent";
  const checksumStart = start + beforeChecksum.length;
  const actual = sha2562(bytes.subarray(0, checksumStart), blankChecksum, afterChecksum);
  return end === beforeChecksum + actual + afterChecksum ? "right" : "wrong";
}
function splitOffEntries(bytes) {
  const before = bytes.indexOf(beforeEntries);
  if (before === -1) return void 0;
  const start = before + beforeEntries.length;
  const end = bytes.length - endLength - afterEntries.length;
  if (end < start) return void 0;
  return {
    frame: Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]),
    entries: bytes.subarray(start, end)
  };
}
function sha2562(...parts) {
  const hash = createHash4("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
function parseJson(bytes) {
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function isNewer(version) {
  const numbers3 = /^(\d+)\.(\d+)$/.exec(version);
  if (numbers3 === null) return false;
  const [major = 0, minor = 0] = numbers3.slice(1).map(Number);
  const [ownMajor = 0, ownMinor = 0] = checkpointVersion.split(".").map(Number);
  return major > ownMajor || major === ownMajor && minor > ownMinor;
}
function damaged(reason) {
  return { kind: "damaged", reason };
}

// src/checkpoint/recover.ts
var nothingDoubled = "This costs only time: comments that are already in the database are recognised there, so none is doubled.";
function recover({ startOver, ...files }) {
  if (startOver === void 0) return newestGood(files);
  const found = unlessRefused(() => newestGood(files));
  const generation = startOver(found?.state.generation ?? 0);
  return found?.state.generation === generation ? found : beginAnew(files, [], generation);
}
function unlessRefused(find) {
  const refusals = ["checkpoint-of-another-migration", "checkpoint-too-new"];
  try {
    return find();
  } catch (error) {
    if (error instanceof MigrationError && refusals.includes(error.code)) return void 0;
    throw error;
  }
}
function newestGood({ file, fingerprint, now }) {
  const notes = [];
  const found = readSnapshot(file, fingerprint);
  if (found === "absent") return beginAnew({ file, fingerprint, now }, notes);
  if (!("reason" in found)) return replay(file, found, { snapshotIsGood: true, now, notes });
  const aside = keepAside(file, now);
  const previous = readSnapshot(previousOf(file), fingerprint);
  if (previous === "absent" || "reason" in previous) {
    const kept = [aside, keepAside(previousOf(file), now), keepAside(journalOf(file), now)];
    notes.push(
      `The checkpoint ${file} is damaged (${found.reason}), and there is no good earlier one: the migration starts over. ${nothingDoubled} What was there is kept: ${kept.filter((name) => name !== void 0).join(", ")}.`
    );
    return beginAnew({ file, fingerprint, now }, notes);
  }
  notes.push(
    `The checkpoint ${file} is damaged (${found.reason}); the one before it, of ${previous.state.last_updated}, is used. ${nothingDoubled} The damaged file is kept as ${aside}.`
  );
  return replay(file, previous, { snapshotIsGood: false, now, notes });
}
function beginAnew({ file, fingerprint, now }, notes, generation = 0) {
  removeLeftovers(file);
  const state = newState(fingerprint, now, generation);
  return {
    state,
    origin: "new",
    notes,
    snapshotIsGood: false,
    savedSequence: void 0,
    journalIsGood: false
  };
}
function readSnapshot(file, fingerprint) {
  const bytes = readIfThere(file);
  if (bytes === void 0) return "absent";
  const parsed = parseSnapshot(bytes);
  switch (parsed.kind) {
    case "damaged":
      return { reason: parsed.reason };
    case "too-new":
      throw checkpointTooNew(file, parsed.version);
    case "legacy":
      return { state: { ...parsed.state, fingerprint }, origin: "legacy" };
    case "current":
      if (!sameMigration(parsed.state.fingerprint, fingerprint)) {
        throw checkpointOfAnotherMigration(file, parsed.state.fingerprint, fingerprint);
      }
      return { state: parsed.state, origin: "resumed" };
  }
}
function replay(file, { state, origin }, context) {
  const { notes, snapshotIsGood } = context;
  const savedSequence = snapshotIsGood && origin === "resumed" ? state.sequence : void 0;
  const journalIsGood = replayJournal(journalOf(file), state, context);
  return { state, origin, notes, snapshotIsGood, savedSequence, journalIsGood };
}
function replayJournal(file, state, { now, notes }) {
  const bytes = readIfThere(file);
  if (bytes === void 0 || bytes.length === 0) return true;
  const { header, records, ending } = parseJournal(bytes);
  if (header !== void 0 && header.started_at !== state.started_at) {
    notes.push(`The journal ${file} belongs to another checkpoint and is ignored.`);
    return false;
  }
  if (header !== void 0 && header.sequence > state.sequence) {
    notes.push(`The journal ${file} continues a later state than the one used, and is ignored.`);
    return false;
  }
  for (const record of records) {
    if (record.sequence > state.sequence) applyChange(state, record);
  }
  if (ending === "torn") {
    notes.push(
      `The last line of the journal ${file} was cut off by an interruption; it is ignored.`
    );
  }
  if (ending === "damaged") {
    notes.push(
      `The journal ${file} is damaged after ${records.length} changes; the rest is ignored. ${nothingDoubled} The damaged file is kept as ${keepAside(file, now)}.`
    );
  }
  const last = (header?.sequence ?? 0) + records.length;
  return ending === "clean" && last === state.sequence;
}

// src/checkpoint/checkpoint.ts
var Checkpoint = class _Checkpoint {
  #file;
  #now;
  #state;
  #journal;
  #lock;
  #savedSequence;
  #closed = false;
  constructor({ file, now }, { state, savedSequence }, journal, lock) {
    this.#file = file;
    this.#now = now;
    this.#state = state;
    this.#savedSequence = savedSequence;
    this.#journal = journal;
    this.#lock = lock;
  }
  /**
   * Opens the checkpoint, or begins one if there is none.
   * @throws MigrationError `checkpoint-of-another-migration`, `checkpoint-too-new`,
   *   `checkpoint-not-read`, `checkpoint-not-written`, `checkpoint-in-use`
   */
  static async open(options) {
    const { file } = options;
    writingTo(file, () => mkdirSync(dirname(file), { recursive: true }));
    const lock = lockCheckpoint(file);
    try {
      return _Checkpoint.#openLocked(options, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }
  static #openLocked(options, lock) {
    const { file, now } = options;
    const recovered = recover({ ...options, now: now() });
    const { state, notes, origin, snapshotIsGood, savedSequence, journalIsGood } = recovered;
    const journal = writingTo(journalOf(file), () => new Journal(journalOf(file), headerOf(state)));
    const checkpoint = new _Checkpoint(options, recovered, journal, lock);
    try {
      if (savedSequence === void 0 || !journalIsGood) {
        checkpoint.#fold({ keepPrevious: snapshotIsGood });
      }
    } catch (error) {
      journal.close();
      throw error;
    }
    return { checkpoint, notes, origin };
  }
  /** The state as it is now. */
  get state() {
    return this.#state;
  }
  /**
   * A run begins, over this many pages. Where all pages are complete it begins a new pass, in which
   * no page is complete yet.
   */
  async start(totalPages) {
    this.#record({ type: "start", total_pages: totalPages });
  }
  /** What earlier runs did; undefined where nothing is remembered of any. */
  previousRun() {
    const { last_updated, completed_pages, failed_pages } = this.#state;
    const completed = Object.entries(completed_pages);
    const failed = Object.keys(failed_pages);
    if (completed.length + failed.length === 0) return void 0;
    return {
      at: last_updated,
      completed: new Map(completed.map(([pageId, { comments }]) => [pageId, comments])),
      failed: new Set(failed)
    };
  }
  /** The page as completed in this pass, by this or an earlier run. */
  completedPage(pageId) {
    const completed = this.#state.completed_pages[pageId];
    return (completed?.pass ?? 0) === this.#state.pass ? completed : void 0;
  }
  shouldSkipPage(pageId) {
    return this.completedPage(pageId) !== void 0;
  }
  isPageFailed(pageId) {
    return this.#state.failed_pages[pageId] !== void 0;
  }
  /** All comments of the page are in the target; it is no longer among the failed ones. */
  async markPageComplete(pageId, imported, sections) {
    this.#record(pageComplete(pageId, imported, sections));
  }
  /** Takes over pages that are complete, with all their comments, from the target's own record. */
  async rebuild(imported, sections = /* @__PURE__ */ new Map()) {
    const changes = [...Map.groupBy(imported, ({ pageId }) => pageId)].map(
      ([pageId, comments]) => pageComplete(pageId, comments, sections.get(pageId))
    );
    this.#record(...changes);
  }
  /**
   * Gives the number of times that the page failed, this one included. A page that is complete
   * can't fail: rejects with a plain Error.
   */
  async markPageFailed(pageId, failure) {
    if (this.shouldSkipPage(pageId)) {
      throw new Error(`The page ${pageId} is complete and can't be marked as failed.`);
    }
    const { code, message } = failure;
    this.#record({ type: "page-failed", page_id: pageId, error: message, code });
    return this.#state.failed_pages[pageId]?.attempts ?? 0;
  }
  /** Remembers where a comment went, apart from the completion of its page. */
  async addIdMapping(eventId, commentId) {
    this.#record({ type: "id-mapping", event_id: eventId, comment_id: commentId });
  }
  getNewCommentId(eventId) {
    return this.#state.id_mapping.get(eventId);
  }
  /** Replaces the numbers given; the checkpoint counts the pages and imported comments itself. */
  async updateStatistics(statistics) {
    this.#record({ type: "statistics", statistics });
  }
  progressSummary() {
    return summariseProgress(this.#state);
  }
  /** All pages are complete. The state is saved as done, never deleted: it stays as the record. */
  async markDone() {
    this.#record({ type: "done" });
    await this.save();
  }
  /**
   * Folds the journal into the JSON file; does nothing if that is up to date. The old file stays as
   * `<file>.previous`. A crash in between loses and doubles nothing: the journal is emptied last,
   * and its changes are told by their sequence from those that the file has.
   */
  async save() {
    this.#assertOpen();
    if (this.#savedSequence !== this.#state.sequence) this.#fold({ keepPrevious: true });
  }
  /** Ends the use of the files, without a save: the journal holds what the JSON file doesn't. */
  async close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#journal.close();
    this.#lock.release();
  }
  #record(...changes) {
    this.#assertOpen();
    const at = this.#now().toISOString();
    const first = this.#state.sequence + 1;
    const records = changes.map(
      (change, index) => changeRecordSchema.parse({ sequence: first + index, at, change })
    );
    writingTo(journalOf(this.#file), () => this.#journal.append(records));
    for (const record of records) applyChange(this.#state, record);
  }
  #fold({ keepPrevious }) {
    const { sequence } = this.#state;
    if (this.#savedSequence !== sequence) {
      replaceSnapshot(this.#file, serialiseSnapshot(this.#state), { keepPrevious });
      this.#savedSequence = sequence;
    }
    writingTo(journalOf(this.#file), () => this.#journal.renew(headerOf(this.#state)));
  }
  #assertOpen() {
    if (this.#closed) throw new Error("The checkpoint is closed.");
  }
};
function pageComplete(pageId, imported, sections) {
  return {
    type: "page-complete",
    page_id: pageId,
    comments: imported.map(({ eventId, commentId }) => [eventId, commentId]),
    ...sections === void 0 ? {} : { sections }
  };
}
function headerOf({ sequence, started_at }) {
  return { journal: "2.0", sequence, started_at };
}

export {
  shardName,
  formatShard,
  parseShard,
  holdsPage,
  escapeHtml,
  count,
  percent,
  duration,
  place,
  checkpointSentence,
  discoverySentence,
  addressSentence,
  phaseWords,
  differenceWords,
  rollbackSentences,
  firstIds,
  require_lib,
  attentionOf,
  comparisonSentences,
  comparisonTitle,
  headline,
  printable,
  logLine,
  costSentences,
  proofSentence,
  withRemedy,
  nextSteps,
  switchLines,
  inertMarkdown,
  renderMarkdown,
  reportFilesIn,
  writeReport,
  fingerprintSchema,
  sameMigration,
  newest,
  checkpointRequired,
  readIfThere,
  inspectSnapshot,
  Checkpoint
};
