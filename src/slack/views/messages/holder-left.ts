import type { Left } from '../../../domain/tokens/together.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Standing } from '../../../wording/english/leaving.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../part.ts';
import { revokeAllButton } from '../revoke-all.ts';
import { standingOf, tokensPart } from './tokens-together.ts';

/** In the reviewers' channel: somebody left, which tokens they leave behind, and what else rested on them. */
export function holderLeft(
  { organization, organizationId, left, tokens, ownersPage }: Extract<MessageContent, { kind: 'holder_left' }>,
  wording: Wording,
): readonly Part[] {
  const standing = standingOf(tokens);
  const isObserved = ownersPage !== undefined;
  const { returnedAt } = left;
  return [
    { strong: wording.holderLeft(left, standing, organization, mrkdwnSpeech(wording)) },
    ...(tokens.length === 0 ? [] : [tokensPart(tokens, wording)]),
    ...nextSteps(left, standing, isObserved, wording).map((say) => ({ say })),
    ...(left.returned.length === 0 ? [] : [{ say: wording.approvalsReturned(left) }]),
    ...(left.sponsored.length === 0 ? [] : [{ say: wording.sponsorless(left, mrkdwnSpeech(wording)) }]),
    ...(standing.living > 0 && !isObserved && returnedAt === undefined
      ? [{ buttons: [revokeAllButton({ organizationId, githubId: left.holder.githubId }, wording)] }]
      : []),
    ...(standing.living + standing.revoking > 0 && returnedAt === undefined ? [{ note: wording.residue }] : []),
  ];
}

/** Whoever is back needs their tokens: nobody is asked to end them. */
function nextSteps(left: Left, standing: Standing, isObserved: boolean, wording: Wording): readonly string[] {
  return left.returnedAt === undefined
    ? wording.holderLeftNext(left, standing, isObserved)
    : [wording.holderBack(mrkdwnSpeech(wording).instant(left.returnedAt))];
}
