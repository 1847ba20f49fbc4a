import { Command, CommanderError, Option } from "commander";
import { ConfigError } from "../config/config-error.ts";
import { didYouMean } from "../config/nearest-name.ts";
import { sectionTitle } from "../config/section-titles.ts";
import { type SettingName, settingNames } from "../config/settings.ts";
import {
  doctorCommand,
  dryRunOf,
  fixedBy,
  initCommand,
  type RunCommandName,
  runCommands,
  statusCommand,
} from "./commands.ts";
import { packageVersion } from "./package-version.ts";
import {
  commandLineProblem,
  flagOf,
  refuseMistyped,
  settingsIn,
  withValues,
} from "./setting-flags.ts";

/** What the command line asks for. */
type CommandLine = Asked | Shown;

/** Something to be done. */
export interface Asked {
  /** `run` is a migration, or what the settings say instead. */
  readonly command: "run" | "init" | "doctor" | "status";
  readonly configFile: string | undefined;
  /** Print the result as JSON, and nothing else, to stdout. */
  readonly json: boolean;
  /** Ask nothing, and write what was shown. */
  readonly yes: boolean;
  /** By setting. */
  readonly inputs: Readonly<Record<string, string | undefined>>;
}

/** A text to be shown: help or version. */
interface Shown {
  readonly command: "show";
  readonly text: string;
  /** Whether the user asked for it. */
  readonly isAskedFor: boolean;
}

const programName = "hugo-comment-migration";
/** Flags that say how the terminal shows a run. */
const ownFlags = ["config-file", "dry-run", "json", "quiet", "verbose", "yes", "help", "version"];
/** What only jobs of a workflow need. */
const ofWorkflows: readonly SettingName[] = ["mode", "shards", "shard", "checkpoint-interval"];
const runNames: readonly RunCommandName[] = [
  "dry-run",
  "migrate",
  "verify",
  "replace",
  "rollback",
  "archive",
];

/**
 * Reads a command and its flags, `--name value` or `--name=value` for each setting; `--dry-run` and its
 * like need no value. Without a command the settings alone say what is done.
 * @throws ConfigError for a command or flag that does not exist or lacks its value
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  refuseMistyped(args, ownFlags);
  let asked: CommandLine | undefined;
  let text = "";
  const program = programOf((found) => {
    asked = found;
  });
  for (const one of [program, ...program.commands]) {
    one.exitOverride().configureOutput({
      writeOut: (part) => {
        text += part;
      },
      writeErr: () => {},
    });
  }
  try {
    program.parse(args.length === 0 ? ["--help"] : withValues(args), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: "show", text, isAskedFor: args.length > 0 };
    throw refusal(error.message.replace(/^error: /, "").replace(/\n\((.*)\)$/, ". $1"));
  }
  if (asked === undefined) throw new Error("a command line asks for something or is refused");
  return asked;
}

type Given = Readonly<Record<string, unknown>>;
type OnAsked = (asked: Asked) => void;

function programOf(onAsked: OnAsked): Command {
  const program = new Command(programName)
    .description("Moves a Hugo site's comments to a comment system on Cloudflare D1.")
    .usage("<command> [flags]")
    .version(packageVersion(), "--version", "Show the version")
    .helpCommand(false)
    .enablePositionalOptions()
    .argument("[command]");
  asHelpShows(program);
  // Without a command, as the step of a workflow has them.
  for (const setting of settingNames) program.addOption(flagOf(setting).hideHelp());
  for (const flag of [dryRunFlag(), ...outputFlags()]) program.addOption(flag.hideHelp());
  program.action((command: string | undefined, given: Given) => {
    if (command !== undefined) throw unknownCommand(command);
    const { mode } = settingsIn(given);
    onAsked(askedFor("run", given, isDry(given) ? orRefused(dryRunOf(mode)) : {}));
  });
  addCommand(program, "init", { ...initCommand, others: [] })
    .option("-y, --yes", "Ask nothing, and write the files")
    .action((given: Given) => onAsked(askedFor("init", { ...program.opts(), ...given }, {})));
  addCommand(program, "doctor", {
    ...doctorCommand,
    others: othersThan(doctorCommand.first),
  }).action((given: Given) => onAsked(askedFor("doctor", { ...program.opts(), ...given }, {})));
  for (const name of runNames) addRunCommand(program, name, onAsked);
  addCommand(program, "status", { ...statusCommand, others: [] }).action((given: Given) =>
    onAsked(askedFor("status", { ...program.opts(), ...given }, {})),
  );
  return program.addHelpText("after", closing);
}

const closing = `
Begin with:
  ${programName} init
  ${programName} dry-run

Help for a command:
  ${programName} migrate --help

A migration can be stopped (Ctrl+C) and run again: it resumes where it left
off. Each flag is also an environment variable and a key of the file
comment-migration.yml: see docs/settings.md.`;

function addRunCommand(program: Command, name: RunCommandName, onAsked: OnAsked): void {
  const { summary, fixes, first, examples } = runCommands[name];
  const others = othersThan(first).filter((setting) => !(setting in fixes));
  const takesDryRun = fixedBy(name, true) !== undefined;
  addCommand(program, name, { summary, first, others, examples })
    .addOption(takesDryRun ? dryRunFlag() : dryRunFlag().hideHelp())
    .action((own: Given) => {
      const given = { ...program.opts(), ...own };
      onAsked(askedFor("run", given, orRefused(fixedBy(name, isDry(given)))));
    });
}

function othersThan(first: readonly SettingName[]): readonly SettingName[] {
  return settingNames.filter(
    (setting) => !first.includes(setting) && !ofWorkflows.includes(setting),
  );
}

interface Facts {
  readonly summary: string;
  readonly first: readonly SettingName[];
  readonly others: readonly SettingName[];
  readonly examples: readonly string[];
}

function addCommand(program: Command, name: string, facts: Facts): Command {
  const { summary, first, others, examples } = facts;
  const command = program
    .command(name)
    .summary(summary)
    .description(`${summary}.`)
    .usage("[flags]");
  asHelpShows(command);
  for (const setting of first) command.addOption(flagOf(setting).helpGroup("First of all:"));
  for (const setting of others) {
    command.addOption(flagOf(setting).helpGroup(`${sectionTitle(setting)}:`));
  }
  for (const flag of outputFlags()) command.addOption(flag);
  const lines = examples.map((example) => `  ${programName} ${name} ${example}`.trimEnd());
  return command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}

function asHelpShows(command: Command): void {
  command
    .helpOption("-h, --help", "Show this text")
    .configureHelp({ subcommandTerm: (one) => one.name(), showGlobalOptions: false });
}

function dryRunFlag(): Option {
  return new Option("--dry-run [true|false]", "Write nothing: show what would be done").helpGroup(
    "Output:",
  );
}

/** @param fixes undefined for a command that can't be asked to write nothing */
function orRefused<Fixes>(fixes: Fixes | undefined): Fixes {
  if (fixes !== undefined) return fixes;
  throw refusal(
    "archive has no --dry-run: what it changes is shown by git diff before you commit it",
  );
}

function isDry({ dryRun }: Given): boolean {
  return String(dryRun).toLowerCase() === "true";
}

function outputFlags(): readonly Option[] {
  const flags = [
    ["--config-file <file>", "A YAML file with settings (default: comment-migration.yml)"],
    ["--json", "Print the result as JSON to stdout, and nothing else there"],
    ["-q, --quiet", "Show only errors meanwhile"],
    ["-v, --verbose", "Show everything, including each repeated request"],
  ] as const;
  return flags.map(([flag, description]) => new Option(flag, description).helpGroup("Output:"));
}

function askedFor(
  command: Asked["command"],
  given: Given,
  fixes: Readonly<Record<string, string>>,
): Asked {
  const { configFile, json, quiet, verbose, yes } = given;
  const settings = settingsIn(given);
  const level = levelOf(quiet === true, verbose === true, settings["log-level"]);
  return {
    command,
    json: json === true,
    yes: yes === true,
    configFile: configFile === undefined ? undefined : String(configFile),
    inputs: { ...settings, ...fixes, "log-level": level },
  };
}

/** `--quiet` and `--verbose` are names for two levels. */
function levelOf(quiet: boolean, verbose: boolean, level: string | undefined): string | undefined {
  if ([quiet, verbose, level !== undefined].filter(Boolean).length > 1) {
    throw refusal("Give one of --quiet, --verbose and --log-level");
  }
  if (quiet) return "error";
  return verbose ? "debug" : level;
}

function unknownCommand(command: string): ConfigError {
  const known = ["init", "doctor", ...runNames, "status"];
  const meant = didYouMean(command, known);
  const orElse = meant === "" ? `; the commands are ${known.join(", ")}` : meant;
  return refusal(`${command} is no command${orElse}`);
}

function refusal(message: string): ConfigError {
  return new ConfigError([commandLineProblem(message)]);
}
