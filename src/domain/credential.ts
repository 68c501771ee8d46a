// Finds what looks like a credential, before it is stored, logged or shown. In doubt it is one: a form can be filled in again, a
// leaked token can't be taken back. Lengths are open-ended, since GitHub's tokens keep growing.

import { cleanLine } from './user-text.ts';

/** What a credential is of, as far as its form tells. */
export type CredentialShape =
  | 'github'
  | 'fine_grained'
  | 'slack_token'
  | 'private_key'
  | 'jwt'
  | 'aws'
  | 'gitlab'
  | 'npm'
  | 'stripe'
  | 'slack_webhook';

export const credentialShapes: readonly (readonly [CredentialShape, RegExp])[] = [
  ['github', /gh[pousr]_[A-Za-z0-9_.-]{16,}/],
  ['fine_grained', /github_pat_[A-Za-z0-9_]{16,}/],
  ['slack_token', /xox[a-z]-[A-Za-z0-9-]{10,}/],
  ['slack_token', /xapp-[A-Za-z0-9-]{10,}/],
  ['private_key', /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----|[\s\S]*)/],
  ['jwt', /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/],
  ['aws', /(?:AKIA|ASIA)[A-Z0-9]{16}/],
  ['gitlab', /glpat-[A-Za-z0-9_-]{16,}/],
  ['npm', /npm_[A-Za-z0-9]{30,}/],
  ['stripe', /sk_live_[A-Za-z0-9]{16,}/],
  ['slack_webhook', /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9_/-]{16,}/],
];
const anyShape = new RegExp(credentialShapes.map(([, { source }]) => `(?:${source})`).join('|'), 'g');

// Characters that can't be seen would split a token so that no pattern finds it, and leave it whole for whoever copies it, or once
// `cleanText` has taken them out: all that it drops is dropped here.
const unseen = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;

export const removedCredential = '[removed: looked like a credential]';

/** The text without the characters that nobody sees. */
export function seenText(text: string): string {
  return text.replace(unseen, '');
}

export function looksLikeCredential(text: string): boolean {
  return seenText(text).search(anyShape) !== -1;
}

/** The text with everything that looks like a credential replaced. */
export function redactCredentials(text: string): string {
  return looksLikeCredential(text) ? seenText(text).replace(anyShape, removedCredential) : text;
}

/**
 * What somebody gave (a word after the command, a name in a file, another server's error), as it may be said again or written down: one
 * line, nothing unseen, no credential, at most so many characters. Cleaned before it is cut, for half a token is a token's half.
 */
export function echoed(given: string, most: number): string {
  const clean = [...redactCredentials(cleanLine(given))];
  return clean.length <= most ? clean.join('') : `${clean.slice(0, most - 1).join('')}…`;
}
