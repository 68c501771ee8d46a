/** One thing that was looked at. `note`: it can't be seen from here, or it works and could be better. */
export type Finding = {
  readonly what: string;
  readonly is: 'right' | 'wrong' | 'note';
  readonly found: string;
  /** The step that mends it; null where nothing has to be done. */
  readonly mend: string | null;
};

export function right(what: string, found: string): Finding {
  return { what, is: 'right', found, mend: null };
}

export function wrong(what: string, found: string, mend: string): Finding {
  return { what, is: 'wrong', found, mend };
}

export function note(what: string, found: string, mend: string | null = null): Finding {
  return { what, is: 'note', found, mend };
}

/** The other side was away, or answered oddly: of the thing itself nothing is known. */
export function notSeen(what: string, why: string): Finding {
  return wrong(what, `it could not be looked at: ${why}`, 'Check the proxy and the network, and run this again');
}
