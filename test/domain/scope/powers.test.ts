import { describe, expect, it } from 'vitest';
import { powerTable } from '../../../src/domain/scope/powers.ts';

/** Power; what gives it, in any of these ways; its grade in some repositories or in the organization, and in all; `owner` where only they have it. */
const rows: readonly (readonly [string, string, string, string, string?])[] = [
  [
    'administer_organization',
    'organization_administration:write | organization_custom_org_roles:write | organization_custom_roles:write',
    'critical',
    'critical',
    'owner',
  ],
  ['manage_members', 'members:write', 'critical', 'critical', 'owner'],
  [
    'change_organization_secrets',
    'organization_secrets:write | organization_dependabot_secrets:write | organization_codespaces_secrets:write | organization_agent_secrets:write',
    'critical',
    'critical',
    'owner',
  ],
  ['attach_organization_runners', 'organization_self_hosted_runners:write', 'critical', 'critical', 'owner'],
  [
    'change_organization_networks',
    'organization_network_configurations:write | organization_private_registries:write',
    'high',
    'high',
    'owner',
  ],
  ['receive_organization_events', 'organization_hooks:write', 'high', 'high', 'owner'],
  [
    'change_organization_settings',
    'organization_actions_variables:write | organization_agent_variables:write | organization_codespaces:write | organization_codespaces_settings:write | organization_copilot_agent_settings:write | organization_custom_properties:write | organization_runner_custom_images:write | organization_code_scanning_dismissal_requests:write | org_copilot_content_exclusion:write | organization_custom_properties:admin',
    'high',
    'high',
    'owner',
  ],
  ['administer_repositories', 'administration:write', 'high', 'critical'],
  ['do_what_is_unknown', '', 'high', 'critical'],
  [
    'change_secrets',
    'secrets:write | dependabot_secrets:write | codespaces_secrets:write | agent_secrets:write | environments:write',
    'high',
    'critical',
  ],
  ['change_workflows', 'workflows:write & contents:write', 'high', 'critical'],
  ['read_leaked_secrets', 'secret_scanning_alerts:read | secret_scanning_alerts:write', 'high', 'critical'],
  ['receive_events', 'repository_hooks:write', 'elevated', 'high'],
  ['push_code', 'contents:write', 'elevated', 'high'],
  ['run_workflows', 'actions:write', 'elevated', 'high'],
  ['use_codespaces', 'codespaces:write | codespaces_lifecycle_admin:write', 'elevated', 'high'],
  ['change_variables', 'actions_variables:write | agent_variables:write', 'elevated', 'high'],
  ['deploy', 'deployments:write', 'elevated', 'high'],
  ['publish_pages', 'pages:write', 'elevated', 'high'],
  [
    'vouch',
    'statuses:write | attestations:write | artifact_metadata:write | repository_custom_properties:write | merge_queues:write',
    'elevated',
    'high',
  ],
  [
    'read_weaknesses',
    'security_events:read | security_events:write | vulnerability_alerts:read | vulnerability_alerts:write | repository_advisories:read | repository_advisories:write | code_quality:read | code_quality:write',
    'elevated',
    'high',
  ],
  ['manage_projects', 'organization_projects:admin', 'elevated', 'elevated', 'organization'],
  ['read_organization_settings', 'organization_administration:read', 'elevated', 'elevated', 'owner'],
  ['review_pull_requests', 'pull_requests:write', 'low', 'elevated'],
  ['discuss', 'issues:write | discussions:write', 'low', 'elevated'],
  ['change_other', '', 'elevated', 'elevated'],
  ['read_code', 'contents:read', 'low', 'elevated'],
  ['read_other', '', 'low', 'low'],
  ['read_public_only', '', 'low', 'low'],
];

describe('the table of powers', () => {
  it('has for each permission that stands in several rows last the one that it fills alone', () => {
    const ways = powerTable.flatMap(({ by }) => by.flatMap((needs) => needs.map((name) => ({ name, needs }))));
    const several = Map.groupBy(ways, ({ name }) => name);
    const wrong = [...several].filter(([, all]) => all.length > 1 && all.at(-1)?.needs.length !== 1);
    expect(wrong).toEqual([]);
    expect([...several].filter(([, all]) => all.length > 1).map(([name]) => name)).toEqual(['contents:write']);
  });

  it('has each row as it was checked against what GitHub’s endpoints need, the most dangerous first', () => {
    const written = powerTable.map(({ power, reach, grade, everywhere, isOwners, by }) => [
      power,
      by.map((needs) => needs.join(' & ')).join(' | '),
      grade,
      everywhere,
      ...(reach === 'repositories' ? [] : [isOwners ? 'owner' : reach]),
    ]);
    expect(written).toEqual(rows);
  });
});
