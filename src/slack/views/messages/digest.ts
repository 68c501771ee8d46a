import { daysBetween } from '../../../domain/calendar.ts';
import type { DigestContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../part.ts';

/** In the reviewers' channel, once a week: what needs a look, what ends soon, who left, and where all of it stands. */
export function digest(content: DigestContent, wording: Wording, now: number): readonly Part[] {
  const { tokens, organization, left } = content;
  const soonest = tokens.soonest.map(({ tokenName, holder, scope }) =>
    wording.baselineToken(tokenName, holder.login, scope.expiresAt ?? 0, daysBetween(now, scope.expiresAt ?? 0, 'UTC')),
  );
  const more = tokens.expiring - soonest.length;
  return [
    { strong: wording.digestTitle(organization, mrkdwnSpeech(wording)) },
    { fact: wording.digestLook, value: wording.digestCounts(content) },
    {
      fact: wording.digestExpiring(tokens.expiring),
      value: more > 0 ? [...soonest, wording.moreListed(more)] : soonest,
    },
    { fact: wording.digestLeft, value: wording.digestLeavers(left.people, left.tokens) },
    { note: wording.digestNext },
  ];
}
