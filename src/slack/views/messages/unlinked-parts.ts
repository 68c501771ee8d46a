import type { SlackUserId } from '../../../domain/ids.ts';
import type { GithubAccount } from '../../../domain/person.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { PlainPart } from '../part.ts';

/** Who approves what a machine user is to hold must not stand behind it, and nobody knows who does: each click would be refused. */
export function unlinkedParts(
  sponsor: SlackUserId | null | undefined,
  { login }: GithubAccount,
  is: 'waiting' | 'active',
  wording: Wording,
): readonly PlainPart[] {
  return sponsor == null ? [] : [{ say: wording.sponsorUnlinked(sponsor, login, is, mrkdwnSpeech(wording)) }];
}
