// What the Worker answers. Its README says what each means.

export interface Comment {
  readonly id: number;
  readonly parent_id: number | null;
  readonly author_name: string;
  readonly content: string;
  readonly created_at: string;
  readonly is_owner?: boolean;
  /** Where the format is Markdown. */
  readonly html?: string;
}

export type Format = "text" | "html" | "markdown";

/** Threads in order, as many comments as were asked for; a thread may go on in the next part. */
export interface Part {
  readonly format: Format;
  readonly threads: readonly { readonly id: number; readonly comments: readonly Comment[] }[];
  readonly previous?: string | null;
  readonly next: string | null;
}

/** What lets its writer change a comment for some minutes. */
export interface EditRight {
  readonly token: string;
  readonly until: string;
}

export interface Changed {
  readonly format: Format;
  readonly comment: Comment;
}

export interface Posted extends Changed {
  readonly waiting?: boolean;
  readonly edit?: EditRight;
}
