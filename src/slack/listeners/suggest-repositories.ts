import { isRefusal } from '../../domain/refusal.ts';
import { findRepositories } from '../../operations/ask/find-repositories.ts';
import { ownDraft } from '../../operations/ask/own-draft.ts';
import { Fault } from '../../ports/fault.ts';
import type { SlackContext, SuggestionCall } from '../context.ts';
import { readFormPage } from '../forms/private-metadata.ts';
import { repositoryOptions } from '../views/options.ts';

/** Type-ahead over the repositories that this person may see. */
export async function suggestRepositories(
  { ports, readable, wording }: SlackContext,
  call: SuggestionCall,
): Promise<void> {
  const page = readFormPage(call.privateMetadata);
  const draft = page === null ? null : await ownDraft(ports, call.user, page.draftId);
  if (draft === null || isRefusal(draft)) return call.ack({ options: [] });
  const organization = await ports.store.organizationByLogin(draft.organizationLogin);
  if (organization === null) return call.ack({ options: [] });
  try {
    const found = await findRepositories(ports, readable, call.user, organization, call.typed);
    await call.ack(repositoryOptions(found, wording));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    await call.ack({ options: [] });
  }
}
