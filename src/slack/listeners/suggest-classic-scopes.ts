import { searchClassicScopes } from '../../domain/classic/scope-catalogue.ts';
import type { SlackContext, SuggestionCall } from '../context.ts';
import { classicScopeOption } from '../views/options.ts';

/** Type-ahead over the scopes of classic tokens, by name and by what they can do. */
export async function suggestClassicScopes({ wording }: SlackContext, call: SuggestionCall): Promise<void> {
  const found = searchClassicScopes(call.typed, wording.classicScope);
  await call.ack({ options: found.map(({ name }) => classicScopeOption(name, wording)) });
}
