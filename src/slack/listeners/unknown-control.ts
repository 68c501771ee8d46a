import { refuse } from '../../domain/refusal.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { refusalView } from '../views/refusal-view.ts';
import { refuseClick } from './refuse-privately.ts';

/** A modal that an older version of the program opened, or a forged one. */
export async function unknownControl({ wording }: SlackContext, call: SubmissionCall): Promise<void> {
  await call.ack({ response_action: 'update', view: refusalView(wording, refuse({ why: 'unknown_control' })) });
}

export async function unknownClick(context: SlackContext, call: ClickCall): Promise<void> {
  await call.ack();
  await refuseClick(context, call, refuse({ why: 'unknown_control' }));
}
