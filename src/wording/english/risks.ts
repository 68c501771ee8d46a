import type { RepositoryAccess } from '../../domain/scope/agreement.ts';
import type { Grade, Power } from '../../domain/scope/powers.ts';
import type { PowerHere, Risk } from '../../domain/scope/risk.ts';
import { counted, listed } from './terms.ts';

/** After "can". Repositories are named after the last of several. */
const can: Readonly<Record<Power, string>> = {
  administer_organization: 'change the settings and roles of the organization',
  manage_members: 'decide who is a member or an owner',
  change_organization_secrets: 'replace the organization’s secrets',
  attach_organization_runners: 'attach machines that get the organization’s jobs and their secrets',
  change_organization_networks: 'change the organization’s networks and package registries',
  receive_organization_events: 'forward all events of the organization to another server',
  change_organization_settings: 'change settings that the organization relies on',
  administer_repositories: 'administer repositories (settings, access, deploy keys, deletion)',
  do_what_is_unknown: 'do what its permissions allow, some of which we don’t know',
  change_secrets: 'replace secrets that workflows use',
  change_workflows: 'change what workflows do with their secrets',
  read_leaked_secrets: 'read secrets that were found in the code',
  receive_events: 'forward events to another server',
  push_code: 'push and merge code',
  run_workflows: 'run workflows',
  use_codespaces: 'run codespaces',
  change_variables: 'change variables that workflows use',
  deploy: 'start and approve deployments',
  publish_pages: 'publish websites',
  vouch: 'mark code and builds as checked',
  read_weaknesses: 'read security alerts',
  manage_projects: 'administer the organization’s projects',
  read_organization_settings: 'read the organization’s settings',
  review_pull_requests: 'review (not merge) pull requests',
  discuss: 'comment on issues',
  change_other: 'change other data, but not code',
  read_code: 'read the code',
  read_other: 'read other data',
  read_public_only: 'read what is public anyway',
  manage_enterprise: 'manage the whole enterprise',
  add_keys: 'add keys to the account of its holder, who can then be impersonated',
  publish_packages: 'publish packages',
  delete_packages: 'delete packages',
  read_packages: 'download packages',
  read_audit_log: 'read the audit log',
};

function where(access: RepositoryAccess): string {
  if (access.selection === 'all') return ' in all repositories, including future ones';
  if (access.selection === 'none') return '';
  return ` in ${counted(access.repositories.length, 'repository', 'repositories')}`;
}

/** So many things are named; the others are counted. */
const mostNamed = 3;

/** "replace the organization’s secrets, and push code and run workflows in 2 repositories" */
function said(powers: readonly PowerHere[], access: RepositoryAccess): string {
  const groups = (['organization', 'repositories'] as const).map((reach) =>
    powers.filter((one) => one.reach === reach),
  );
  // What is most dangerous comes first, and the organization's powers are the more dangerous ones save for the two least.
  const inTurn = groups
    .filter((group) => group.length > 0)
    .toSorted((one, other) => powers.indexOf(one[0] as PowerHere) - powers.indexOf(other[0] as PowerHere));
  return inTurn
    .map((group) => {
      const verbs = listed(group.map(({ power }) => can[power]));
      return group[0]?.reach === 'repositories' ? `${verbs}${where(access)}` : verbs;
    })
    .join('; it can also ');
}

const names: Readonly<Record<Grade, string>> = {
  low: 'Low risk',
  elevated: 'Elevated risk',
  high: 'High risk',
  critical: 'Critical risk',
};

/** After "can". */
function worstPower({ powers: [first] }: Risk, access: RepositoryAccess): string {
  const reach = first?.reach === 'repositories' && access.selection === 'all' ? where(access) : '';
  return `${first === undefined ? can.read_other : can[first.power]}${reach}`;
}

export const risks = {
  grade: (grade: Grade): string => names[grade],
  /** After "can". */
  power: (power: Power): string => can[power],
  /** One line of plain words: what it can do, the most dangerous first. */
  risk: ({ powers, dormant }: Risk, access: RepositoryAccess, isForever: boolean): string => {
    const more = powers.length - mostNamed;
    const rest = more > 0 ? `, and ${counted(more, 'more thing')}` : '';
    const sleeping =
      dormant.length === 0
        ? ''
        : ` Its holder is not an owner. If they become one, it can also ${listed(dormant.map(({ power }) => can[power]))}.`;
    return `This token can ${said(powers.slice(0, mostNamed), access)}${rest}${isForever ? ', with no expiry date' : ''}.${sleeping}`;
  },
  /** In a list: the worst of it. */
  worst: (risk: Risk, access: RepositoryAccess): string =>
    `${names[risk.grade].toLowerCase()}, can ${worstPower(risk, access)}`,
  worstPower,
};
