import type { OneContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { accountValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';

/** To whoever was linked, in Slack: the page where it was done may have been somebody else's. */
export function accountLinked(
  { login, githubId }: Extract<OneContent, { kind: 'account_linked' }>,
  wording: Wording,
): readonly Part[] {
  return [
    { strong: wording.accountLinked(mrkdwnSpeech(wording).name(login)) },
    { say: wording.accountLinkedNext },
    { buttons: [button('unlink_account', wording.unlinkAccount, accountValue(githubId))] },
  ];
}

/** In the reviewers' channel. */
export function ownerLinked(
  { organization, slackId, login }: Extract<OneContent, { kind: 'owner_linked' }>,
  wording: Wording,
): readonly Part[] {
  return [
    { strong: wording.ownerLinked(mrkdwnSpeech(wording).person(slackId), mrkdwnSpeech(wording).name(login)) },
    { say: wording.ownerLinkedWhy(mrkdwnSpeech(wording).name(organization)) },
  ];
}
