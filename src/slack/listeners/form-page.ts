import type { ModalView } from '@slack/types';
import { policyOf } from '../../domain/policy/policy.ts';
import type { Field } from '../../domain/requests/field-problem.ts';
import type { FormPage } from '../../domain/requests/form-fields.ts';
import { sponsoredBy } from '../../domain/requests/machine-user.ts';
import type { Kept } from '../../operations/ask/own-draft.ts';
import type { Opening } from '../../operations/ask/start-request.ts';
import type { SlackContext } from '../context.ts';
import { requestFormView } from '../views/request-form.ts';

/** A page of the form with what is kept of it. */
export function formPage(
  { ports, wording }: Pick<SlackContext, 'ports' | 'wording'>,
  page: FormPage,
  { draft, policy, classicSight = 'unknown', told = [] }: Kept,
  more: {
    readonly missing?: readonly Field[];
    readonly keptAt?: number | null;
    readonly list?: string | undefined;
  },
): ModalView {
  const { organizations } = ports.policy();
  const machineUsers = sponsoredBy(draft.slackId, ports.policy());
  const form = {
    draftId: draft.id,
    answers: draft.answers,
    organizations,
    chosen: policy,
    machineUsers,
    classicSight,
    told,
  };
  const { missing = [], keptAt = null, list } = more;
  return requestFormView(page, { ...form, missing, keptAt, list }, wording);
}

/** The first page, as it opens. `list`: where the list stands that it was opened from. */
export function openingPage(
  context: Pick<SlackContext, 'ports' | 'wording'>,
  { draft, keptAt, told }: Opening,
  list?: string,
): ModalView {
  const policy = policyOf(context.ports.policy(), draft.organizationLogin);
  if (policy === undefined) throw new Error('the policy names no organization');
  return formPage(context, 1, { draft, policy, told }, { keptAt, list });
}
