import { isRefusal } from '../../domain/refusal.ts';
import { nudgeReviewers as nudge } from '../../operations/ask/nudge-reviewers.ts';
import { readRequestValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { render } from '../views/layout.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Remind the reviewers, on the requester's own copy. */
export async function nudgeReviewers(context: SlackContext, call: ClickCall): Promise<void> {
  const seen = readRequestValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const nudged = await nudge(context.ports, call.user, seen.number);
  await call.ack();
  if (isRefusal(nudged)) return refuseClick(context, call, nudged);
  await context.respond(call.responseUrl, render([{ say: context.wording.nudged(nudged.number) }], context.wording));
}
