import type { z } from "zod";

/** What is known of a setting besides its name and the type of its value. */
export interface SettingFacts {
  /** Environment variables; the first that is set counts. */
  readonly env: readonly string[];
  /** Key in the config file, where it isn't the property's name in snake case. */
  readonly key?: string;
  /** For people: what it is, its range and unit. A default of the type is added to it. */
  readonly description: string;
  /** Said where it isn't given, if it has to be. */
  readonly missing?: `is missing: ${string}`;
  readonly secret?: true;
  /** It holds addresses of people: no message repeats it. */
  readonly personal?: true;
  /**
   * A folder or file, a list of them, or a command, which is a path only if it has a slash: relative to
   * `cwd`.
   */
  readonly path?: "place" | "places" | "command";
  /** What the input is when a workflow says nothing, where only a workflow can know it. */
  readonly inputDefault?: string;
}

/** The type of a setting's value, with what is known of the setting. */
export type Setting<Type extends z.ZodType = z.ZodType, Name extends string = string> = Type & {
  readonly setting: SettingFacts & { readonly name: Name };
};

/**
 * Declares a setting, as a property of a section of the configuration.
 * @param name of its action input and its flag
 * @param type with a default, or {@link optional}, unless it must be given
 */
export function setting<const Name extends string, Type extends z.ZodType>(
  name: Name,
  type: Type,
  facts: SettingFacts,
): Setting<Type, Name> {
  return Object.assign(type, { setting: { ...facts, name } });
}

/** A type whose value is undefined where the setting isn't given. */
export function optional<Type extends z.ZodType>(type: Type) {
  // Through a transformation, for otherwise the value's property would be optional too.
  return type.optional().transform((value) => value);
}
