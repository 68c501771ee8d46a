// Who is asked about which tokens that nobody uses: each holder in one message, and the owners in another about those of which no answer came, or
// whose holder nobody can ask. What was asked stands on the token's row, so nobody is asked twice.
import { localDay } from '../calendar.ts';
import { type Change, noChange } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import type { Organization } from '../organization.ts';
import { isListedLately } from '../organization-pause.ts';
import type { GithubAccount } from '../person.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { isRefusal } from '../refusal.ts';
import { effectKey, post } from '../step.ts';
import { advanceActiveToken, nobodyTold } from './advance-active-token.ts';
import type { ActiveToken } from './token.ts';
import { mayAskHolder, mayAskOwners, type UseAct, useStep } from './use-question.ts';

/** Tokens of one account that are due, and when it was last asked about any: 0 for never. */
export type DueOfHolder = {
  readonly holder: GithubAccount;
  readonly tokens: readonly ActiveToken[];
  readonly askedAt: Instant;
};

export type UseDue = {
  readonly ofHolders: readonly DueOfHolder[];
  /** Their holders did not answer in time. */
  readonly unanswered: readonly ActiveToken[];
  readonly usedAgain: readonly ActiveToken[];
  /** When the owners were asked last: 0 for never. */
  readonly ownersAskedAt: Instant;
};

/** Only where the policy wants it, and while GitHub's lists are known to be fresh: it may have been used meanwhile. */
export function mayAskAboutUse(
  organization: Organization,
  { unused }: Pick<OrganizationPolicy, 'unused'>,
  now: Instant,
): boolean {
  return unused.afterDays !== null && isListedLately(organization, now);
}

/** There may be a hundred thousand tokens, so they are taken one by one. */
export function gatherUse(
  rule: OrganizationPolicy['unused'],
  now: Instant,
): { readonly take: (token: ActiveToken) => void; readonly due: () => UseDue } {
  const due: Record<NonNullable<ReturnType<typeof useStep>>, ActiveToken[]> = {
    ask: [],
    ask_owners: [],
    use_again: [],
  };
  const askedAt = new Map<number, Instant>();
  let ownersAskedAt = 0;
  return {
    take: (token) => {
      const step = useStep(token, rule, now);
      if (step !== null) due[step].push(token);
      const { githubId } = token.holder;
      askedAt.set(githubId, Math.max(askedAt.get(githubId) ?? 0, token.unused?.askedAt ?? 0));
      ownersAskedAt = Math.max(ownersAskedAt, token.unused?.ownersAskedAt ?? 0);
    },
    due: () => ({
      ofHolders: [...Map.groupBy(due.ask, ({ holder }) => holder.githubId)].flatMap(([githubId, tokens]) =>
        tokens.slice(0, 1).map(({ holder }) => ({ holder, tokens, askedAt: askedAt.get(githubId) ?? 0 })),
      ),
      unanswered: due.ask_owners,
      usedAgain: due.use_again,
      ownersAskedAt,
    }),
  };
}

function steps(
  tokens: readonly ActiveToken[],
  act: UseAct,
  holder: SlackUserId | null,
  now: Instant,
): readonly Change[] {
  return tokens.flatMap((token) => {
    const change = advanceActiveToken(token, act, now, { ...nobodyTold, holder });
    return isRefusal(change) ? [] : [change];
  });
}

export function noteUsedAgain({ usedAgain }: UseDue, now: Instant): readonly Change[] {
  return steps(usedAgain, { act: 'use_again' }, null, now);
}

/** In the holder's working hours; nothing where it is not the time. */
export function askHolder(
  { tokens, askedAt }: DueOfHolder,
  { slackId, zone }: { readonly slackId: SlackUserId; readonly zone: string },
  now: Instant,
): readonly Change[] {
  return mayAskHolder(askedAt, zone, now) ? steps(tokens, { act: 'ask_use', asked: slackId }, slackId, now) : [];
}

/**
 * At most one message a day to the channel, in the zone of its digest. `told` goes with each step: a second one with its key is the same, and after a
 * crash between two nothing is left untold.
 */
export function askOwners(
  { id }: Pick<Organization, 'id'>,
  { digest: { zone } }: Pick<OrganizationPolicy, 'digest'>,
  { unanswered, ownersAskedAt }: Pick<UseDue, 'unanswered' | 'ownersAskedAt'>,
  unreachable: readonly ActiveToken[],
  now: Instant,
): { readonly steps: readonly Change[]; readonly told: Change } {
  if (!mayAskOwners(ownersAskedAt, zone, now)) return { steps: [], told: noChange };
  const message = { kind: 'unused_review', organizationId: id } as const;
  return {
    steps: [
      ...steps(unanswered, { act: 'ask_owners' }, null, now),
      ...steps(unreachable, { act: 'ask_use', asked: null }, null, now),
    ],
    told: { ...noChange, effects: post(id, 'reviewers', effectKey.unusedReview(id, localDay(now, zone)), message) },
  };
}
