import type { SlackUserId } from '../../domain/ids.ts';
import { leaveHintOfDeactivation } from '../../operations/people/leave-hint-of-deactivation.ts';
import type { EventCall, SlackContext } from '../context.ts';

/** `user_change`: who was a colleague may be a guest or gone now, so what is cached of them is dropped, and the tokens of who is deactivated are looked at. */
export async function forgetPerson({ ports }: SlackContext, { event }: EventCall): Promise<void> {
  const { user } = event;
  if (typeof user === 'object' && user !== null && 'id' in user && typeof user.id === 'string') {
    const slackId = user.id as SlackUserId;
    ports.directory.forget(slackId);
    if ('deleted' in user && user.deleted === true) await leaveHintOfDeactivation(ports, slackId);
  }
}
