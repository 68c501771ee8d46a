// What follows for somebody who left: their tokens are told in one message and by the policy revoked, what they approved and nobody used goes
// back to the reviewers, and the machine users that they sponsor are named. Pure.

import { type Change, noChange, together } from '../change.ts';
import type { GithubUserId, Instant, SlackUserId } from '../ids.ts';
import type { Organization } from '../organization.ts';
import type { GithubAccount } from '../person.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { standingReview } from '../standing-review.ts';
import { effectKey, post, redraw } from '../step.ts';
import { advanceActiveToken } from './advance-active-token.ts';
import { allowed } from './conclusion-rule.ts';
import { contextOf, type Dossier } from './dossier.ts';
import { outdateCards } from './outdate-cards.ts';
import { entryOf, type Left, leavingId } from './together.ts';
import { type ActiveToken, type HolderGone, isLiving } from './token.ts';

export type Leaver = {
  readonly organization: Organization;
  readonly policy: OrganizationPolicy;
  readonly holder: GithubAccount;
  readonly slackId: SlackUserId | null;
  readonly why: HolderGone;
  /** Those that can still reach the organization, and those that lost it by this. */
  readonly tokens: readonly { readonly token: ActiveToken; readonly dossier: Dossier }[];
  readonly requests: readonly TokenRequest[];
  readonly sponsored: readonly string[];
  /** What was told of them before, the oldest first. */
  readonly told: readonly Left[];
};

/**
 * Which grants their leaving is about: what lives, and of each token that lost access by it (`lost`) the last one. A token that lives by another grant
 * lost nothing.
 */
export function grantsOfLeaver(
  { organizationId, githubId }: { readonly organizationId: Organization['id']; readonly githubId: GithubUserId },
  living: readonly ActiveToken[],
  lost: readonly (readonly ActiveToken[])[],
): readonly ActiveToken[] {
  const here = living.filter((token) => token.organizationId === organizationId);
  const stillThere = new Set(here.map(({ tokenId }) => tokenId));
  const ended = lost.flatMap((grants) => grants.slice(-1)).filter(({ tokenId }) => !stillThere.has(tokenId));
  return [...here, ...ended].filter(({ holder }) => holder.githubId === githubId);
}

export function leaveBehind(leaver: Leaver, now: Instant): Change {
  const { organization, policy, holder, told, sponsored } = leaver;
  // Whoever was back meanwhile leaves it all once more.
  const since = told.filter(({ returnedAt }) => returnedAt === undefined);
  const knownTokens = new Set(since.flatMap(({ tokens }) => tokens));
  const knownUsers = new Set(since.flatMap(({ sponsored: users }) => users));
  const approved = leaver.requests.filter((request) => isApprovedBy(request, holder));
  const isNews =
    leaver.tokens.some(({ token }) => !knownTokens.has(token.id)) ||
    sponsored.some((login) => !knownUsers.has(login)) ||
    approved.length > 0;
  const place = isNews ? told.length + 1 : told.length;
  if (place === 0) return noChange;
  const id = leavingId(organization.id, holder, place);
  const revocations = withCards(leaver, together(...revoked(leaver, id, now)), now);
  const subject = { of: 'together', id, organizationId: organization.id } as const;
  // What was told once follows what becomes of it, and is not told again.
  if (!isNews) return together(revocations, { ...noChange, effects: [redraw(subject)] });
  const left: Left = {
    ...{ of: 'left', holder, slackId: leaver.slackId, why: leaver.why, sponsored },
    tokens: leaver.tokens.map(({ token }) => token.id),
    outcome: policy.leavers.tokens === 'remind' ? 'remind' : policy.mode === 'observe' ? 'would_revoke' : 'revoke',
    returned: approved.map(({ number }) => number),
  };
  return together(revocations, ...approved.map((request) => returned(request, leaver.slackId, policy, now)), {
    writes: [],
    entries: [entryOf(organization.id, id, left, now)],
    effects: post(organization.id, 'reviewers', effectKey.together(organization.id, id), {
      kind: 'holder_left',
      id,
      organizationId: organization.id,
    }),
  });
}

/** What the policy revokes is asked of GitHub once each time that they leave: one that was refused, or given up, is a person's from there on. */
function revoked(leaver: Leaver, id: string, now: Instant): readonly Change[] {
  const { organization, policy, holder, slackId, tokens, told, why } = leaver;
  if (policy.leavers.tokens !== 'revoke' || policy.mode === 'observe') return [];
  const isOver = (before: string | undefined): boolean =>
    told.some(
      ({ returnedAt }, place) => returnedAt !== undefined && leavingId(organization.id, holder, place + 1) === before,
    );
  return tokens.flatMap(({ token, dossier }) => {
    const { refused = null, because, together: before } = token.revocation ?? {};
    const isTried = refused !== null && because !== undefined && !isOver(before);
    if (!isLiving(token) || token.status === 'revoking' || isTried) return [];
    const revocation = {
      ...({ by: null, as: 'policy', reason: '', at: now, refused: null } as const),
      ...{ because: why, together: id, ...(slackId !== null && { leaver: slackId }) },
    };
    return [allowed(advanceActiveToken(token, { act: 'start_revoking', revocation }, now, contextOf(dossier, token)))];
  });
}

/** Whoever has a change of such a token before them learns that it is revoked before they approve that. */
function withCards({ tokens }: Leaver, revocations: Change, now: Instant): Change {
  const dossiers = new Map(tokens.map(({ token, dossier }) => [token.tokenId, dossier]));
  return together(revocations, ...[...dossiers.values()].map((one) => outdateCards(one, revocations, now)));
}

/** An approval that a token has claimed is looked at again before GitHub is called. */
function isApprovedBy(request: TokenRequest, { githubId }: GithubAccount): boolean {
  const review = standingReview(request);
  return request.status === 'approved' && review?.act === 'approve' && review.by.githubId === githubId;
}

function returned(request: TokenRequest, by: SlackUserId | null, { lapse }: OrganizationPolicy, now: Instant): Change {
  const why = { why: 'its reviewer left', because: 'left', by } as const;
  return allowed(advanceRequest(request, { act: 'reopen', ...why, undecidedDays: lapse.undecidedDays }, now));
}
