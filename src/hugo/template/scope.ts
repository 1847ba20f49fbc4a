import { unknown, type Value } from "./value.ts";

/** The variables of a template, those of the blocks around included. */
export class Scope {
  readonly #own = new Map<string, Value>();
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  get(name: string): Value {
    const own = this.#own.get(name);
    if (own !== undefined) return own;
    return this.#outer === undefined ? unknown : this.#outer.get(name);
  }

  declare(name: string, value: Value): void {
    this.#own.set(name, value);
  }

  assign(name: string, value: Value): void {
    if (this.#own.has(name) || this.#outer === undefined) this.#own.set(name, value);
    else this.#outer.assign(name, value);
  }

  /**
   * Runs two ways of which one is taken, nobody knows which: variables that they leave with
   * different values are unknown afterwards.
   */
  either<T>(one: () => T, other: () => T): readonly [T, T] {
    const before = this.#all();
    const first = one();
    const afterFirst = this.#all();
    this.#restore(before);
    const second = other();
    for (const [scope, values] of afterFirst) {
      for (const [name, value] of values) {
        if (scope.#own.get(name) !== value) scope.#own.set(name, unknown);
      }
    }
    return [first, second];
  }

  #all(): ReadonlyMap<Scope, ReadonlyMap<string, Value>> {
    const all = new Map<Scope, ReadonlyMap<string, Value>>();
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.#outer) {
      all.set(scope, new Map(scope.#own));
    }
    return all;
  }

  #restore(all: ReadonlyMap<Scope, ReadonlyMap<string, Value>>): void {
    for (const [scope, values] of all) {
      scope.#own.clear();
      for (const [name, value] of values) scope.#own.set(name, value);
    }
  }
}
