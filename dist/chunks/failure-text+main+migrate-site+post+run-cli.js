import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  MigrationError,
  defineMessages
} from "./artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import {
  ZodError
} from "./artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";

// src/domain/printable.ts
function printable(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, " ");
}
function logLine(text) {
  return printable(text).replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

// src/domain/unexpected-error.ts
import { inspect } from "node:util";

// src/domain/in-one-line.ts
function inOneLine(error) {
  if (!(error instanceof Error)) return firstLine(String(error));
  if (error instanceof ZodError) return unexpectedData(error);
  const cause = error.cause instanceof Error ? ` (${firstLine(wordsOf(error.cause))})` : "";
  return `${error.name}: ${firstLine(error.message)}${cause}`;
}
function wordsOf(error) {
  return error instanceof ZodError ? unexpectedData(error) : error.message;
}
function unexpectedData({ issues: [first] }) {
  const place = first === void 0 ? "" : ` at ${["data", ...first.path].map(String).join(".")}`;
  return `data has an unexpected form${place}: ${first?.message ?? "no reason was given"}`;
}
function firstLine(text) {
  return text.split("\n", 1).join("");
}

// src/domain/plural.ts
var rules = new Intl.PluralRules("en-US");
function plural(count, noun, many = `${noun}s`) {
  return `${count.toLocaleString("en-US")} ${rules.select(count) === "one" ? noun : many}`;
}

// src/domain/messages.ts
var nothingToDo = "You don't have to do anything: no comment is lost.";
var transformMessages = defineMessages({
  "thread-flattened/no-replies": {
    severity: "notice",
    message: ({ page, replies }) => `${plural(replies, "reply", "replies")} on ${page} can't be stored as such, because the target has no replies; each becomes a comment of its own.`,
    remedy: nothingToDo
  },
  "thread-flattened/depth": {
    severity: "notice",
    message: (p) => `${plural(p.replies, "reply is", "replies are")} nested deeper on ${p.page} than the target allows (${plural(p.levels, "level")}); each now answers the comment above the one it answered.`,
    remedy: nothingToDo
  },
  "orphan-reply": {
    severity: "notice",
    message: ({ page, author, comment }) => `A reply by ${author} on ${page} answers a comment that was deleted (${comment}); it becomes a comment of its own.`,
    remedy: "You don't have to do anything: the comment it answers was removed at the source."
  },
  "reply-circle": {
    severity: "warning",
    message: ({ page, comment }) => `Replies on ${page} answer each other in a circle; ${comment} becomes a comment of its own.`,
    remedy: "Check on the page that their order still makes sense."
  },
  "impossible-time": {
    severity: "warning",
    message: (p) => `The time of ${p.comment} on ${p.page} (${p.milliseconds} ms) is outside the years 1970 to 9999; the nearest time within them is used.`,
    remedy: "Correct created_at of this comment in the database, if you know its time."
  },
  "page-shown-in-part": {
    severity: "warning",
    message: (p) => `${p.page} has ${plural(p.comments, "comment")}, and the new comment system shows the oldest ${p.most} of a page: later ones, and new ones by readers, won't be shown.`,
    remedy: "Raise that limit in the comment system's own code before you replace the widget (comment-kit: PUBLIC_MAX_LIMIT in src/lib/db.ts), or choose another target-schema."
  }
});
var unexpected = ({ reason }) => `An unexpected error occurred: ${reason}`;
var unexpectedMessages = defineMessages({
  "unexpected-error/page": {
    severity: "error",
    message: unexpected,
    remedy: "Run it again; if the error persists, report it as a bug with this text."
  },
  "unexpected-error/workflow": {
    severity: "error",
    message: unexpected,
    remedy: "Run the job again with debug logging, which shows the details in the log, and report them as a bug with the code unexpected-error. No comment is duplicated."
  },
  "unexpected-error/terminal": {
    severity: "error",
    message: unexpected,
    remedy: "Run it again with --verbose, which shows the details, and report them as a bug with the code unexpected-error. No comment is duplicated."
  },
  "unexpected-error/library": {
    severity: "error",
    message: unexpected,
    remedy: "The cause of this error has the details; report them as a bug with the code unexpected-error. No comment is duplicated."
  }
});
var targetMessages = defineMessages({
  "reader-replies": {
    severity: "error",
    message: ({ replies }) => `Readers have answered moved comments (${plural(replies, "reply", "replies")}), so nothing was removed.`,
    remedy: "Set reader-replies to keep (replies become comments of their own) or delete (they are deleted too), and run it again."
  },
  "reader-replies/comment": {
    severity: "error",
    message: ({ comment }) => `Readers have answered moved comments (such as comment ${comment}); those were left unchanged.`,
    remedy: "Set reader-replies to keep (replies become comments of their own) or delete, and run the rollback again."
  },
  "unstorable-text": {
    severity: "error",
    message: ({ page, comments }) => `Comments of ${page} contain characters that a database can't store (${comments}).`,
    remedy: "Nothing was written for this page. Please report this as a bug, with this text."
  },
  "unstorable-text/comment": {
    severity: "error",
    message: ({ page, comment }) => `Comment ${comment} on ${page} contains a character that a database can't store (U+0000, or half of a surrogate pair).`,
    remedy: "Please report this as a bug: such characters should have been replaced before."
  }
});

// src/domain/unexpected-error.ts
function explained(error, host) {
  if (error instanceof MigrationError) return error;
  const words = { reason: printable(inOneLine(error)) };
  return unexpectedMessages.error(`unexpected-error/${host}`, words, { cause: error });
}
function detailsOf(error) {
  return inspect(error).split("\n").map(printable);
}

// src/domain/readable-address.ts
var inWords = /\S+/g;
var addressForm = /^[^\p{L}\p{N}%/]*(?:https?:\/)?\//iu;
var escapes = /(?:%[0-9a-f]{2})+/gi;
var isPrintable = new RegExp("^(?!\\p{Default_Ignorable_Code_Point})[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]$", "u");
var utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function readableAddresses(text) {
  if (!text.includes("%")) return text;
  return text.replace(
    inWords,
    (word) => addressForm.test(word) ? word.replace(escapes, decoded) : word
  );
}
function decoded(run) {
  const bytes = Uint8Array.from(
    run.match(/[0-9a-f]{2}/gi) ?? [],
    (hex) => Number.parseInt(hex, 16)
  );
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOfCharacter(bytes[at] ?? 0);
    const character = characterOf(bytes.subarray(at, at + length));
    const isDecoded = character !== void 0 && isPrintable.test(character);
    const taken = isDecoded ? length : 1;
    text += isDecoded ? character : run.slice(at * escapeLength, (at + taken) * escapeLength);
    at += taken;
  }
  return text;
}
var escapeLength = "%C3".length;
function lengthOfCharacter(first) {
  if (first >= 240) return 4;
  if (first >= 224) return 3;
  return first >= 194 ? 2 : 1;
}
function characterOf(bytes) {
  if (bytes.length < 2) return void 0;
  try {
    return utf8.decode(bytes);
  } catch {
    return void 0;
  }
}

export {
  inOneLine,
  plural,
  transformMessages,
  unexpectedMessages,
  targetMessages,
  printable,
  logLine,
  explained,
  detailsOf,
  readableAddresses
};
