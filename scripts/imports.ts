import { parseSync, Visitor } from "oxc-parser";

/** What a source file takes from elsewhere. */
export interface SourceFile {
  /** Relative to the repository, with `/`. */
  readonly file: string;
  /**
   * What it names to import values or types from, each once; null where a dynamic import works that
   * out only when it runs.
   */
  readonly imports: readonly (string | null)[];
  /** Whether it reads the environment of the process. */
  readonly readsEnvironment: boolean;
}

/**
 * Reads the imports of a TypeScript file: of values and types, re-exports and dynamic ones.
 * @throws Error where it can't be parsed
 */
export function readImports(file: string, text: string): SourceFile {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  const imports = new Set<string | null>();
  let readsEnvironment = false;
  new Visitor({
    ImportDeclaration({ source, specifiers }) {
      imports.add(source.value);
      if (!/^(?:node:)?process$/.test(source.value)) return;
      readsEnvironment ||= specifiers.some(
        (one) => one.type !== "ImportSpecifier" || nameOf(one.imported) === "env",
      );
    },
    ExportNamedDeclaration({ source }) {
      if (source !== null) imports.add(source.value);
    },
    ExportAllDeclaration({ source }) {
      imports.add(source.value);
    },
    ImportExpression({ source }) {
      imports.add(
        source.type === "Literal" && typeof source.value === "string" ? source.value : null,
      );
    },
    TSImportType({ source }) {
      imports.add(source.value);
    },
    MemberExpression({ object, property }) {
      readsEnvironment ||= isProcess(object) && nameOf(property) === "env";
    },
    VariableDeclarator({ id, init }) {
      if (id.type !== "ObjectPattern" || init === null || !isProcess(init)) return;
      readsEnvironment ||= id.properties.some(
        (one) => one.type === "RestElement" || nameOf(one.key) === "env",
      );
    },
  }).visit(program);
  return { file, imports: [...imports], readsEnvironment };
}

interface Named {
  readonly type: string;
  readonly name?: unknown;
  readonly value?: unknown;
}

/** The name that an identifier or a literal has. */
function nameOf({ name, value }: Named): unknown {
  return name ?? value;
}

/** `process`, `globalThis.process`. */
function isProcess(node: Named & { readonly property?: Named }): boolean {
  return nameOf(node.type === "MemberExpression" ? (node.property ?? node) : node) === "process";
}
