import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Named } from '../../domain/requests/meant-by-name.ts';
import { showGuide as guide } from '../../operations/ask/show-guide.ts';
import { readNamedValue } from '../button-value.ts';
import type { ClickCall, CommandCall, SlackContext } from '../context.ts';
import { tokenGuideView, tokenKindsMessage } from '../views/token-guide.ts';
import { readNamed } from './read-named.ts';
import { refuseClick, refuseCommand } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

async function openGuide(
  { ports, client, wording, githubHosts }: SlackContext,
  { user, triggerId }: Pick<CommandCall | ClickCall, 'user' | 'triggerId'>,
  wanted: Named,
): Promise<Refusal | null> {
  const guided = await guide(ports, user, wanted);
  if (isRefusal(guided)) return guided;
  await client.views.open({ trigger_id: triggerId, view: tokenGuideView(guided, githubHosts, wording) });
  return null;
}

/** `/pat guide PAT-n`, or a name; alone, which kind of token there is for what. */
export async function showGuideByName(context: SlackContext, call: CommandCall): Promise<void> {
  if (call.argument === '') {
    return call.ack({ response_type: 'ephemeral', ...tokenKindsMessage(context.wording) });
  }
  const named = await readNamed(context, call, 'guide');
  const refusal = isRefusal(named) ? named : await openGuide(context, call, named);
  if (refusal !== null) return refuseCommand(context, call, refusal);
  await call.ack();
}

/** How do I use it? */
export async function showGuide(context: SlackContext, call: ClickCall): Promise<void> {
  const wanted = readNamedValue(call.value);
  if (wanted === null) return unknownClick(context, call);
  const refusal = await openGuide(context, call, wanted);
  await call.ack();
  if (refusal !== null) return refuseClick(context, call, refusal);
}
