import { fileURLToPath, pathToFileURL } from "node:url";
import fastGlob from "fast-glob";
import {
  codeOf,
  MessageCatalogue,
  type MessageDefinition,
  type MessageParameters,
  textOf,
} from "../src/domain/message-catalogue.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A message of a catalogue, its parameters by name: `The branch ‹branch› is protected.` */
export interface CatalogueMessage {
  /** As the source names it: `code`, or `code/case`. */
  readonly key: string;
  readonly code: string;
  readonly severity: MessageDefinition["severity"];
  readonly message: string;
  readonly remedy: string;
  /** Relative to the repository. */
  readonly file: string;
}

/** Each parameter as its own name, printed the same way as a text and as a number. */
const parameterNames = new Proxy<MessageParameters>(
  {},
  {
    get(_, name) {
      const shown = `‹${spaced(String(name))}›`;
      return {
        toString: () => shown,
        toLocaleString: () => shown,
        [Symbol.toPrimitive]: (hint: string) => (hint === "number" ? Number.NaN : shown),
      };
    },
  },
);

/** A text that is nothing but a parameter returns what stands for it, which becomes a text here. */
export function withParameterNames(text: MessageDefinition["message"]): string {
  return String(textOf(text, parameterNames));
}

function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The messages of all catalogues in src: `messages.ts`, or what a folder `messages` holds. */
export const catalogueMessages: readonly CatalogueMessage[] = await readCatalogues();

async function readCatalogues(): Promise<readonly CatalogueMessage[]> {
  const files = await fastGlob(["src/**/messages.ts", "src/**/messages/*.ts"], {
    cwd: root,
    ignore: ["src/domain/message-catalogue.ts"],
  });
  const messages = await Promise.all(
    files.sort().map(async (file) => {
      const exported: unknown = await import(pathToFileURL(`${root}${file}`).href);
      return cataloguesIn(exported).flatMap((definitions) => messagesOf(definitions, file));
    }),
  );
  return messages.flat();
}

type Definitions = Readonly<Record<string, MessageDefinition>>;

function cataloguesIn(exported: unknown): readonly Definitions[] {
  if (typeof exported !== "object" || exported === null) return [];
  return Object.values(exported).flatMap((value: unknown) =>
    value instanceof MessageCatalogue ? [value.definitions] : [],
  );
}

function messagesOf(definitions: Definitions, file: string): readonly CatalogueMessage[] {
  return Object.entries(definitions).map(([key, { severity, message, remedy }]) => ({
    key,
    code: codeOf(key),
    severity,
    message: withParameterNames(message),
    remedy: withParameterNames(remedy),
    file,
  }));
}
