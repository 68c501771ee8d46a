// Which credentials stand in a text that somebody gave to have them revoked, each exactly as it was made: GitHub answers the same whether it
// knows a credential or not, so one with a full stop at its end would be called revoked and go on working.
import { type CredentialShape, credentialShapes, seenText } from '../credential.ts';
import type { CredentialKind, FoundCredential } from './credential-kind.ts';

/** How many GitHub takes at once. https://docs.github.com/en/rest/credentials/revoke */
const mostCredentials = 1_000;

const kindByLetter: Readonly<Record<string, CredentialKind>> = {
  p: 'classic',
  o: 'oauth',
  u: 'app_user',
  r: 'app_refresh',
  s: 'app_installation',
};

/**
 * What of a match is the token itself: letters and digits, in the newer form with an App's id and a JSON web token behind them. Neither ends
 * in a dash, a full stop or an underscore, which are of the text around it.
 */
const exact = /^gh[pousr]_[A-Za-z0-9]+(?:_eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*[A-Za-z0-9])?/;
const exactFineGrained = /^github_pat_[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*/;

/** Where another of GitHub's begins: of two that were pasted without a space between them, both have to be found. */
const anotherPrefix = /gh[pousr]_|github_pat_/;
const shortestPrefix = 4;
const longestPrefix = 11;

/** The match up to the next token, whose first letters may be of its last. */
function ownOf(text: string, at: number, match: string): string {
  const next = text.slice(at + shortestPrefix, at + match.length + longestPrefix).search(anotherPrefix);
  return next === -1 ? match : match.slice(0, next + shortestPrefix);
}

/** GitHub's shortest. A shorter one lost its end when it was copied. */
const shortest: Readonly<Partial<Record<CredentialKind, number>>> = {
  classic: 40,
  oauth: 40,
  app_user: 40,
  app_refresh: 40,
  fine_grained: 93,
};

function foundOf(shape: CredentialShape, match: string): FoundCredential {
  if (shape !== 'github' && shape !== 'fine_grained') return { kind: shape, secret: match, isWhole: true };
  const kind = shape === 'fine_grained' ? 'fine_grained' : (kindByLetter[match.charAt(2)] ?? 'classic');
  const secret = (shape === 'fine_grained' ? exactFineGrained : exact).exec(match)?.[0] ?? match;
  return { kind, secret, isWhole: secret.length >= (shortest[kind] ?? 0) };
}

/** Each once, in the order of the text, as many as GitHub takes at once. */
export function findCredentials(text: string): readonly FoundCredential[] {
  const seen = seenText(text);
  const anywhere = new RegExp(credentialShapes.map(([, { source }]) => `(${source})`).join('|'), 'g');
  const found = new Map<string, FoundCredential>();
  for (let match = anywhere.exec(seen); match !== null && found.size < mostCredentials; match = anywhere.exec(seen)) {
    const place = match.slice(1).findIndex((group) => group !== undefined);
    const [shape] = credentialShapes[place] ?? ['jwt'];
    const one = foundOf(shape, ownOf(seen, match.index, match[0]));
    found.set(one.secret, one);
    // What was not of it may hold the next one.
    anywhere.lastIndex = match.index + one.secret.length;
  }
  return [...found.values()];
}
