import { solveWithoutToken as solve } from '../../operations/ask/solve-without-token.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { solvedView } from '../views/done-view.ts';
import { refuseClick } from './refuse-privately.ts';

/** That solves it: the form ends, and says so. */
export async function solveWithoutToken(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const refusal = await solve(ports, call.user, call.value);
  if (refusal === null && call.view !== null) await updateView(client, call.view.id, solvedView(wording));
  await call.ack();
  if (refusal !== null) await refuseClick(context, call, refusal);
}
