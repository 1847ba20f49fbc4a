/** The only binding of a configuration for wrangler: the database, as `DB`. */
export function databaseBinding({ name, id }: Record<"name" | "id", string>) {
  return { d1_databases: [{ binding: "DB", database_name: name, database_id: id }] };
}
