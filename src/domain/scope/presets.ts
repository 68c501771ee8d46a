// What people most often want a token for, with the least that each needs: permissions by the endpoints that ask for them. A read-only
// one comes first. https://docs.github.com/en/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens

export const presetNames = [
  'read_code',
  'read_discussion',
  'read_ci',
  'comment',
  'push',
  'pull_requests',
  'release',
  'run_workflows',
  'deploy',
  'read_alerts',
  'read_members',
] as const;
export type PresetName = (typeof presetNames)[number];

export type Preset = {
  readonly name: PresetName;
  /** As the form's options name them: `name:level`. */
  readonly permissions: readonly string[];
  /** The call that each permission is there for, by permission. */
  readonly endpoints: Readonly<Record<string, readonly string[]>>;
};

function preset(name: PresetName, endpoints: Preset['endpoints']): Preset {
  return { name, permissions: Object.keys(endpoints), endpoints };
}

const readCode = ['GET /repos/{owner}/{repo}/contents/{path}', 'GET /repos/{owner}/{repo}/commits'];

/** In the order of the form. */
export const presets: readonly Preset[] = [
  preset('read_code', { 'contents:read': readCode }),
  preset('read_discussion', {
    'issues:read': ['GET /repos/{owner}/{repo}/issues', 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'],
    'pull_requests:read': ['GET /repos/{owner}/{repo}/pulls', 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files'],
  }),
  // GitHub gives the Checks API to Apps alone: what a token can read of CI is runs, their logs and commit statuses.
  preset('read_ci', {
    'actions:read': ['GET /repos/{owner}/{repo}/actions/runs', 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/logs'],
    'statuses:read': ['GET /repos/{owner}/{repo}/commits/{ref}/status'],
  }),
  // Whoever comments by a program has read what it comments on.
  preset('comment', {
    'contents:read': readCode,
    'issues:write': ['POST /repos/{owner}/{repo}/issues/{issue_number}/comments', 'POST /repos/{owner}/{repo}/issues'],
    'pull_requests:write': [
      'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments',
      'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    ],
  }),
  preset('push', {
    'contents:write': ['POST /repos/{owner}/{repo}/git/refs', 'PUT /repos/{owner}/{repo}/contents/{path}'],
  }),
  preset('pull_requests', {
    'contents:write': ['POST /repos/{owner}/{repo}/git/refs', 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge'],
    'pull_requests:write': ['POST /repos/{owner}/{repo}/pulls'],
  }),
  preset('release', {
    'contents:write': ['POST /repos/{owner}/{repo}/releases', 'POST /repos/{owner}/{repo}/git/refs'],
  }),
  preset('run_workflows', {
    'actions:write': [
      'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
      'POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun',
    ],
  }),
  preset('deploy', {
    'contents:read': readCode,
    'deployments:write': [
      'POST /repos/{owner}/{repo}/deployments',
      'POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    ],
  }),
  preset('read_alerts', {
    'vulnerability_alerts:read': ['GET /repos/{owner}/{repo}/dependabot/alerts'],
    'security_events:read': ['GET /repos/{owner}/{repo}/code-scanning/alerts'],
  }),
  preset('read_members', { 'members:read': ['GET /orgs/{org}/members', 'GET /orgs/{org}/teams'] }),
];

export function findPreset(name: unknown): Preset | null {
  return presets.find((one) => one.name === name) ?? null;
}

/** The preset that gives just these permissions, or null. */
export function presetOf(values: readonly string[]): PresetName | null {
  const given = new Set(values);
  const same = presets.find(
    ({ permissions }) => permissions.length === given.size && permissions.every((value) => given.has(value)),
  );
  return same?.name ?? null;
}
