// What the trail keeps and the channels are told of a policy that was read again, in force or refused, and of an organization that is observed or
// enforced by now.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { Message } from '../message.ts';
import type { Organization } from '../organization.ts';
import { effectKey, post } from '../step.ts';
import { type Mode, type Policy, policyOf } from './policy.ts';
import { noOther, policyChanges } from './policy-changes.ts';

/** So many problems are told in the channel; the log has them all. */
const toldProblems = 3;

/** Whether it is observed or enforced; one that the policy does not name stays as it was. */
export function modeIn(policy: Policy, { login, mode }: Pick<Organization, 'login' | 'mode'>): Mode {
  return policyOf(policy, login)?.mode ?? mode;
}

function tell({ id }: Organization, message: Message, at: Instant): Change {
  return { ...noChange, effects: post(id, 'reviewers', effectKey.policy(message.kind, id, at), message) };
}

/** Each organization that the policy in force names is told in its own channel. */
function tellEach(
  inForce: Policy,
  organizations: readonly Organization[],
  messageFor: (organization: Organization) => Message,
  at: Instant,
): readonly Change[] {
  return organizations
    .filter(({ login }) => policyOf(inForce, login) !== undefined)
    .map((organization) => tell(organization, messageFor(organization), at));
}

function record(act: string, data: Readonly<Record<string, unknown>>, at: Instant): Change {
  return { ...noChange, entries: [{ at, actor: 'countersign', act, subject: 'policy', data }] };
}

/** It takes the place of the one before. */
export function tellTaken(before: Policy, policy: Policy, organizations: readonly Organization[], at: Instant): Change {
  const messageFor = (organization: Organization): Message => {
    const mode = modeIn(policy, organization);
    const changes = policyChanges(before, policy, organization.login);
    return { kind: 'policy_taken', changes: mode === organization.mode ? changes : { ...changes, mode } };
  };
  const data = { hash: policy.hash, was: before.hash };
  return together(record('policy.take', data, at), ...tellEach(policy, organizations, messageFor, at));
}

/** It can't be one: the one before stays in force. */
export function tellRefused(
  problems: readonly string[],
  inForce: Policy,
  organizations: readonly Organization[],
  at: Instant,
): Change {
  const told = problems.slice(0, toldProblems);
  const message: Message = { kind: 'policy_refused', problems: told, hidden: problems.length - told.length };
  return together(
    record('policy.refuse', { problems: told }, at),
    ...tellEach(inForce, organizations, () => message, at),
  );
}

/** The file was changed while nobody ran. `followed`: what that means for its rows; nothing where it was observed, or enforced, before. */
export function tellNewMode(organization: Organization, mode: Mode, followed: Change, at: Instant): Change {
  if (followed === noChange) return noChange;
  return together(tell(organization, { kind: 'policy_taken', changes: { ...noOther, mode } }, at), followed);
}
