/** Whoever asks for the work while it is under way gets the end of that run, instead of a second one beside it. */
export function joinRun<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | null = null;
  return () => {
    underWay ??= work().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
