import { isRefusal } from '../../domain/refusal.ts';
import { suggestForOffer } from '../../operations/ask/adjust-request.ts';
import { type FoundRepositories, findRepositories } from '../../operations/ask/find-repositories.ts';
import { ownDraft } from '../../operations/ask/own-draft.ts';
import { Fault } from '../../ports/fault.ts';
import { readRequestValue } from '../button-value.ts';
import type { SlackContext, SuggestionCall } from '../context.ts';
import { readAdjusted, readFormPage } from '../forms/private-metadata.ts';
import { repositoryOptions } from '../views/options.ts';

type Find = (context: SlackContext, call: SuggestionCall) => Promise<FoundRepositories>;

const nothing: FoundRepositories = { repositories: [], hasMore: false };

const forRequest: Find = async ({ ports, readable }, call) => {
  const page = readFormPage(call.privateMetadata);
  const draft = page === null ? null : await ownDraft(ports, call.user, page.draftId);
  if (draft === null || isRefusal(draft)) return nothing;
  const organization = await ports.store.organizationByLogin(draft.organizationLogin);
  if (organization === null) return nothing;
  return findRepositories(ports, readable, call.user, organization, call.typed);
};

/** Type-ahead over the repositories that this person may see; where they offer less of a request, its requester too. */
export async function suggestRepositories(context: SlackContext, call: SuggestionCall): Promise<void> {
  const { ports, readable, wording } = context;
  const adjusted = readRequestValue(readAdjusted(call.privateMetadata) ?? '');
  try {
    const found =
      adjusted === null
        ? await forRequest(context, call)
        : await suggestForOffer(ports, readable, call.user, adjusted.number, call.typed);
    await call.ack(repositoryOptions(found, wording));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    await call.ack({ options: [] });
  }
}
