import { isRefusal } from '../../domain/refusal.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { decideOnClaim } from '../../operations/people/decide-on-claim.ts';
import { readValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Confirm or Refuse, on the card that says who somebody is. Acknowledged only after the commit; the card itself says what became of it. */
function decides(deed: 'vouch' | 'refuse') {
  return async (context: SlackContext, call: ClickCall): Promise<void> => {
    const { ports } = context;
    const seen = readValue(call.value);
    if (seen === null) return unknownClick(context, call);
    const decided = await decideOnClaim(ports, call.user, { ...seen, deed });
    await call.ack();
    await adoptCopy(ports, call.message, { of: 'claim', id: seen.id }, 'claim_card', !isRefusal(decided));
    if (isRefusal(decided)) return refuseClick(context, call, decided);
  };
}

export const vouchForPerson = decides('vouch');
export const refusePerson = decides('refuse');
