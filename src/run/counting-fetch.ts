/** A fetch that counts its requests, repetitions included. */
export function countingFetch(fetch: typeof globalThis.fetch): {
  readonly fetch: typeof globalThis.fetch;
  readonly requests: () => number;
} {
  let requests = 0;
  return {
    fetch(...request) {
      requests += 1;
      return fetch(...request);
    },
    requests: () => requests,
  };
}
