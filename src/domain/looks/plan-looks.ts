// What an organization's Hints ask to be looked at on GitHub, and what of that is looked at now. Pure. A Hint is never believed: it only says
// where to look. What one person causes is bounded, since each look costs calls that everybody shares; the passes find the rest.
import type { Hint, Write } from '../change.ts';
import type { GithubUserId, Instant, SlackUserId, TokenId } from '../ids.ts';
import type { Organization } from '../organization.ts';
import { byPerson, type LeftOf, type Spent } from './share.ts';

export type Look =
  | { readonly at: 'tokens'; readonly tokenIds: readonly TokenId[] }
  | { readonly at: 'tokens_of'; readonly logins: readonly string[] }
  /** Without `githubId` where nobody says which account it is. */
  | { readonly at: 'leaver'; readonly login: string; readonly githubId?: GithubUserId }
  /** `slackId`: theirs, as their link said before it ended; null where nobody said. */
  | {
      readonly at: 'deactivated';
      readonly login: string;
      readonly githubId: GithubUserId;
      readonly slackId: SlackUserId | null;
    }
  /** Tokens of theirs are gone: they may have left. */
  | {
      readonly at: 'lost';
      readonly login: string;
      readonly githubId: GithubUserId;
      readonly tokenIds: readonly TokenId[];
    }
  | { readonly at: 'everything' | 'nothing' };

/** The Hints are done with when the look is. */
export type PlannedLook = { readonly look: Look; readonly hints: readonly Hint[] };

export type Plan = { readonly looks: readonly PlannedLook[]; readonly spent: Spent };

type Listed = Pick<Organization, 'pendingListedAt' | 'activeListedAt'>;

/** What a Hint names: one thing, however often it is named. */
type Named =
  | { readonly at: 'token'; readonly tokenId: TokenId; readonly person: string }
  | { readonly at: 'person'; readonly login: string }
  | { readonly at: 'leaver'; readonly login: string; readonly githubId: GithubUserId | null }
  | Extract<Look, { readonly at: 'deactivated' }>
  | { readonly at: 'lost'; readonly login: string; readonly githubId: GithubUserId; readonly tokenId: TokenId }
  | { readonly at: 'everything' | 'nothing' };

function namedBy({ told }: Hint): Named {
  if (told === null) return { at: 'everything' };
  const { event, act, tokenId, by, holder = null, holderId: githubId = null, lostTokenId } = told;
  if (event === 'organization') {
    // Who joins has nothing yet.
    return act === 'member_removed' && holder !== null ? { at: 'leaver', login: holder, githubId } : { at: 'nothing' };
  }
  if (holder !== null && githubId !== null) {
    if (event === 'slack') return { at: 'deactivated', login: holder, githubId, slackId: by as SlackUserId | null };
    if (lostTokenId !== undefined) return { at: 'lost', login: holder, githubId, tokenId: lostTokenId };
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
  return at !== 'leaver' && at !== 'deactivated' && at !== 'lost' && isListed;
}

/** `left`: how many looks somebody may still cause. What is cheap and certain comes first, a pass last. */
export function planLooks(hints: readonly Hint[], listed: Listed, left: LeftOf): Plan {
  const share = byPerson(left);
  const tokens = new Set<TokenId>();
  // GitHub knows no case in logins.
  const people = new Set<string>();
  const leavers = new Map<string, PlannedLook>();
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
      const before = leavers.get(login);
      const githubId = named.githubId ?? (before?.look.at === 'leaver' ? before.look.githubId : undefined);
      const look = { at: 'leaver', login, ...(githubId === undefined ? {} : { githubId }) } as const;
      leavers.set(login, { look, hints: [...(before?.hints ?? []), hint] });
    } else if (named.at === 'deactivated') {
      const key = `deactivated ${named.githubId}`;
      leavers.set(key, { look: named, hints: [...(leavers.get(key)?.hints ?? []), hint] });
    } else if (named.at === 'lost') {
      const { login, githubId, tokenId } = named;
      const key = `lost ${githubId}`;
      const before = leavers.get(key);
      const others = before?.look.at === 'lost' ? before.look.tokenIds : [];
      leavers.set(key, {
        look: { at: 'lost', login, githubId, tokenIds: [...others, tokenId] },
        hints: [...(before?.hints ?? []), hint],
      });
    } else of.everything.push(hint);
  }
  const looks: readonly PlannedLook[] = [
    { look: { at: 'nothing' }, hints: of.nothing },
    { look: { at: 'tokens', tokenIds: [...tokens] }, hints: of.token },
    { look: { at: 'tokens_of', logins: [...people] }, hints: of.person },
    ...leavers.values(),
    { look: { at: 'everything' }, hints: of.everything },
  ];
  return { looks: looks.filter(({ hints: mine }) => mine.length > 0), spent: share.spent() };
}

/** It was looked at: it asks for nothing any more. */
export function handled(hint: Hint, at: Instant): Write {
  return { table: 'hints', was: hint.version, row: { ...hint, version: hint.version + 1, handledAt: at } };
}
