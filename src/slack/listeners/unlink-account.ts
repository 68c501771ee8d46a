import { isRefusal, refuse } from '../../domain/refusal.ts';
import { accountOf } from '../../operations/people/accounts.ts';
import { endLink } from '../../operations/people/end-link.ts';
import { withdrawClaim } from '../../operations/people/withdraw-claim.ts';
import { namesAccount } from '../button-value.ts';
import type { ClickCall, CommandCall, SlackContext } from '../context.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { claimWithdrawnMessage } from '../views/claim-sent.ts';
import { type Rendered, render } from '../views/layout.ts';
import { refuseClick, refuseCommand } from './refuse-privately.ts';

const nothing = refuse({ why: 'nothing_to_unlink' });

function said({ wording }: SlackContext, login: string): Rendered {
  return render([{ say: wording.unlinked(mrkdwnSpeech(wording).name(login)) }], wording);
}

/** `/pat unlink` */
export async function unlinkAccountByName(context: SlackContext, call: CommandCall): Promise<void> {
  const done = await endLink(context.ports, call.user, 'unlinked');
  if (isRefusal(done)) return refuseCommand(context, call, done);
  if (done.ended === null) {
    const claim = await withdrawClaim(context.ports, call.user);
    if (claim === null) return refuseCommand(context, call, nothing);
    await call.ack({ response_type: 'ephemeral', ...claimWithdrawnMessage(context.wording, claim) });
    return;
  }
  await call.ack({ response_type: 'ephemeral', ...said(context, done.ended.login) });
}

/** "This wasn't me", of the account that the message names: an old message ends no newer link. */
export async function unlinkAccount(context: SlackContext, call: ClickCall): Promise<void> {
  await call.ack();
  const link = await accountOf(context.ports, call.user);
  const isNamed = link !== null && namesAccount(call.value, link.githubId);
  const done = isNamed ? await endLink(context.ports, call.user, 'unlinked') : nothing;
  if (isRefusal(done)) return refuseClick(context, call, done);
  if (done.ended === null) return refuseClick(context, call, nothing);
  await context.respond(call.responseUrl, said(context, done.ended.login));
}
