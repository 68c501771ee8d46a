// What could be done with a token, most serious first, as codes that `wording` says in plain words.
// A hint for the reviewer's eye: nothing is decided by it.
import type { PermissionGroup, RequestedScope } from './agreement.ts';
import { type PermissionLevel, permissionLabel } from './permission-catalogue.ts';

/** The more it lets its holder take over, the higher. Unlisted: by level alone. */
const dangers: ReadonlyMap<string, number> = new Map(
  Object.entries({
    'organization_administration:write': 100,
    'members:write': 95,
    'organization_custom_roles:write': 94,
    'organization_custom_org_roles:write': 94,
    'organization_secrets:write': 92,
    'organization_self_hosted_runners:write': 90,
    'organization_hooks:write': 88,
    'administration:write': 86,
    'secrets:write': 84,
    'workflows:write': 82,
    'environments:write': 80,
    'contents:write': 78,
    'actions:write': 74,
    'repository_hooks:write': 72,
    'deployments:write': 66,
    'pages:write': 62,
    'pull_requests:write': 60,
    'security_events:write': 56,
    'secret_scanning_alerts:read': 55,
    'secret_scanning_alerts:write': 57,
    'contents:read': 40,
  }),
);
const levelDanger: ReadonlyMap<string, number> = new Map(Object.entries({ read: 10, write: 50, admin: 91 }));

function dangerOf({ name, level }: PermissionLevel): number {
  // A level that GitHub invented yesterday may be anything.
  return dangers.get(`${name}:${level}`) ?? levelDanger.get(level) ?? 99;
}

/** Every permission, the riskiest first. */
export function riskiestFirst(permissions: RequestedScope['permissions']): readonly PermissionLevel[] {
  const groups: readonly PermissionGroup[] = ['repository', 'organization', 'other'];
  return groups
    .flatMap((group) => Object.entries(permissions[group]).map(([name, level]) => ({ group, name, level })))
    .sort(
      (one, other) =>
        dangerOf(other) - dangerOf(one) ||
        permissionLabel(one.group, one.name).localeCompare(permissionLabel(other.group, other.name), 'en'),
    );
}

export type Consequence =
  | 'administer_organization'
  | 'manage_members'
  | 'change_organization_secrets'
  | 'run_code_on_runners'
  | 'administer_repositories'
  | 'change_secrets'
  | 'change_workflows'
  | 'push_code'
  | 'run_workflows'
  | 'receive_events'
  | 'merge_pull_requests'
  | 'read_leaked_secrets'
  | 'read_code'
  | 'change_other'
  | 'read_other'
  | 'read_public_only';

const consequencesOf: readonly (readonly [Consequence, readonly string[]])[] = [
  [
    'administer_organization',
    ['organization_administration:write', 'organization_custom_roles:write', 'organization_custom_org_roles:write'],
  ],
  ['manage_members', ['members:write']],
  [
    'change_organization_secrets',
    ['organization_secrets:write', 'organization_dependabot_secrets:write', 'organization_codespaces_secrets:write'],
  ],
  ['run_code_on_runners', ['organization_self_hosted_runners:write']],
  ['administer_repositories', ['administration:write']],
  ['change_secrets', ['secrets:write', 'dependabot_secrets:write', 'codespaces_secrets:write', 'environments:write']],
  ['change_workflows', ['workflows:write']],
  ['push_code', ['contents:write']],
  ['run_workflows', ['actions:write', 'deployments:write']],
  ['receive_events', ['repository_hooks:write', 'organization_hooks:write']],
  ['merge_pull_requests', ['pull_requests:write']],
  ['read_leaked_secrets', ['secret_scanning_alerts:read', 'secret_scanning_alerts:write']],
  ['read_code', ['contents:read']],
];
const named = 3;

/** At most three things that could be done with it, the most serious first. */
export function consequences({
  permissions,
  access,
}: Pick<RequestedScope, 'permissions' | 'access'>): readonly Consequence[] {
  const has = new Set(riskiestFirst(permissions).map(({ name, level }) => `${name}:${level}`));
  const found = consequencesOf.filter(([, needs]) => needs.some((need) => has.has(need))).map(([code]) => code);
  if (found.length > 0) return found.slice(0, named);
  const levels = riskiestFirst(permissions).filter(({ name }) => name !== 'metadata');
  if (levels.some(({ level }) => level !== 'read')) return ['change_other'];
  if (levels.length > 0 || access.selection !== 'none') return ['read_other'];
  return ['read_public_only'];
}
