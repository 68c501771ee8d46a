import { countKinds, type FoundCredential } from '../../domain/leaks/credential-kind.ts';
import { findCredentials } from '../../domain/leaks/find-credentials.ts';
import type { CommandCall, ShortcutCall, SlackContext, SubmissionCall } from '../context.ts';
import { readLeak } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { type Asked, confirmLeakView, kindsFound, leakFailure, leakView, reportedView } from '../views/report-leak.ts';
import { unknownControl } from './unknown-control.ts';

/** `/pat leak`. One that was typed after it is taken all the same: nobody else has seen it. */
export async function openLeakForm(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, client, wording } = context;
  const found = findCredentials(call.typed);
  const view = found.length > 0 ? askAboutFound(context, found) : leakView(ports.ids.next(), wording);
  await client.views.open({ trigger_id: call.triggerId, view });
  await call.ack();
}

/** In a message's menu. Of its text nothing is kept but the credential in it, and that in memory alone. */
export async function openLeakOfMessage(context: SlackContext, call: ShortcutCall): Promise<void> {
  const { ports, client, wording } = context;
  const found = findCredentials(call.said);
  const view =
    found.length > 0 ? askAboutFound(context, found) : leakView(ports.ids.next(), wording, wording.leakNoneInMessage);
  await client.views.open({ trigger_id: call.triggerId, view });
  await call.ack();
}

/** Whether it is to be revoked: what it is held under is all that the page carries. */
function askAboutFound(context: SlackContext, found: readonly FoundCredential[]) {
  const { ports, leaks, wording } = context;
  const id = ports.ids.next();
  if (found.some(({ isWhole }) => !isWhole)) return leakView(id, wording, wording.leakCutOff);
  leaks.hold(ports, id, found);
  return confirmLeakView(askedOf(context, id, found, true), wording);
}

function askedOf({ ports }: SlackContext, id: string, found: readonly FoundCredential[], isHeld: boolean): Asked {
  const observed = ports.policy().organizations.filter(({ mode }) => mode === 'observe');
  return {
    ...{ id, isHeld, kinds: countKinds(found), isPossible: ports.leakedCredentials.isPossible },
    observed: observed.map(({ login }) => login),
  };
}

/** Something was pasted, or the yes was given to exactly what the page asked about. */
export async function sendLeak(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, leaks, wording } = context;
  const page = readLeak(call.privateMetadata);
  if (page === null) return unknownControl(context, call);
  const { credential } = readForm(call.values);
  const isHeld = credential === undefined;
  const found = typeof credential === 'string' ? findCredentials(credential) : [];
  const problem = isHeld
    ? null
    : found.length === 0
      ? wording.leakNoneFound
      : found.some(({ isWhole }) => !isWhole)
        ? wording.leakCutOff
        : null;
  if (problem !== null) return call.ack({ response_action: 'errors', errors: { credential: problem } });
  // What was pasted over what was asked about is asked about first.
  if (!isHeld && page.asked !== kindsFound(found)) {
    const view = confirmLeakView(askedOf(context, page.id, found, false), wording);
    return call.ack({ response_action: 'update', view });
  }
  const done = await leaks.report(ports, call.user, page.id, isHeld ? null : found);
  const answer = (): ReturnType<typeof leakView> => {
    if (done.as === 'reported') return reportedView(done, wording);
    if (done.as === 'forgotten') return leakView(page.id, wording, wording.leakForgotten);
    const why = leakFailure(done, wording);
    // What was pasted still stands in the form; what was held is forgotten.
    return isHeld
      ? leakView(page.id, wording, wording.sentences([why, wording.leakAgain]))
      : confirmLeakView(askedOf(context, page.id, found, false), wording, why);
  };
  await call.ack({ response_action: 'update', view: answer() });
}
