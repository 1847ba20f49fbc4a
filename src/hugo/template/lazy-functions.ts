import { truthOf, unknown, type Value } from "./value.ts";

/** Functions that look at an argument only where those before leave it open. */
export const lazyFunctions: Readonly<
  Record<string, ((args: readonly (() => Value)[]) => Value) | undefined>
> = {
  and: (args) => firstWith(args, false),
  or: (args) => firstWith(args, true),
};

/** The first argument of this truth, else the last; unknown where an unknown one may be it. */
function firstWith(args: readonly (() => Value)[], wanted: boolean): Value {
  let last: Value = null;
  let sawUnknown = false;
  for (const argument of args) {
    last = argument();
    const truth = truthOf(last);
    if (truth === unknown) sawUnknown = true;
    // After an unknown argument the value may be another one, but its truth is certain for `and`.
    else if (truth === wanted) return sawUnknown && wanted ? unknown : last;
  }
  return sawUnknown ? unknown : last;
}
