import { hidePrivateNames } from '../../operations/due/hide-private-names.ts';
import type { EventCall, SlackContext } from '../context.ts';

/**
 * `channel_shared`: people of another workspace read the channel from now on. That a channel was made public Slack tells only to those who
 * may read all its messages, so that is found by looking.
 */
export async function hideWhereShared({ ports }: SlackContext, _call: EventCall): Promise<void> {
  await hidePrivateNames(ports);
}
