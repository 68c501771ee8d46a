import type { SlackUserId } from '../../domain/ids.ts';
import { openHome as open } from '../../operations/people/open-home.ts';
import type { EventCall, SlackContext } from '../context.ts';

/** `app_home_opened`: also sent where the Messages tab is opened, which shows nothing of Home. */
export async function openHome({ ports }: SlackContext, { event }: EventCall): Promise<void> {
  const { user, tab } = event;
  if (typeof user === 'string' && tab === 'home') await open(ports, user as SlackUserId);
}
