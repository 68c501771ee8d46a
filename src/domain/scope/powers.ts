// What each permission lets a token do, most dangerous first: the table of docs/risk.md. Checked against GitHub's list of endpoints.

/** `low` needs no second look; `critical` could take over the organization. */
export const grades = ['low', 'elevated', 'high', 'critical'] as const;
export type Grade = (typeof grades)[number];

/** Where a power works, whatever repositories the token has. */
export type Reach = 'organization' | 'repositories';

export type Power =
  | 'administer_organization'
  | 'manage_members'
  | 'change_organization_secrets'
  | 'attach_organization_runners'
  | 'change_organization_networks'
  | 'receive_organization_events'
  | 'change_organization_settings'
  | 'administer_repositories'
  | 'do_what_is_unknown'
  | 'change_secrets'
  | 'change_workflows'
  | 'read_leaked_secrets'
  | 'receive_events'
  | 'push_code'
  | 'run_workflows'
  | 'use_codespaces'
  | 'change_variables'
  | 'deploy'
  | 'publish_pages'
  | 'vouch'
  | 'read_weaknesses'
  | 'manage_projects'
  | 'read_organization_settings'
  | 'review_pull_requests'
  | 'discuss'
  | 'change_other'
  | 'read_code'
  | 'read_other'
  | 'read_public_only'
  /** Of classic tokens alone. */
  | 'manage_enterprise'
  | 'add_keys'
  | 'publish_packages'
  | 'delete_packages'
  | 'read_packages'
  | 'read_audit_log';

export type PowerRow = {
  readonly power: Power;
  readonly reach: Reach;
  /** In selected repositories, or in the organization. */
  readonly grade: Grade;
  /** In all repositories, those of tomorrow included. */
  readonly everywhere: Grade;
  /** GitHub gives it to owners of the organization alone. */
  readonly isOwners: boolean;
  /** Any of these; one that names two needs both. */
  readonly by: readonly (readonly string[])[];
};

const write = (...names: readonly string[]): readonly (readonly string[])[] => names.map((name) => [`${name}:write`]);

function organization(power: Power, grade: Grade, by: PowerRow['by'], isOwners = true): PowerRow {
  return { power, reach: 'organization', grade, everywhere: grade, isOwners, by };
}

function repositories(power: Power, grade: Grade, everywhere: Grade, by: PowerRow['by']): PowerRow {
  return { power, reach: 'repositories', grade, everywhere, isOwners: false, by };
}

/** In turn, the most dangerous first. What stands in no row is `change_other`, `read_other`, or unknown. */
export const powerTable: readonly PowerRow[] = [
  organization(
    'administer_organization',
    'critical',
    write('organization_administration', 'organization_custom_org_roles', 'organization_custom_roles'),
  ),
  // An owner can make anybody an owner with it.
  organization('manage_members', 'critical', write('members')),
  organization(
    'change_organization_secrets',
    'critical',
    write(
      'organization_secrets',
      'organization_dependabot_secrets',
      'organization_codespaces_secrets',
      'organization_agent_secrets',
    ),
  ),
  // A machine that is attached gets jobs with their secrets, and with the token that the job itself has.
  organization('attach_organization_runners', 'critical', write('organization_self_hosted_runners')),
  organization(
    'change_organization_networks',
    'high',
    write('organization_network_configurations', 'organization_private_registries'),
  ),
  organization('receive_organization_events', 'high', write('organization_hooks')),
  organization('change_organization_settings', 'high', [
    ...write(
      'organization_actions_variables',
      'organization_agent_variables',
      'organization_codespaces',
      'organization_codespaces_settings',
      'organization_copilot_agent_settings',
      'organization_custom_properties',
      'organization_runner_custom_images',
      'organization_code_scanning_dismissal_requests',
      'org_copilot_content_exclusion',
    ),
    ['organization_custom_properties:admin'],
  ]),
  // Deploy keys and collaborators that are added with it stay when the token is gone.
  repositories('administer_repositories', 'high', 'critical', write('administration')),
  repositories('do_what_is_unknown', 'high', 'critical', []),
  repositories(
    'change_secrets',
    'high',
    'critical',
    write('secrets', 'dependabot_secrets', 'codespaces_secrets', 'agent_secrets', 'environments'),
  ),
  // A workflow that was changed runs with the repository's secrets; without pushing, the permission changes nothing.
  repositories('change_workflows', 'high', 'critical', [['workflows:write', 'contents:write']]),
  repositories('read_leaked_secrets', 'high', 'critical', [
    ['secret_scanning_alerts:read'],
    ['secret_scanning_alerts:write'],
  ]),
  repositories('receive_events', 'elevated', 'high', write('repository_hooks')),
  repositories('push_code', 'elevated', 'high', write('contents')),
  repositories('run_workflows', 'elevated', 'high', write('actions')),
  repositories('use_codespaces', 'elevated', 'high', write('codespaces', 'codespaces_lifecycle_admin')),
  repositories('change_variables', 'elevated', 'high', write('actions_variables', 'agent_variables')),
  repositories('deploy', 'elevated', 'high', write('deployments')),
  repositories('publish_pages', 'elevated', 'high', write('pages')),
  // Rules that protect branches rely on them.
  repositories(
    'vouch',
    'elevated',
    'high',
    write('statuses', 'attestations', 'artifact_metadata', 'repository_custom_properties', 'merge_queues'),
  ),
  repositories(
    'read_weaknesses',
    'elevated',
    'high',
    ['security_events', 'vulnerability_alerts', 'repository_advisories', 'code_quality'].flatMap((name) => [
      [`${name}:read`],
      [`${name}:write`],
    ]),
  ),
  organization('manage_projects', 'elevated', [['organization_projects:admin']], false),
  organization('read_organization_settings', 'elevated', [['organization_administration:read']]),
  repositories('review_pull_requests', 'low', 'elevated', write('pull_requests')),
  repositories('discuss', 'low', 'elevated', write('issues', 'discussions')),
  repositories('change_other', 'elevated', 'elevated', []),
  repositories('read_code', 'low', 'elevated', [['contents:read']]),
  repositories('read_other', 'low', 'low', []),
  repositories('read_public_only', 'low', 'low', []),
];
