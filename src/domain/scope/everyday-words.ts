// What people call things that GitHub's permissions are not named after, the likeliest permission first. Each line follows from endpoints.json,
// or from what GitHub says of Git itself; words that are in a permission's own name need no line.

/** By a word or by several, in the singular and in small letters: permissions as `name:level`. */
export const everydayWords: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    artifact: 'actions:read',
    assignee: 'issues:write pull_requests:write',
    'branch protection': 'administration:read administration:write',
    branch: 'contents:read contents:write',
    bug: 'issues:read issues:write',
    build: 'actions:read actions:write',
    cache: 'actions:read actions:write',
    check: 'statuses:read actions:read',
    checkout: 'contents:read',
    ci: 'actions:read statuses:read actions:write',
    clone: 'contents:read contents:write',
    code: 'contents:read contents:write',
    codeowner: 'contents:read',
    collaborator: 'administration:read administration:write',
    comment: 'issues:write pull_requests:write',
    commit: 'contents:read contents:write',
    'commit status': 'statuses:read statuses:write',
    compare: 'contents:read',
    'create repository': 'administration:write',
    'custom property': 'repository_custom_properties:read organization_custom_properties:read',
    'delete repository': 'administration:write',
    'deploy key': 'administration:read administration:write',
    diff: 'contents:read pull_requests:read',
    draft: 'pull_requests:write',
    fetch: 'contents:read',
    file: 'contents:read contents:write',
    fork: 'administration:write',
    git: 'contents:read contents:write',
    invite: 'members:write administration:write',
    job: 'actions:read actions:write',
    label: 'issues:write pull_requests:write issues:read',
    log: 'actions:read',
    member: 'members:read members:write',
    merge: 'contents:write pull_requests:write',
    'merge pr': 'contents:write pull_requests:write',
    milestone: 'issues:write pull_requests:write',
    pr: 'pull_requests:read pull_requests:write',
    'pr merge': 'contents:write pull_requests:write',
    protection: 'administration:read administration:write',
    pull: 'contents:read pull_requests:read pull_requests:write',
    push: 'contents:write',
    reaction: 'issues:write pull_requests:write',
    readme: 'contents:read',
    release: 'contents:read contents:write',
    rerun: 'actions:write',
    'rename repository': 'administration:write',
    'repository dispatch': 'contents:write',
    review: 'pull_requests:read pull_requests:write',
    reviewer: 'pull_requests:write',
    ruleset: 'administration:write organization_administration:write',
    run: 'actions:read actions:write',
    runner: 'organization_self_hosted_runners:read organization_self_hosted_runners:write administration:write',
    sarif: 'security_events:write',
    setting: 'administration:read administration:write organization_administration:read',
    source: 'contents:read',
    submodule: 'contents:read',
    tag: 'contents:read contents:write',
    team: 'members:read members:write',
    ticket: 'issues:read issues:write',
    topic: 'administration:write',
    traffic: 'administration:read',
    trigger: 'actions:write',
    workflow: 'actions:read actions:write workflows:write',
    'workflow file': 'workflows:write',
    'workflow dispatch': 'actions:write',
  }).map(([words, values]) => [words, values.split(' ')]),
);

/** Words that say a level. */
export const levelWords: ReadonlyMap<string, 'read' | 'write'> = new Map([
  ...['list', 'get', 'view', 'see', 'show', 'download'].map((word) => [word, 'read'] as const),
  ...'add create edit update change delete remove publish post manage set upload approve close reopen rename'
    .split(' ')
    .map((word) => [word, 'write'] as const),
]);

/** Words that say nothing of what is needed. */
export const idleWords: ReadonlySet<string> = new Set(
  'a an the to of on in for from with by at my our your its their i we me can want need needs how do does is be able it them this that all any some gh api permission permissions token github'.split(
    ' ',
  ),
);
