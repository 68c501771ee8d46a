import type { OrganizationId } from '../../domain/ids.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { readReview } from '../../domain/requests/review-form.ts';
import { mayBegin } from '../../operations/decide/may-begin.ts';
import { reviewUnused, unusedForOwners } from '../../operations/decide/review-unused.ts';
import { readOrganizationValue } from '../button-value.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readReviewed } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { reviewedView, reviewUnusedView } from '../views/review-unused.ts';
import { refusalPage, refuseClick } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

/** Revoke unused tokens…: shows all that would be. Who may is checked when it is sent. */
export async function openReview(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const id = readOrganizationValue(call.value);
  if (id === null || (await ports.store.organizationById(id)) === null) return unknownClick(context, call);
  const begun = await mayBegin(ports, 'revoke_token', id);
  const tokens = await unusedForOwners(ports, id);
  if (isRefusal(begun) || tokens.length === 0) {
    await call.ack();
    const refusal = isRefusal(begun)
      ? begun
      : refuse({ why: 'nothing_unused', organization: begun.organization.login });
    return refuseClick(context, call, refusal);
  }
  const view = reviewUnusedView(id, begun.organization.login, tokens, wording);
  await client.views.open({ trigger_id: call.triggerId, view });
  await call.ack();
}

/** The Decisions themselves, a commit each. */
export async function sendReview(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const seen = readReviewed(call.privateMetadata);
  const id = seen?.organizationId as OrganizationId;
  if (seen === null || (await ports.store.organizationById(id)) === null) return unknownControl(context, call);
  // What was kept or used again meanwhile is no question any more.
  const tokens = (await unusedForOwners(ports, id)).filter(({ patId }) => seen.patIds.includes(patId));
  const read = readReview(
    readForm(call.values),
    tokens.map((token) => token.id),
  );
  if ('problems' in read) {
    return call.ack({ response_action: 'errors', errors: fieldErrors(wording, read.problems, call.values) });
  }
  const acted = await reviewUnused(ports, call.user, id, read);
  const view = isRefusal(acted) ? await refusalPage(context, call.user, acted) : reviewedView(tokens, acted, wording);
  await call.ack({ response_action: 'update', view });
}
