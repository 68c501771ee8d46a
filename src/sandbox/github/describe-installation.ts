// The App and its installations as GitHub's answers carry them.
import { organizationAccount, simpleAccount } from './describe-account.ts';
import { userById } from './directory.ts';
import { inUtc } from './instants.ts';
import type { Installation, Organization } from './state.ts';
import { type Json, type World, webUrl } from './world.ts';

export const defaultPermissions = {
  organization_personal_access_token_requests: 'write',
  organization_personal_access_tokens: 'write',
  members: 'read',
  metadata: 'read',
} as const;
const events = ['organization', 'personal_access_token_request'];
const registeredAt = '2025-01-01T00:00:00Z';

export function describeApp(world: World): Json {
  const organizations = [...world.state.organizations.values()];
  const owner = organizations[0];
  if (owner === undefined) throw new Error('an App belongs to somebody: add an organization first');
  return {
    id: world.appId,
    slug: 'countersign',
    node_id: 'A_kwDOsandbox',
    owner: simpleAccount(world, organizationAccount(owner)),
    name: 'Countersign',
    description: null,
    external_url: 'https://example.com',
    html_url: `${webUrl}/apps/countersign`,
    created_at: registeredAt,
    updated_at: registeredAt,
    permissions: defaultPermissions,
    events,
    installations_count: organizations.filter(({ installation }) => installation !== null).length,
  };
}

export function describeInstallation(world: World, organization: Organization, installation: Installation): Json {
  const { suspended } = installation;
  return {
    id: installation.id,
    account: simpleAccount(world, organizationAccount(organization)),
    repository_selection: 'all',
    access_tokens_url: `${world.apiUrl()}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.apiUrl()}/installation/repositories`,
    html_url: `${webUrl}/organizations/${organization.login}/settings/installations/${installation.id}`,
    app_id: world.appId,
    app_slug: 'countersign',
    target_id: organization.id,
    target_type: 'Organization',
    permissions: installation.permissions,
    events,
    created_at: inUtc(installation.createdAt),
    updated_at: inUtc(installation.createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspended === null ? null : simpleAccount(world, userById(world, suspended.byUserId)),
    suspended_at: suspended === null ? null : inUtc(suspended.at),
  };
}
