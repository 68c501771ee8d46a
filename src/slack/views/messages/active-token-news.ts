import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../layout.ts';
import { cardRoom, permissionsPart, repositoriesPart } from '../scope-parts.ts';

/** A token that can no longer reach the organization, goes past its Agreement, or that nobody agreed to. */
export function activeTokenNews(
  content: Extract<MessageContent, { kind: 'active_token_news' }>,
  wording: Wording,
): readonly Part[] {
  const { token, news, organization, holderSlackId, audience, mayNamePrivate } = content;
  const { permissions, access, expiresAt } = token.scope;
  const parts: Part[] = [
    { say: wording.activeTokenNews(token, news, organization, holderSlackId, audience, mrkdwnSpeech) },
  ];
  if (news === 'exceeding') {
    parts.push({
      fact: wording.tooMuch,
      value: token.excess.slice(0, 20).map((one) => wording.excess(one, mayNamePrivate)),
    });
  }
  if (news === 'unclaimed') {
    parts.push(
      permissionsPart(permissions, access, cardRoom, wording),
      repositoriesPart(access, cardRoom, mayNamePrivate, wording),
      { fact: wording.label('lifetime'), value: wording.expiry(expiresAt) },
    );
  }
  parts.push({ note: wording.activeTokenNext(news, audience) });
  return parts;
}
