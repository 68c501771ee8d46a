import type { Claim } from '../../domain/people/claim.ts';
import type { Claimed } from '../../operations/people/claim-account.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { type Rendered, render } from './layout.ts';

export function claimSentMessage(wording: Wording, { claim, organization, needed }: Claimed): Rendered {
  return render(
    [{ say: wording.claimSent(claim.account.login, organization.login, needed, mrkdwnSpeech(wording)) }],
    wording,
  );
}

export function claimWithdrawnMessage(wording: Wording, { account }: Claim): Rendered {
  return render([{ say: wording.claimWithdrawn(account.login, mrkdwnSpeech(wording)) }], wording);
}
