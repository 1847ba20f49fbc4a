import type { CommentRow } from "../comment/comment-row.ts";
import type { KeptComment } from "../comment/kept-comment.ts";
import type { MatrixComment } from "../comment/matrix-comment.ts";
/** Why a comment is shown as a sample. */
export type SampleKind = "reply" | "edited" | "media" | "changed" | "plain";
/** A comment as it is in its room, and as the target would keep it. */
export interface Sample {
    readonly kind: SampleKind;
    readonly pageId: string;
    readonly eventId: string;
    readonly before: {
        readonly sender: string;
        /** ISO 8601 in UTC. */
        readonly sentAt: string;
        readonly replyTo: string | null;
        readonly body: string;
    };
    readonly after: {
        /** The page as the target names it. */
        readonly page: string;
        readonly authorName: string;
        /** ISO 8601 in UTC. */
        readonly createdAt: string;
        readonly parentEventId: string | null;
        readonly content: string;
    };
}
/** Picks one comment of each kind, the first that comes, each comment once. */
export declare class SamplePicker {
    #private;
    /** Looks through a page's comments, as they were read and as the target would keep them. */
    offer(comments: readonly MatrixComment[], rows: readonly CommentRow[], kept: readonly KeptComment[]): void;
    /** What was picked, the plain one first. */
    samples(): readonly Sample[];
}
