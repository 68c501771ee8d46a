import type { SlackUserId } from '../../domain/ids.ts';
import type { EventCall, SlackContext } from '../context.ts';

/** `user_change`: who was a colleague may be a guest or gone now, so what is cached of them is dropped. */
export async function forgetPerson({ ports }: SlackContext, { event }: EventCall): Promise<void> {
  const { user } = event;
  if (typeof user === 'object' && user !== null && 'id' in user && typeof user.id === 'string') {
    ports.directory.forget(user.id as SlackUserId);
  }
}
