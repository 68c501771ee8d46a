import { requestedAs } from '../../../domain/scope/agreement.ts';
import { grades } from '../../../domain/scope/powers.ts';
import { riskOf } from '../../../domain/scope/risk.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';

/** So many fit into a message that a screen reader reads whole. */
const mostListed = 25;

/** In the reviewers' channel: what already waited when the organization was first listed, each with its Details. */
export function pendingTokenList(
  { tokens, organization, ownersPage }: Extract<MessageContent, { kind: 'pending_token_list' }>,
  wording: Wording,
): readonly Part[] {
  if (tokens.length === 0) return [{ say: wording.waitingListEmpty(organization, mrkdwnSpeech(wording)) }];
  const listed = tokens.map((token) => ({ token, risk: riskOf(requestedAs(token.scope), 'unknown') }));
  const shown = listed
    .toSorted((one, other) => grades.indexOf(other.risk.grade) - grades.indexOf(one.risk.grade))
    .slice(0, mostListed);
  return [
    { strong: wording.waitingListTitle(tokens.length, organization, mrkdwnSpeech(wording)) },
    { say: ownersPage === undefined ? wording.waitingListNext : wording.reviewOnGithub },
    {
      items: shown.map(({ token, risk }) => ({
        row: wording.waitingListToken(token.tokenName, token.holder.login, token.scope, risk),
        button: button('request_details', wording.buttons.details, tokenValue(token)),
      })),
      hidden: tokens.length - shown.length,
      more: wording.waitingListMore,
    },
  ];
}
