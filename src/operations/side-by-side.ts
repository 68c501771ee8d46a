/** So many at once: they are written together, and what they need of the event loop in one go is a few milliseconds. */
export const mostAtOnce = 40;

/** Work that may be done beside other work of its kind; `key` names what no two may touch at once. */
export type Piece = {
  readonly key: string | number;
  readonly mayBeBeside: boolean;
  readonly work: () => Promise<void>;
};

/** Does each piece, in order; neighbours that may be done beside each other begin together. Throws the first error, when all that began has ended. */
export async function sideBySide(pieces: Iterable<Piece>): Promise<void> {
  let group: Piece[] = [];
  const doGroup = async (): Promise<void> => {
    const ends = await Promise.allSettled(group.map(({ work }) => work()));
    group = [];
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  };
  for (const piece of pieces) {
    const fits = piece.mayBeBeside && group.length < mostAtOnce && group.every(({ key }) => key !== piece.key);
    if (!fits) await doGroup();
    group.push(piece);
    if (!piece.mayBeBeside) await doGroup();
  }
  await doGroup();
}
