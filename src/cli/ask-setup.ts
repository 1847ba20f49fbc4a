import { cancel, confirm, isCancel, select, text } from "@clack/prompts";
import { readsFiles, sourceKindNames } from "../config/source-kinds.ts";
import { systemTitles } from "../config/systems-in-words.ts";
import type { SetupProposal, WholeSetup } from "../run/set-up-site.ts";

/** Asks for what a setup lacks; undefined where the user goes away. */
export async function askSetup({
  choices,
  foundIn,
}: SetupProposal): Promise<WholeSetup | undefined> {
  const source =
    choices.source !== undefined && foundIn === undefined
      ? choices.source
      : await select({
          message: "Where are the comments now?",
          options: sourceKindNames.map((value) => ({
            value,
            ...(value === choices.source ? { hint: `found in ${foundIn}` } : {}),
          })),
          ...(choices.source === undefined ? {} : { initialValue: choices.source }),
        });
  if (isCancel(source)) return left();
  const sourceFile =
    choices.sourceFile !== undefined || !readsFiles(source)
      ? choices.sourceFile
      : await text({
          message: "Which file was exported? (* and ** stand for any names)",
          validate: notEmpty,
        });
  if (isCancel(sourceFile)) return left();
  const databaseName =
    choices.databaseName ??
    (await text({
      message: "What is the D1 database called?",
      initialValue: "comments",
      validate: notEmpty,
    }));
  if (isCancel(databaseName)) return left();
  const targetSchema =
    choices.targetSchema ??
    (await select({
      message: "Which comment system will show them?",
      options: systemTitles.map(({ name, title }) => ({ value: name, label: title })),
    }));
  if (isCancel(targetSchema)) return left();
  return { ...choices, source, sourceFile, databaseName, targetSchema };
}

/** Whether the user wants it. */
export async function agrees(message: string): Promise<boolean> {
  const answer = await confirm({ message });
  return answer === true;
}

function notEmpty(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === "" ? "It can't be empty." : undefined;
}

function left(): undefined {
  cancel("Nothing was written.");
}
