import {
  type MessageParameters,
  type MessageText,
  type ParametersOfText,
  textOf,
} from "../domain/message-catalogue.ts";
import { explained } from "../domain/unexpected-error.ts";
import type { Check } from "./check.ts";

/** What a check reports in one case. */
interface CheckText extends Pick<Check, "name" | "state"> {
  readonly found: MessageText;
  readonly remedy?: MessageText;
}

type CheckTexts<Code extends PropertyKey> = Readonly<Record<Code, CheckText>>;

/** What an error says, or a finding. */
interface Explanation {
  readonly message: string;
  readonly remedy?: string | undefined;
}

type RemedyOf<Text extends CheckText> = Text extends { readonly remedy: infer Remedy }
  ? Remedy
  : string;
type ParametersOf<Text extends CheckText> = ParametersOfText<Text["found"]> &
  ParametersOfText<RemedyOf<Text>>;

/** Codes of what is reported in the words of an error or finding. */
type ExplainedCode<Texts extends CheckTexts<keyof Texts>> = {
  [Code in keyof Texts]: Explained extends ParametersOf<Texts[Code]> ? Code : never;
}[keyof Texts] &
  string;
type Explained = Readonly<Record<"message" | "remedy", string>>;

/** All that checks can report, by code. */
export class CheckCatalogue<const Texts extends CheckTexts<keyof Texts>> {
  readonly texts: Texts;

  constructor(texts: Texts) {
    this.texts = texts;
  }

  /** What a check found. */
  check<Code extends keyof Texts & string>(
    code: Code,
    parameters: ParametersOf<Texts[Code]>,
  ): Check {
    return checkOf(code, this.texts[code], parameters);
  }

  /** What an error or finding says. */
  explain(code: ExplainedCode<Texts>, { message, remedy = "" }: Explanation): Check {
    return checkOf(code, this.texts[code], { message: message.replace(/\.$/, ""), remedy });
  }

  /** What an error says that was thrown, whatever it is. */
  failed(code: ExplainedCode<Texts>, error: unknown): Check {
    return this.explain(code, explained(error, "terminal"));
  }
}

function checkOf(code: string, text: CheckText, parameters: MessageParameters): Check {
  const { name, state, found, remedy: advice = "" } = text;
  const remedy = textOf(advice, parameters);
  return {
    ...{ code, name, state },
    found: textOf(found, parameters),
    ...(remedy === "" ? {} : { remedy }),
  };
}
