/** Lets so many pieces of work go on at once; the others wait their turn. */
export function atMost(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const lanes: Promise<unknown>[] = Array.from({ length: count }, () => Promise.resolve());
  let next = 0;
  return (work) => {
    const lane = next % count;
    next += 1;
    const done = (lanes[lane] ?? Promise.resolve()).then(work, work);
    lanes[lane] = done.catch(() => undefined);
    return done;
  };
}
