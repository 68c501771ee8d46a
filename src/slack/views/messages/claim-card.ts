import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';

type Of<Kind extends MessageContent['kind']> = Extract<MessageContent, { kind: Kind }>;

/** In the reviewers' channel: what both sides show of the person, and one line once it is decided. */
export function claimCard(
  { claim, organization, profile, role, person }: Of<'claim_card'>,
  wording: Wording,
): readonly Part[] {
  if (claim.status !== 'open') return [{ say: wording.claimEnded(claim, mrkdwnSpeech(wording)) }];
  const value = tokenValue(claim);
  return [
    { strong: wording.claimHeading(claim, organization, mrkdwnSpeech(wording)) },
    { fact: wording.claimOnGithub, value: wording.claimedAccount(claim, profile, role, organization) },
    { fact: wording.claimInSlack, value: person === null ? '' : wording.claimant(person) },
    { say: wording.claimNext(claim, organization, mrkdwnSpeech(wording)) },
    {
      buttons: [
        button('vouch_person', wording.buttons.vouch, value),
        button('refuse_person', wording.buttons.refusePerson, value, { style: 'danger' }),
      ],
    },
  ];
}

/** To whoever said it: how that ended. */
export function claimNews({ claim }: Of<'claim_news'>, wording: Wording): readonly Part[] {
  return [
    { say: wording.claimNews(claim, mrkdwnSpeech(wording)) },
    ...(claim.status === 'confirmed' ? [{ note: wording.claimConfirmedNext }] : []),
  ];
}
