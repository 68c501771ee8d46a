import { isRefusal } from '../../domain/refusal.ts';
import { tellGithubLimit } from '../../operations/ask/tell-github-limit.ts';
import { readRequestValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { render } from '../views/layout.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

async function tell(context: SlackContext, call: ClickCall, limit: 'forbidden' | 'capped'): Promise<void> {
  const { ports, wording, respond } = context;
  const seen = readRequestValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const told = await tellGithubLimit(ports, call.user, seen.number, limit);
  await call.ack();
  if (isRefusal(told)) return refuseClick(context, call, told);
  const say = wording.githubLimitTaken(limit, told.organization, mrkdwnSpeech(wording));
  await respond(call.responseUrl, render([{ say }], wording));
}

/** On the approval: GitHub's page doesn't offer the organization. */
export async function tellForbidden(context: SlackContext, call: ClickCall): Promise<void> {
  await tell(context, call, 'forbidden');
}

/** On the approval: GitHub's page offers fewer days. */
export async function tellCapped(context: SlackContext, call: ClickCall): Promise<void> {
  await tell(context, call, 'capped');
}
