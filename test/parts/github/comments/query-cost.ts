import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from "graphql";

/** What a query costs by GitHub's reckoning before it is run. */
export interface QueryCost {
  /** Of the limit for an hour. */
  readonly points: number;
  /** The most nodes that it could return. */
  readonly nodes: number;
}

/**
 * The cost of a query with one operation: one request for each connection of each node above it, a hundred
 * of them a point. A connection that is only counted is reckoned as one of the requests.
 * Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): QueryCost {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  let requests = 0;
  let nodes = 0;

  function walk({ selections }: SelectionSetNode, type: GraphQLCompositeType, times: number): void {
    for (const one of selections) {
      if (one.kind === Kind.FIELD) {
        field(one, type, times);
        continue;
      }
      const fragment =
        one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value) : undefined;
      const condition = (fragment ?? (one.kind === Kind.INLINE_FRAGMENT ? one : undefined))
        ?.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : schema.getType(condition);
      const inner = one.kind === Kind.INLINE_FRAGMENT ? one.selectionSet : fragment?.selectionSet;
      if (inner !== undefined && isCompositeType(narrowed)) walk(inner, narrowed, times);
    }
  }

  function field(node: FieldNode, parent: GraphQLCompositeType, times: number): void {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return;
    const found = parent.getFields()[node.name.value];
    if (found === undefined || node.selectionSet === undefined) return;
    const type = getNamedType(found.type);
    if (!isCompositeType(type)) return;
    const isList = type.name.endsWith("Connection");
    const size = isList ? pageSize(node, variables) : 1;
    if (isList) {
      requests += times;
      nodes += times * size;
    }
    walk(node.selectionSet, type, times * size);
  }

  for (const definition of document.definitions) {
    const root = schema.getQueryType();
    if (definition.kind !== Kind.OPERATION_DEFINITION || !root) continue;
    walk(definition.selectionSet, root, 1);
  }
  return { points: Math.max(1, Math.round(requests / 100)), nodes };
}

function pageSize(
  { arguments: given = [] }: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const value = given.find(({ name }) => ["first", "last"].includes(name.value))?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  return value?.kind === Kind.VARIABLE ? Number(variables[value.name.value] ?? 0) : 0;
}
