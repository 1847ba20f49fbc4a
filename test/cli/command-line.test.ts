import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCommandLine } from "../../src/cli/command-line.ts";
import { type RunCommandName, runCommands } from "../../src/cli/commands.ts";
import { isYesOrNo, settingNames } from "../../src/config/settings.ts";

function inputsOf(args: readonly string[]) {
  const asked = readCommandLine(args);
  if (asked.command === "show") throw new Error(asked.text);
  return asked.inputs;
}

function shown(args: readonly string[]) {
  const asked = readCommandLine(args);
  if (asked.command !== "show") throw new Error("it shows nothing");
  return asked;
}

const commands: readonly RunCommandName[] = [
  "dry-run",
  "migrate",
  "verify",
  "replace",
  "rollback",
  "archive",
];

describe("flags", () => {
  it.each([
    [["--quiet"], "error"],
    [["-q"], "error"],
    [["--verbose"], "debug"],
    [["migrate", "-v"], "debug"],
    [["--log-level", "warn"], "warn"],
    [["--database-name", "comments"], undefined],
  ])("%j mean the log level %s", (args, level) => {
    expect(inputsOf(args)["log-level"]).toBe(level);
  });

  it("that contradict each other are refused", () => {
    expect(() => readCommandLine(["--quiet", "--verbose"])).toThrow("one of --quiet, --verbose");
    expect(() => readCommandLine(["migrate", "-q", "--log-level=info"])).toThrow("one of --quiet");
  });

  it("ask for the result as JSON, before and after a command", () => {
    for (const args of [["--json"], ["migrate", "--json"], ["--json", "status"]]) {
      expect(readCommandLine(args)).toMatchObject({ json: true });
    }
    expect(readCommandLine(["migrate"])).toMatchObject({ json: false });
  });

  it.each([
    [["--dry-run", "--json"], { mode: "dry-run" }],
    [["migrate", "--dry-run"], { mode: "dry-run" }],
    [["--dry-run", "rollback"], { mode: "rollback-dry-run" }],
    [["rollback", "--dry-run=true"], { mode: "rollback-dry-run" }],
    [["--dry-run", "--mode", "rollback"], { mode: "rollback-dry-run" }],
    [["replace", "--dry-run"], { mode: "verify", replace: "show" }],
    [["verify", "--dry-run"], { mode: "verify" }],
    [["rollback", "--dry-run", "false"], { mode: "rollback" }],
    [["--dry-run", "false"], {}],
  ])("%j mean the settings %j", (args, settings) => {
    const { "log-level": _, ...inputs } = inputsOf(args);
    expect(inputs).toEqual(settings);
  });

  it.each([
    ["archive", "--dry-run"],
    ["--dry-run", "archive"],
    ["--dry-run", "--mode", "archive"],
  ])("that promise to write nothing are refused where that can't be kept: %s %s", (...args) => {
    expect(() => readCommandLine(args)).toThrow("archive has no --dry-run");
    expect(inputsOf(["archive", "--dry-run=false"])).toMatchObject({ mode: "archive" });
  });

  it.each(["--reset", "--reset=true", "--d1-transport=api", "--wrangler-path"])(
    "of former settings, like %s, are refused with what there is instead",
    (flag) => {
      expect(() => readCommandLine(["migrate", flag])).toThrow("is no setting any more: set ");
    },
  );

  it("exist for every setting, without a command and with it, whatever their values", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...settingNames),
        fc.constantFrom(undefined, ...commands),
        fc.string({ minLength: 1 }),
        (setting, command, text) => {
          const fixed: object = command === undefined ? {} : runCommands[command].fixes;
          fc.pre(command === undefined || !["mode", "shard", "shards"].includes(setting));
          fc.pre(!(setting in fixed) && setting !== "checkpoint-interval");
          fc.pre(setting !== "log-level");
          const value = isYesOrNo(setting) ? "false" : text;
          const given = inputsOf(
            [...(command ?? "").split(/\b$/), `--${setting}=${value}`].filter(Boolean),
          );
          expect(given).toMatchObject({ ...fixed, [setting]: value });
        },
      ),
    );
  });

  it.each([
    ["--databse-name", "--databse-name is no flag. Did you mean --database-name?"],
    ["--replace-branch=x", "--replace-branch is no setting any more: set pull-request-branch."],
    ["-database-name", "-database-name is no flag. Did you mean --database-name?"],
    ["--Site-Name=blog", "--Site-Name is no flag. Did you mean --site-name?"],
  ])("that are mistyped, like %s, are refused with the nearest one", (flag, message) => {
    expect(() => readCommandLine([flag, "comments"])).toThrow(message);
    expect(() => readCommandLine(["migrate", flag, "comments"])).toThrow(message);
  });

  it("that are like no other are refused with the way to all of them", () => {
    expect(() => readCommandLine(["--bananas"])).toThrow("See --help for all flags.");
    expect(() => readCommandLine(["verify", "--bananas"])).toThrow("See --help for all flags.");
  });

  it("without their value are refused", () => {
    expect(() => readCommandLine(["migrate", "--database-name"])).toThrow("argument missing");
  });
});

describe("a command", () => {
  it.each(commands)("%s fixes what is run, and takes no other word for it", (command) => {
    expect(inputsOf([command, "--database-name", "comments"])).toMatchObject({
      ...runCommands[command].fixes,
      "database-name": "comments",
    });
    expect(() => readCommandLine([command, "--mode", "migrate"])).toThrow("--mode");
    expect(() => readCommandLine([command, "verify"])).toThrow("too many arguments");
  });

  it("takes flags that come before it", () => {
    expect(inputsOf(["--database-name", "comments", "verify"])).toMatchObject({
      mode: "verify",
      "database-name": "comments",
    });
  });

  it("that is mistyped is refused with the nearest one, any other with all of them", () => {
    expect(() => readCommandLine(["migrat"])).toThrow(
      "migrat is no command. Did you mean migrate?",
    );
    expect(() => readCommandLine(["bananas"])).toThrow(
      "the commands are init, doctor, dry-run, migrate",
    );
  });
});

describe("help", () => {
  it.each(["init", "doctor", "status", ...commands])(
    "of %s has examples, groups and lines of 80 columns",
    (command) => {
      const { text, isAskedFor } = shown([command, "--help"]);
      expect(isAskedFor).toBe(true);
      expect(text).toContain(`Usage: hugo-comment-migration ${command} [flags]`);
      expect(text).toContain("Examples:\n  hugo-comment-migration ");
      expect(text).toContain("First of all:\n");
      const [options = ""] = text.split("\nExamples:");
      expect(options.split("\n").filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it("of a command begins with the five settings that people set first", () => {
    for (const command of commands) {
      const [, first = ""] = shown([command, "--help"]).text.split("First of all:\n");
      const [group = ""] = first.split("\n\n");
      expect(group.match(/^ {2}--[\w-]+/gm)?.map((flag) => flag.slice(4))).toEqual(
        runCommands[command].first,
      );
    }
  });

  it("lists every command", () => {
    const { text } = shown(["--help"]);
    for (const command of ["init", "doctor", ...commands, "status"])
      expect(text).toMatch(new RegExp(`^  ${command} `, "m"));
  });

  it("is what a bare call shows, which is no success", () => {
    expect(shown([])).toMatchObject({ isAskedFor: false, text: shown(["--help"]).text });
  });

  it("names the version", () => {
    expect(shown(["--version"]).text).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
