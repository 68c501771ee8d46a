import { noChange, type Write } from '../../domain/change.ts';
import { isSignInOver, type SignIn } from '../../domain/people/sign-in.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { endHeld } from '../people/offer-own-token.ts';

/** Ends sign-ins whose ten minutes are over: an owner who closed the page has agreed to nothing, so their token ends as well. */
export async function endSignIns(ports: Ports): Promise<void> {
  for (const { slackId } of await ports.store.signIns()) {
    let ended: SignIn | null = null;
    const done = await commitDecision(ports, async () => {
      const row = await ports.store.signInOf(slackId);
      ended = row !== null && isSignInOver(row, ports.clock.now()) ? row : null;
      const writes: readonly Write[] =
        ended === null ? [] : [{ table: 'sign_ins', was: ended.version, row: ended, removes: true }];
      return { change: { ...noChange, writes } };
    });
    if (!isRefusal(done) && ended !== null) await endHeld(ports, ended);
  }
}
