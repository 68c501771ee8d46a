import { suggestPermissions as suggest } from '../../domain/scope/search-permissions.ts';
import type { SlackContext, SuggestionCall } from '../context.ts';
import { permissionOptions } from '../views/options.ts';

/** Type-ahead over the permissions that a token of an organization can have. */
export async function suggestPermissions({ wording }: SlackContext, call: SuggestionCall): Promise<void> {
  await call.ack(permissionOptions(suggest(call.typed), wording));
}
