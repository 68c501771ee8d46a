import type { SlackUserId } from '../../domain/ids.ts';
import { endLink } from '../../operations/people/end-link.ts';
import type { EventCall, SlackContext } from '../context.ts';

/**
 * `user_change`: who was a colleague may be a guest or gone now, so what is cached of them is dropped. Who is deactivated is nobody's account
 * any more, unless the policy says so: Slack gives the same id back to whoever returns.
 */
export async function forgetPerson({ ports }: SlackContext, { event }: EventCall): Promise<void> {
  const { user } = event;
  if (typeof user !== 'object' || user === null || !('id' in user) || typeof user.id !== 'string') return;
  const slackId = user.id as SlackUserId;
  ports.directory.forget(slackId);
  if ('deleted' in user && user.deleted === true) await endLink(ports, slackId, 'deactivated');
}
