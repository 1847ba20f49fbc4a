import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Checkpoint } from "../../src/checkpoint/checkpoint.ts";
import type { CommentId } from "../../src/domain/comment-row.ts";
import {
  blog,
  checkpointIn,
  emptyFolder,
  filesIn,
  imported,
  noon,
  putFiles,
} from "./migration-files.ts";

/** What a checkpoint should remember, kept the plainest way. */
interface Model {
  readonly completed: Map<string, number>;
  readonly ofThisPass: Set<string>;
  readonly failed: Map<string, number>;
  readonly ids: Map<string, CommentId>;
  total: number;
  done: boolean;
  bookmark: string | undefined;
}

interface Real {
  checkpoint: Checkpoint;
  readonly reopen: () => Promise<Checkpoint>;
}

type Command = fc.AsyncCommand<Model, Real>;

function command(name: string, run: (model: Model, real: Real) => Promise<void>): Command {
  return {
    check: () => true,
    async run(model, real) {
      await run(model, real);
      const { state } = real.checkpoint;
      expect({
        ofThisPass: Object.keys(state.completed_pages)
          .filter((id) => real.checkpoint.shouldSkipPage(id))
          .toSorted(),
        completed: Object.entries(state.completed_pages).map(([id, page]) => [id, page.comments]),
        failed: Object.entries(state.failed_pages).map(([id, page]) => [id, page.attempts]),
        ids: [...state.id_mapping].toSorted(),
        total: state.statistics.total_pages,
        imported: state.statistics.comments_imported,
        done: state.status === "done",
        bookmark: real.checkpoint.bookmark(),
      }).toEqual({
        ofThisPass: [...model.ofThisPass].toSorted(),
        completed: [...model.completed],
        failed: [...model.failed],
        ids: [...model.ids].toSorted(),
        total: model.total,
        imported: [...model.completed.values()].reduce((sum, comments) => sum + comments, 0),
        done: model.done,
        bookmark: model.bookmark,
      });
    },
    toString: () => name,
  };
}

const pageId = fc.constantFrom("/", "/a/", "/b%C3%A4/", "/c/?x=\n", "/constructor/");
const sourceId = fc.oneof(
  fc.constantFrom("$1", "$2", "$constructor"),
  fc.string().map((s) => `$${s}`),
);
const commentId = fc.oneof(fc.nat(), fc.uuid());

const commands = [
  fc.nat(9).map((total) =>
    command(`start(${total})`, async (model, { checkpoint }) => {
      await checkpoint.start(total);
      if (model.done) model.ofThisPass.clear();
      Object.assign(model, { total, done: false });
    }),
  ),
  fc.tuple(pageId, fc.dictionary(sourceId, commentId, { maxKeys: 3 })).map(([page, ids]) =>
    command(`complete(${page})`, async (model, { checkpoint }) => {
      await checkpoint.markPageComplete(page, imported(page, ids));
      model.completed.set(page, Object.keys(ids).length);
      model.ofThisPass.add(page);
      model.failed.delete(page);
      for (const [event, id] of Object.entries(ids)) model.ids.set(event, id);
    }),
  ),
  fc.tuple(pageId, fc.string({ unit: "binary" })).map(([page, message]) =>
    command(`fail(${page})`, async (model, { checkpoint }) => {
      const failing = checkpoint.markPageFailed(page, { code: "x", message });
      if (model.ofThisPass.has(page)) return expect(failing).rejects.toThrow("is complete");
      const attempts = (model.failed.get(page) ?? 0) + 1;
      expect(await failing).toBe(attempts);
      model.failed.set(page, attempts);
    }),
  ),
  fc.tuple(sourceId, commentId).map(([event, id]) =>
    command("addIdMapping", async (model, { checkpoint }) => {
      await checkpoint.addIdMapping(event, id);
      model.ids.set(event, id);
    }),
  ),
  fc.stringMatching(/^[\da-f]{8}-[\da-f]{8}$/).map((bookmark) =>
    command("markBookmark", async (model, { checkpoint }) => {
      await checkpoint.markBookmark(bookmark);
      model.bookmark ??= bookmark;
    }),
  ),
  fc.constant(
    command("markDone", async (model, { checkpoint }) => {
      await checkpoint.markDone();
      Object.assign(model, { done: true, bookmark: undefined });
    }),
  ),
  fc.constant(command("save", async (_, { checkpoint }) => checkpoint.save())),
  fc.constant(
    command("reopen", async (_, real) => {
      real.checkpoint = await real.reopen();
    }),
  ),
];

describe("any sequence of operations, saves and new runs", () => {
  it("leaves the state that a plain model has", async () => {
    const folder = emptyFolder();
    const open = async () => {
      const options = { file: checkpointIn(folder), fingerprint: blog, now: () => noon };
      const { checkpoint, notes } = await Checkpoint.open(options);
      expect(notes).toEqual([]);
      return checkpoint;
    };
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 30 }), async (sequence) => {
        putFiles(folder, {});
        const real: Real = {
          checkpoint: await open(),
          reopen: async () => {
            await real.checkpoint.close();
            return open();
          },
        };
        const model: Model = {
          completed: new Map(),
          ofThisPass: new Set(),
          failed: new Map(),
          ids: new Map(),
          total: 0,
          done: false,
          bookmark: undefined,
        };
        try {
          await fc.asyncModelRun(() => ({ model, real }), sequence);
        } finally {
          await real.checkpoint.close();
        }
        expect(filesIn(folder)).toHaveProperty(["checkpoint.json"]);
      }),
      { numRuns: 60 },
    );
  });
});
