// What a new version of the policy file changes, for one organization's reviewers: keys, and how many people; never a name or a value.
import type { Mode, OrganizationPolicy, Policy } from './policy.ts';
import { policyOf } from './policy.ts';

export type PolicyKey = Exclude<keyof OrganizationPolicy, 'login' | 'mode'>;

export type Counts = { readonly added: number; readonly removed: number; readonly changed: number };

export type PolicyChanges = {
  /** Keys of the organization whose values differ. */
  readonly keys: readonly PolicyKey[];
  readonly people: Counts;
  readonly machineUsers: Counts;
  /** What the organization is from now on; left out where it was that already. */
  readonly mode?: Mode;
};

const keys: readonly PolicyKey[] = [
  'channel',
  'language',
  'auditChannel',
  'identity',
  'lifetime',
  'reminderDays',
  'drift',
  'renewal',
  'leavers',
  'digest',
  'unused',
  'classic',
  'reviewers',
  'escalation',
  'approvals',
  'approvalsFor',
  'rules',
  'rulesMode',
  'lapse',
];

const none: Counts = { added: 0, removed: 0, changed: 0 };

/** Where nothing else is known to differ: the file was changed while the program did not run. */
export const noOther: PolicyChanges = { keys: [], people: none, machineUsers: none };

function counts(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Counts {
  const names = [...after.keys()];
  return {
    added: names.filter((name) => !before.has(name)).length,
    removed: [...before.keys()].filter((name) => !after.has(name)).length,
    changed: names.filter((name) => before.has(name) && before.get(name) !== after.get(name)).length,
  };
}

export function policyChanges(before: Policy, after: Policy, organizationLogin: string): PolicyChanges {
  const was = policyOf(before, organizationLogin);
  const is = policyOf(after, organizationLogin);
  return {
    keys: keys.filter((key) => JSON.stringify(was?.[key]) !== JSON.stringify(is?.[key])),
    people: counts(before.people, after.people),
    machineUsers: counts(before.machineUsers, after.machineUsers),
  };
}
