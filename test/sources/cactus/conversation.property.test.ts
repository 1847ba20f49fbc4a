import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timelineEvent } from "../../../src/sources/cactus/wire-events.ts";
import { randomRoom } from "./random-room.ts";
import { referenceComments } from "./reference-reader.ts";
import { conversationOf, source } from "./timeline-drawing.ts";

describe("the conversation of any room", () => {
  it("is what a plain reading of the specification gives", () => {
    let replies = 0;
    let edited = 0;
    let reactedTo = 0;
    fc.assert(
      fc.property(randomRoom, ({ events, nameAt, currentNames }) => {
        const { comments } = conversationOf(
          events.map((event) => timelineEvent.parse(event)),
          currentNames,
        );
        expect(comments).toEqual(referenceComments(events, nameAt, source));
        replies += comments.filter(({ replyTo }) => replyTo !== null).length;
        edited += comments.filter(({ editedAt }) => editedAt !== undefined).length;
        reactedTo += comments.filter(({ reactions }) => reactions !== undefined).length;
      }),
      { numRuns: 2000 },
    );
    // The rooms hold what there is to compare.
    expect(replies).toBeGreaterThan(0);
    expect(edited).toBeGreaterThan(0);
    expect(reactedTo).toBeGreaterThan(0);
  });

  it("moves or lists every message that wasn't removed or replaced, once", () => {
    fc.assert(
      fc.property(randomRoom, ({ events, currentNames }) => {
        const { comments, skipped } = conversationOf(
          events.map((event) => timelineEvent.parse(event)),
          currentNames,
        );
        const told = [
          ...comments.map(({ sourceId }) => sourceId),
          ...skipped.flatMap(({ sourceIds }) => sourceIds),
        ];
        const standing = events.filter(
          ({ type, state_key, unsigned, content }) =>
            state_key === undefined &&
            type !== "m.reaction" &&
            unsigned?.redacted_because === undefined &&
            content["m.relates_to"]?.rel_type !== "m.replace",
        );
        expect(new Set(told).size).toBe(told.length);
        expect(told).toEqual(expect.arrayContaining(standing.map(({ event_id }) => event_id)));
      }),
    );
  });
});
