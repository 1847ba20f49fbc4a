import type { Homeserver } from "../parts/homeserver.ts";

const sizes = {
  "sourdough-starter": 12,
  "first-loaf": 5,
  "rye-bread": 7,
  "the-long-thread": 30,
  about: 3,
  notes: 4,
  lisbon: 2,
  "git-bisect": 9,
  "cafe-hacking": 6,
};
/** Plays conversations into the rooms of the example site; gives the number of comments. */
export async function playExampleConversations(homeserver: Homeserver): Promise<number> {
  const ada = await homeserver.createUser("ada", "Ada");
  const bob = await homeserver.createUser("bob", "Bob; DROP 'x'");
  let total = 0;
  await Promise.all(
    Object.entries(sizes).map(async ([section, size]) => {
      const room = await homeserver.createRoom("example-blog", section);
      await room.join(ada);
      await room.join(bob);
      let last: string | undefined;
      for (let i = 0; i < size; i += 1) {
        last = await room.send(i % 2 ? bob : ada, {
          msgtype: "m.text",
          body: `${section} ${i} 🍞 'quote'; --`,
          ...(last !== undefined && i % 3 === 1
            ? { "m.relates_to": { "m.in_reply_to": { event_id: last } } }
            : {}),
        });
        total += 1;
      }
    }),
  );
  return total;
}
