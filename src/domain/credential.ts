// Finds what looks like a credential, before it is stored, logged or shown. In doubt it is one: a form can be filled in again, a
// leaked token can't be taken back. Lengths are open-ended, since GitHub's tokens keep growing.

const shapes: readonly RegExp[] = [
  /gh[pousr]_[A-Za-z0-9_.-]{16,}/,
  /github_pat_[A-Za-z0-9_]{16,}/,
  /xox[a-z]-[A-Za-z0-9-]{10,}/,
  /xapp-[A-Za-z0-9-]{10,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----|[\s\S]*)/,
  /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/,
  /(?:AKIA|ASIA)[A-Z0-9]{16}/,
  /glpat-[A-Za-z0-9_-]{16,}/,
  /npm_[A-Za-z0-9]{30,}/,
  /sk_live_[A-Za-z0-9]{16,}/,
];
const any = new RegExp(shapes.map(({ source }) => `(?:${source})`).join('|'), 'g');

// Characters that can't be seen would split a token so that no pattern finds it, and leave it whole for whoever copies it.
const unseen = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;

export const removedCredential = '[removed: looked like a credential]';

export function looksLikeCredential(text: string): boolean {
  any.lastIndex = 0;
  return any.test(text.replace(unseen, ''));
}

/** The text with everything that looks like a credential replaced. */
export function redactCredentials(text: string): string {
  return looksLikeCredential(text) ? text.replace(unseen, '').replace(any, removedCredential) : text;
}
