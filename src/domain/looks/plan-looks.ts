// What an organization's Hints ask to be looked at on GitHub, and what of that is looked at now. Pure. A Hint is never believed: it only says
// where to look. What one person causes is bounded, since each look costs calls that everybody shares; the passes find the rest.
import type { Hint } from '../change.ts';
import type { TokenId } from '../ids.ts';
import type { Organization } from '../organization.ts';
import { byPerson, type LeftOf, type Spent } from './share.ts';

export type Look =
  | { readonly at: 'tokens'; readonly tokenIds: readonly TokenId[] }
  | { readonly at: 'tokens_of'; readonly logins: readonly string[] }
  | { readonly at: 'leaver'; readonly login: string }
  | { readonly at: 'everything' | 'nothing' };

/** The Hints are done with when the look is. */
export type PlannedLook = { readonly look: Look; readonly hints: readonly Hint[] };

export type Plan = { readonly looks: readonly PlannedLook[]; readonly spent: Spent };

type Listed = Pick<Organization, 'pendingListedAt' | 'activeListedAt'>;

/** What a Hint names: one thing, however often it is named. */
type Named =
  | { readonly at: 'token'; readonly tokenId: TokenId; readonly person: string }
  | { readonly at: 'person' | 'leaver'; readonly login: string }
  | { readonly at: 'everything' | 'nothing' };

function namedBy({ told }: Hint): Named {
  if (told === null) return { at: 'everything' };
  const { event, act, tokenId, by, holder = null } = told;
  if (event === 'organization') {
    // Who joins has nothing yet.
    return act === 'member_removed' && holder !== null ? { at: 'leaver', login: holder } : { at: 'nothing' };
  }
  if (event === 'click' && holder !== null) return { at: 'person', login: holder };
  return tokenId === null
    ? { at: 'everything' }
    : { at: 'token', tokenId: tokenId as TokenId, person: holder ?? by ?? '' };
}

/** A complete listing that began later has shown it. Only of who left the lists say too little. */
function isSeen({ at }: Named, receivedAt: number, { pendingListedAt, activeListedAt }: Listed): boolean {
  const isListed = (pendingListedAt ?? 0) > receivedAt;
  if (at === 'everything') return isListed && (activeListedAt ?? 0) > receivedAt;
  return at !== 'leaver' && isListed;
}

/** `left`: how many looks somebody may still cause. What is cheap and certain comes first, a pass last. */
export function planLooks(hints: readonly Hint[], listed: Listed, left: LeftOf): Plan {
  const share = byPerson(left);
  const tokens = new Set<TokenId>();
  // GitHub knows no case in logins.
  const people = new Set<string>();
  const leavers = new Map<string, readonly Hint[]>();
  const of: Readonly<Record<'nothing' | 'token' | 'person' | 'everything', Hint[]>> = {
    nothing: [],
    token: [],
    person: [],
    everything: [],
  };
  for (const hint of hints) {
    const named = namedBy(hint);
    if (named.at === 'nothing' || isSeen(named, hint.receivedAt, listed)) of.nothing.push(hint);
    else if (named.at === 'token') {
      if (!tokens.has(named.tokenId) && share.take(named.person)) tokens.add(named.tokenId);
      of.token.push(hint);
    } else if (named.at === 'person') {
      people.add(named.login.toLowerCase());
      of.person.push(hint);
    } else if (named.at === 'leaver') {
      const login = named.login.toLowerCase();
      leavers.set(login, [...(leavers.get(login) ?? []), hint]);
    } else of.everything.push(hint);
  }
  const looks: readonly PlannedLook[] = [
    { look: { at: 'nothing' }, hints: of.nothing },
    { look: { at: 'tokens', tokenIds: [...tokens] }, hints: of.token },
    { look: { at: 'tokens_of', logins: [...people] }, hints: of.person },
    ...[...leavers].map(([login, mine]) => ({ look: { at: 'leaver', login } as const, hints: mine })),
    { look: { at: 'everything' }, hints: of.everything },
  ];
  return { looks: looks.filter(({ hints: mine }) => mine.length > 0), spent: share.spent() };
}
