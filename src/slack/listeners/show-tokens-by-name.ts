import type { CommandCall, SlackContext } from '../context.ts';
import { browseByName } from './browse-tokens.ts';
import { showTokensOf } from './show-tokens-of.ts';

/** `/pat tokens` for the whole list, `/pat tokens @mona` for one person's, which can be revoked at once. */
export function showTokensByName(context: SlackContext, call: CommandCall): Promise<void> {
  return call.argument.trim() === '' ? browseByName(context, call) : showTokensOf(context, call);
}
