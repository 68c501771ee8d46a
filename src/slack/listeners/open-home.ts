import type { SlackUserId } from '../../domain/ids.ts';
import { knownAs } from '../../operations/people/known-as.ts';
import { openHome as open } from '../../operations/people/open-home.ts';
import type { EventCall, SlackContext } from '../context.ts';

/** `app_home_opened`: also sent where the Messages tab is opened, which shows nothing of Home. */
export async function openHome({ ports }: SlackContext, { event }: EventCall): Promise<void> {
  const { user, tab } = event;
  if (typeof user !== 'string' || tab !== 'home') return;
  // A Fault has Slack send it again.
  await open(ports, await knownAs(ports, user as SlackUserId, 2_000));
}
