import { describe, expect, it } from "vitest";
import type { TimelineEvent } from "../../../src/sources/cactus/wire-events.ts";
import {
  conversationOf,
  edit,
  event,
  homeserverUrl,
  named,
  removed,
  replyTo,
  source,
  text,
} from "./timeline-drawing.ts";

function bodies(...events: readonly TimelineEvent[]): readonly string[] {
  return conversationOf(events).comments.map(({ body }) => body);
}

function parents(...events: readonly TimelineEvent[]): Record<string, string | null> {
  const { comments } = conversationOf(events);
  return Object.fromEntries(comments.map(({ sourceId, replyTo }) => [sourceId, replyTo]));
}

function names(...events: readonly TimelineEvent[]): readonly string[] {
  return conversationOf(events).comments.map(({ authorName }) => authorName);
}

function skipped(...events: readonly TimelineEvent[]): unknown {
  return conversationOf(events).skipped;
}

describe("a message", () => {
  it("becomes a comment with its event id, room, sender, text and time", () => {
    const { comments, skipped } = conversationOf([
      named("$join", "@alice:x", "Alice"),
      text("$1", "Grüße 👋🏽\n\nzweite Zeile", { ts: 1_700_000_000_000 }),
    ]);
    expect(comments).toEqual([
      {
        sourceId: "$1",
        source,
        authorId: "@alice:x",
        authorName: "Alice",
        body: "Grüße 👋🏽\n\nzweite Zeile",
        sentAt: 1_700_000_000_000,
        replyTo: null,
      },
    ]);
    expect(skipped).toEqual([]);
  });

  it("keeps its place in the room, whatever its time", () => {
    expect(bodies(text("$1", "one", { ts: 9 }), text("$2", "two", { ts: 1 }))).toEqual([
      "one",
      "two",
    ]);
  });

  it("may be a notice", () => {
    expect(bodies(text("$1", "closed", { content: { msgtype: "m.notice" } }))).toEqual(["closed"]);
  });

  it("of the kind emote begins with the author's name", () => {
    const waves = text("$1", "waves", { content: { msgtype: "m.emote" } });
    expect(bodies(named("$join", "@alice:x", "Alice"), waves)).toEqual(["Alice waves"]);
  });

  it.each(["m.image", "m.file", "m.audio", "m.video"])(
    "of the kind %s gives its caption and where to download it",
    (msgtype) => {
      const content = { msgtype, url: "mxc://x/abc", filename: "cat.jpg" };
      expect(bodies(text("$1", "My cat", { content }))).toEqual([
        `My cat\n${homeserverUrl}/_matrix/media/v3/download/x/abc`,
      ]);
    },
  );

  it("gives no address for media whose mxc address is none", () => {
    const content = { msgtype: "m.image", url: "javascript:alert(1)" };
    expect(bodies(text("$1", "cat.jpg", { content }))).toEqual(["cat.jpg"]);
  });

  it("of an unknown kind is listed, not moved", () => {
    const place = text("$1", "Big Ben", { content: { msgtype: "m.party" } });
    const again = text("$2", "Tower", { content: { msgtype: "m.party" } });
    expect(bodies(place, again)).toEqual([]);
    expect(skipped(place, again)).toEqual([
      { reason: "message type m.party", sourceIds: ["$1", "$2"] },
    ]);
  });

  it.each([
    ["no body", { msgtype: "m.text" }],
    ["no msgtype", { body: "hi" }],
    ["a body that is no text", { msgtype: "m.text", body: 7 }],
    ["a body of white space", { msgtype: "m.text", body: " \n" }],
  ])("with %s is listed, not moved", (_, content) => {
    const broken = event("$1", { content });
    expect(bodies(broken)).toEqual([]);
    expect(skipped(broken)).toEqual([{ reason: "message without a text", sourceIds: ["$1"] }]);
  });
});

describe("what isn't a message", () => {
  it("is listed where it says something that can't be moved", () => {
    const secret = event("$1", { type: "m.room.encrypted", content: { ciphertext: "…" } });
    const poll = event("$2", { type: "m.poll.start", content: { body: "cat" } });
    expect(skipped(secret, poll)).toEqual([
      { reason: "encrypted", sourceIds: ["$1"] },
      { reason: "event type m.poll.start", sourceIds: ["$2"] },
    ]);
  });

  it("is passed over where it is state, a reaction or a redaction", () => {
    const events = [
      event("$1", { type: "m.room.topic", content: { topic: "x" }, stateKey: "" }),
      event("$2", { type: "m.room.message", content: { body: "state" }, stateKey: "" }),
      event("$3", { type: "m.reaction", content: { "m.relates_to": { key: "👍" } } }),
      event("$4", { type: "m.room.redaction", content: { redacts: "$9" } }),
    ];
    expect(conversationOf(events)).toEqual({ comments: [], skipped: [], removed: [] });
  });
});

describe("an edit", () => {
  it("gives the comment its text, not its time, name or place", () => {
    const { comments } = conversationOf([
      named("$join", "@alice:x", "Alice"),
      text("$1", "teh cat", { ts: 1 }),
      text("$2", "a dog", { ts: 2 }),
      named("$name", "@alice:x", "Alicia", "Alice"),
      edit("$e", "$1", "the cat", { ts: 3 }),
    ]);
    expect(comments).toMatchObject([
      { sourceId: "$1", body: "the cat", sentAt: 1, authorName: "Alice" },
      { sourceId: "$2", body: "a dog" },
    ]);
  });

  it("counts when it is the latest by its time", () => {
    expect(
      bodies(text("$1", "0"), edit("$b", "$1", "9", { ts: 9 }), edit("$a", "$1", "5", { ts: 5 })),
    ).toEqual(["9"]);
  });

  it("counts at the same time when its event id is greater", () => {
    expect(bodies(text("$1", "0"), edit("$b", "$1", "b"), edit("$a", "$1", "a"))).toEqual(["b"]);
  });

  it("may turn a message into one of another kind", () => {
    const shout = edit("$e", "$1", "x", {
      content: { "m.new_content": { msgtype: "m.emote", body: "waves" } },
    });
    expect(bodies(text("$1", "hi"), shout)).toEqual(["@alice:x waves"]);
  });

  it.each([
    ["by somebody else", edit("$e", "$1", "mine", { from: "@mallory:x" })],
    ["of an edit", edit("$e", "$valid", "deeper", { ts: 9 })],
    ["of an unknown message", edit("$e", "$elsewhere", "what?")],
  ])("%s doesn't apply, and is listed", (_, invalid) => {
    const events = [text("$1", "first"), edit("$valid", "$1", "second", { ts: 1 }), invalid];
    expect(bodies(...events)).toEqual(["second"]);
    expect(skipped(...events)).toEqual([{ reason: "edit that doesn't apply", sourceIds: ["$e"] }]);
  });

  it("that was removed leaves the earlier text", () => {
    expect(bodies(text("$1", "first"), removed("$e"))).toEqual(["first"]);
  });

  it("of a removed message goes with it", () => {
    const events = [removed("$1"), edit("$e", "$1", "back again")];
    expect(conversationOf(events)).toEqual({ comments: [], skipped: [], removed: ["$1"] });
  });

  it.each([
    ["is missing", undefined],
    ["is null", null],
    ["is empty", {}],
    ["has no body", { msgtype: "m.text" }],
    ["has an empty body", { msgtype: "m.text", body: " " }],
    ["has a body that is null", { msgtype: "m.text", body: null }],
    ["is a list", []],
    ["has an unknown msgtype", { msgtype: "org.example.party", body: "x" }],
    ["is encrypted media", { msgtype: "m.image", body: "x", file: { url: "mxc://a/b" } }],
  ])("whose new content %s leaves the text as it was, and is listed", (_, newContent) => {
    const events = [
      text("$1", "first"),
      edit("$valid", "$1", "second", { ts: 1 }),
      edit("$e", "$1", "x", { ts: 2, content: { "m.new_content": newContent } }),
    ];
    expect(bodies(...events)).toEqual(["second"]);
    expect(skipped(...events)).toEqual([
      {
        reason: expect.stringMatching(/^edit that leaves the text as it was: \w/),
        sourceIds: ["$e"],
      },
    ]);
  });

  it("of a reply is without the quotation that some clients put there", () => {
    const reply = text("$2", "> <@alice:x> Which flour?\n\nRye.", { content: replyTo("$1") });
    const sifted = edit("$e", "$2", "> <@alice:x> Which flour?\n\nRye, sifted.");
    expect(bodies(text("$1", "Which flour?"), reply, sifted)).toEqual([
      "Which flour?",
      "Rye, sifted.",
    ]);
  });

  it("of a reply keeps a quotation that begins otherwise", () => {
    const reply = text("$2", "Rye.", { content: replyTo("$1") });
    const tagged = edit("$e", "$2", "> <tag> quoted\n\nRye.");
    expect(bodies(text("$1", "?"), reply, tagged)).toEqual(["?", "> <tag> quoted\n\nRye."]);
  });

  it("of what is no reply keeps what looks like such a quotation", () => {
    const quoting = edit("$e", "$1", "> <@alice:x> Which flour?\n\nRye.");
    expect(bodies(text("$1", "Rye."), quoting)).toEqual(["> <@alice:x> Which flour?\n\nRye."]);
  });
});

describe("a reply", () => {
  it("answers the message that it names", () => {
    expect(parents(text("$1", "a"), text("$2", "b", { content: replyTo("$1") }))).toEqual({
      $1: null,
      $2: "$1",
    });
  });

  it("keeps the event id of a message that isn't in the room", () => {
    expect(parents(text("$2", "b", { content: replyTo("$far") }))).toEqual({ $2: "$far" });
  });

  it("to an edit answers the edited message", () => {
    const reply = text("$2", "b", { content: replyTo("$e") });
    expect(parents(text("$1", "a"), edit("$e", "$1", "A"), reply)["$2"]).toBe("$1");
  });

  it("to a removed edit answers the edited message, where the homeserver left the relation", () => {
    const relatesTo = { "m.relates_to": { rel_type: "m.replace", event_id: "$1" } };
    const reply = text("$2", "b", { content: replyTo("$e") });
    expect(parents(text("$1", "a"), removed("$e", relatesTo), reply)["$2"]).toBe("$1");
  });

  it("to a message that can't be moved answers what that one answered", () => {
    const sticker = event("$s", { type: "m.sticker", content: replyTo("$1") });
    const reply = text("$2", "b", { content: replyTo("$s") });
    expect(parents(text("$1", "a"), sticker, reply)["$2"]).toBe("$1");
  });

  it("to a removed message answers what that one answered, where the homeserver left it", () => {
    const reply = text("$3", "c", { content: replyTo("$2") });
    expect(parents(text("$1", "a"), removed("$2", replyTo("$1")), reply)["$3"]).toBe("$1");
  });

  it("to a removed message otherwise keeps its event id", () => {
    const reply = text("$3", "c", { content: replyTo("$2") });
    expect(parents(text("$1", "a"), removed("$2"), reply)["$3"]).toBe("$2");
  });
});

describe("a message in a thread", () => {
  function inThread(root: string, inReplyTo: string, isFallingBack?: boolean) {
    return {
      "m.relates_to": {
        rel_type: "m.thread",
        event_id: root,
        "m.in_reply_to": { event_id: inReplyTo },
        is_falling_back: isFallingBack,
      },
    };
  }
  const before = [
    text("$root", "a"),
    text("$1", "b", { content: inThread("$root", "$root", true) }),
  ];

  it("answers the thread's root where its reply is only a fallback", () => {
    const next = text("$2", "c", { content: inThread("$root", "$1", true) });
    expect(parents(...before, next)).toEqual({ $root: null, $1: "$root", $2: "$root" });
  });

  it.each([false, undefined])("answers what it replies to where that is real (%s)", (falling) => {
    const next = text("$2", "c", { content: inThread("$root", "$1", falling) });
    expect(parents(...before, next)["$2"]).toBe("$1");
  });

  it("answers the thread's root where it replies to a removed message", () => {
    const next = text("$2", "c", { content: inThread("$root", "$gone", false) });
    expect(parents(...before, removed("$gone"), next)["$2"]).toBe("$root");
  });
});

describe("an author's name", () => {
  const said = (eventId: string) => text(eventId, "hi");

  it("is the one at the time of the comment", () => {
    expect(
      names(
        named("$a", "@alice:x", "Alice"),
        said("$1"),
        named("$b", "@alice:x", "Alicia", "Alice"),
        said("$2"),
      ),
    ).toEqual(["Alice", "Alicia"]);
  });

  it("is told by the next change where the timeline begins later", () => {
    expect(names(said("$1"), named("$b", "@alice:x", "Alicia", "Alice"), said("$2"))).toEqual([
      "Alice",
      "Alicia",
    ]);
  });

  it("is the present one where the timeline doesn't tell", () => {
    const { comments } = conversationOf([said("$1")], { "@alice:x": "Alice" });
    expect(comments.map(({ authorName }) => authorName)).toEqual(["Alice"]);
  });

  it("stays when the author leaves", () => {
    const left = event("$l", {
      type: "m.room.member",
      stateKey: "@alice:x",
      content: { membership: "leave" },
    });
    expect(names(named("$a", "@alice:x", "Alice"), said("$1"), left)).toEqual(["Alice"]);
  });

  it("isn't what an invitation says", () => {
    const invited = event("$i", {
      type: "m.room.member",
      from: "@bob:x",
      stateKey: "@alice:x",
      content: { membership: "invite", displayname: "Al" },
    });
    expect(names(named("$a", "@alice:x", "Alice"), invited, said("$1"))).toEqual(["Alice"]);
  });

  it.each([undefined, "", " \u3000\t"])("is the user id where the name is %j", (name) => {
    expect(names(named("$a", "@alice:x", name), said("$1"))).toEqual(["@alice:x"]);
  });
});

describe("a redaction that the homeserver did not apply", () => {
  const redaction = (eventId: string, from: string, target: string, parts: object = {}) =>
    event(eventId, { type: "m.room.redaction", from, content: { redacts: target }, ...parts });
  const powers = (content: Record<string, unknown>) =>
    event("$powers", { type: "m.room.power_levels", stateKey: "", from: "@bot:x", content });
  const told = (eventId: string) => [
    { reason: "removed, but its text is still on the homeserver", sourceIds: [eventId] },
  ];

  it("by the author removes the message, which is listed", () => {
    const events = [text("$1", "oops"), text("$2", "fine"), redaction("$r", "@alice:x", "$1")];
    expect(bodies(...events)).toEqual(["fine"]);
    expect(skipped(...events)).toEqual(told("$1"));
  });

  it("names its target beside its content in rooms before version 11", () => {
    const { content: _, ...old } = redaction("$r", "@alice:x", "$1");
    const events = [text("$1", "oops"), { ...old, content: {}, redacts: "$1" }];
    expect(bodies(...events)).toEqual([]);
    expect(skipped(...events)).toEqual(told("$1"));
  });

  it.each([
    ["with the power to", powers({ users: { "@mod:x": 50 } }), []],
    ["with the power as a text", powers({ users: { "@mod:x": "50" } }), []],
    ["where everybody may", powers({ redact: 0 }), []],
    ["without the power", powers({ users: { "@mod:x": 49 } }), ["spam"]],
    ["where more is needed", powers({ users: { "@mod:x": 50 }, redact: 60 }), ["spam"]],
    ["in a room of no known powers", text("$0", ""), ["spam"]],
  ])("by somebody %s counts by the room's powers", (_, state, left) => {
    expect(bodies(state, text("$1", "spam"), redaction("$r", "@mod:x", "$1"))).toEqual(left);
  });

  it("counts by the powers of its time", () => {
    const promoted = powers({ users: { "@mod:x": 50 } });
    const removal = redaction("$r", "@mod:x", "$1");
    const demoted = { ...powers({ users: {} }), event_id: "$later" };
    expect(bodies(promoted, text("$1", "spam"), removal, demoted)).toEqual([]);
    expect(bodies(demoted, text("$1", "spam"), removal, promoted)).toEqual(["spam"]);
  });

  it("removes an edit and a reaction alone", () => {
    const like = event("$like", {
      type: "m.reaction",
      content: { "m.relates_to": { rel_type: "m.annotation", event_id: "$1", key: "👍" } },
    });
    const events = [text("$1", "first"), edit("$e", "$1", "second"), like];
    const removals = [redaction("$r", "@alice:x", "$e"), redaction("$s", "@alice:x", "$like")];
    const { comments, skipped } = conversationOf([...events, ...removals]);
    expect(comments).toMatchObject([{ body: "first" }]);
    expect(comments[0]).not.toHaveProperty("reactions");
    expect(skipped).toEqual([]);
  });

  it("leaves the replies, which answer what the removed one answered", () => {
    const reply = text("$2", "b", { content: replyTo("$1") });
    const deeper = text("$3", "c", { content: replyTo("$2") });
    const events = [text("$1", "a"), reply, deeper, redaction("$r", "@alice:x", "$2")];
    expect(parents(...events)).toEqual({ $1: null, $3: "$1" });
  });
});

describe("a name", () => {
  it("with line breaks and tabs is in one line, with blanks", () => {
    const hello = text("$1", "hello", { content: { msgtype: "m.emote", body: "bows" } });
    const { comments } = conversationOf([named("$j", "@alice:x", "Ana\r\n\tMaria\u2028R."), hello]);
    expect(comments).toMatchObject([{ authorName: "Ana Maria R.", body: "Ana Maria R. bows" }]);
  });
});
