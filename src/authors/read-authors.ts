import { readFile, stat } from "node:fs/promises";
import { type AuthorEntries, readAuthorEntries } from "../config/author-entries.ts";
import { ConfigError, type ConfigProblem } from "../config/config-error.ts";
import { linksOut } from "../files/links-out.ts";
import { shownPath } from "../files/shown-path.ts";
import { readReason } from "../files/system-error.ts";
import { type AuthorsText, parseAuthors } from "./parse-authors.ts";

const largestFile = 1024 * 1024;

/**
 * What is known of authors, by the user's id: the entries of the setting, or of the file that it names
 * by an absolute path; none where there is no such setting.
 * @throws {ConfigError} naming every fault with its line, or why the file can't be read
 */
export async function readAuthors(
  given: string | AuthorEntries | undefined,
  repositoryDir: string,
): Promise<AuthorEntries> {
  if (given === undefined) return new Map();
  if (typeof given !== "string") return given;
  const name = shownPath(repositoryDir, given);
  const text = await textOf(given, repositoryDir);
  if (typeof text !== "string") throw new ConfigError([{ where: name, ...text }]);
  const { table, lineOf, problems } = parseAuthors(text, formatOf(given));
  const { entries, faults } = readAuthorEntries(table);
  const all = [
    ...problems,
    ...faults.map(({ path, message }) => ({ line: lineOf(path), message })),
  ].map(({ line, message }): ConfigProblem => ({ where: `${name}:${line}`, message }));
  if (all.length > 0) throw new ConfigError(all);
  return entries;
}

async function textOf(
  file: string,
  repositoryDir: string,
): Promise<string | { readonly message: string }> {
  try {
    if (await linksOut(file, repositoryDir)) return { message: "is a link out of the repository" };
    if ((await stat(file)).size > largestFile) return { message: "is too large for authors" };
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = readReason(error);
    if (reason === undefined) throw error;
    return { message: `can't be read: ${reason}` };
  }
}

/** Every JSON text is YAML, too. */
function formatOf(file: string): AuthorsText {
  return /\.toml$/i.test(file) ? "toml" : "yaml";
}
