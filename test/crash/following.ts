import { cp, rm } from "node:fs/promises";
import { z } from "zod";
import { sqlName } from "../../src/d1/sql/sql-literal.ts";
import { statement } from "../../src/d1/sql/statement.ts";
import type { D1Backend } from "../parts/d1/d1-backend.ts";
import type { Homeserver, RoomHandle, UserHandle } from "../parts/homeserver/homeserver.ts";
import { type MigrationParts, type Migrations, prepareMigrations } from "./migrations.ts";

const sections = ["sourdough-starter", "first-loaf", "rye-bread", "git-bisect", "about"];

/** A section's room, with event ids by what they are called here. */
interface Conversation {
  readonly room: RoomHandle;
  readonly ids: Map<string, string>;
}

/** People who write in the rooms of some of the example site's sections, and go on after a migration. */
export class Readers {
  readonly #conversations: Conversation[] = [];
  #ada: UserHandle | undefined;

  async begin(homeserver: Homeserver): Promise<number> {
    this.#ada = await homeserver.createUser("ada", "Ada");
    for (const section of sections) {
      const room = await homeserver.createRoom("example-blog", section);
      await room.join(this.#user);
      const one = { room, ids: new Map<string, string>() };
      this.#conversations.push(one);
      await this.#say(one, "root");
      await this.#say(one, "reply", "root");
      await this.#say(one, "below", "reply");
      await this.#say(one, "other");
      await this.#say(one, "last");
    }
    return sections.length * 5;
  }

  /** On each page something new, an edit, a removed comment, and one whose place stays. */
  async goOn(): Promise<void> {
    for (const one of this.#conversations) {
      await this.#say(one, "new", "other");
      await this.#say(one, "later");
      await one.room.send(this.#user, {
        msgtype: "m.text",
        body: "* edited",
        "m.new_content": { msgtype: "m.text", body: `edited in ${one.room.alias}` },
        "m.relates_to": { rel_type: "m.replace", event_id: one.ids.get("below") },
      });
      await one.room.redact(this.#user, one.ids.get("root") ?? "");
      await one.room.redact(this.#user, one.ids.get("reply") ?? "");
      await one.room.redact(this.#user, one.ids.get("last") ?? "");
    }
  }

  async #say({ room, ids }: Conversation, name: string, to?: string): Promise<void> {
    const relation =
      to === undefined ? {} : { "m.relates_to": { "m.in_reply_to": { event_id: ids.get(to) } } };
    const content = { msgtype: "m.text", body: `${name} of ${room.alias}`, ...relation };
    ids.set(name, await room.send(this.#user, content));
  }

  get #user(): UserHandle {
    if (this.#ada === undefined) throw new Error("nobody has come yet");
    return this.#ada;
  }
}

const named = z.tuple([z.string(), z.string()]);

/** Copies tables and rows of a database into a new, empty one. */
async function copyDatabase(backend: D1Backend, from: string, to: string): Promise<void> {
  const [schema] = await backend.batch(from, [
    statement(
      "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY type DESC",
    ),
  ]);
  const objects = (schema?.rows ?? []).map((row) => named.parse(row));
  const tables = objects.filter(([, sql]) => sql.startsWith("CREATE TABLE"));
  const contents = await backend.batch(
    from,
    tables.map(([name]) => statement(`SELECT * FROM ${sqlName(name)}`)),
  );
  const inserts = tables.map(([name], index) => {
    const { columns = [], rows = [] } = contents[index] ?? {};
    const values = columns.map((_, place) => `value ->> ${place}`);
    return statement(
      `INSERT INTO ${sqlName(name)} (${columns.map(sqlName).join(", ")}) SELECT ${values.join(", ")} FROM json_each(?1)`,
      JSON.stringify(rows),
    );
  });
  await backend.batch(to, [...objects.map(([, sql]) => statement(sql)), ...inserts]);
}

/**
 * Migrations that are done, of which each begins with its second run: it follows what happened at the
 * source since the first.
 */
export async function prepareFollowing(migrationParts: MigrationParts): Promise<Migrations> {
  await using parts = new AsyncDisposableStack();
  const readers = new Readers();
  const all = parts.use(await prepareMigrations(migrationParts, (server) => readers.begin(server)));
  const first = parts.use(await all.begin());
  const { exitCode, output } = await first.run();
  if (exitCode !== 0) throw new Error(output);
  await readers.goOn();
  const running = parts.move();
  return {
    ...all,
    async begin() {
      const second = await all.begin();
      await copyDatabase(all.backend, first.databaseId, second.databaseId);
      await rm(second.checkpoint, { recursive: true, force: true });
      await cp(first.checkpoint, second.checkpoint, { recursive: true });
      return second;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
