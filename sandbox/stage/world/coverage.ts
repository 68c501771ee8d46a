// What the sandbox emulates of Slack and GitHub, by route, and what it leaves out. test/coverage.test.ts holds it against the routes.

/** Something that the sandbox doesn't do as the real thing does. `probes` are calls that it answers as unknown. */
export type CoverageGap = {
  readonly side: 'Slack' | 'GitHub' | 'sandbox';
  readonly what: string;
  readonly probes?: readonly string[];
};

/** Methods of Slack's Web API that the bot can call. */
export const slackMethods: readonly string[] = [
  'auth.teams.list',
  'auth.test',
  'blocks.validate',
  'chat.delete',
  'chat.postEphemeral',
  'chat.postMessage',
  'chat.update',
  'conversations.info',
  'conversations.members',
  'conversations.open',
  'files.completeUploadExternal',
  'files.getUploadURLExternal',
  'migration.exchange',
  'usergroups.users.list',
  'users.conversations',
  'users.info',
  'users.lookupByEmail',
  'views.open',
  'views.publish',
  'views.push',
  'views.update',
];

/** Calls of GitHub's API that the bot can make; `:` is one segment. Of GraphQL it is the external identities alone. */
export const githubCalls: readonly string[] = [
  'POST /app-manifests/:/conversions',
  'GET /app',
  'GET /app/hook/config',
  'GET /app/hook/deliveries',
  'GET /app/installations',
  'POST /app/installations/:/access_tokens',
  'POST /credentials/revoke',
  'GET /orgs/:',
  'GET /orgs/:/credential-authorizations',
  'DELETE /orgs/:/credential-authorizations/:',
  'GET /orgs/:/installation',
  'GET /orgs/:/members',
  'GET /orgs/:/memberships/:',
  'GET /orgs/:/personal-access-token-requests',
  'POST /orgs/:/personal-access-token-requests',
  'POST /orgs/:/personal-access-token-requests/:',
  'GET /orgs/:/personal-access-token-requests/:/repositories',
  'GET /orgs/:/personal-access-tokens',
  'POST /orgs/:/personal-access-tokens',
  'POST /orgs/:/personal-access-tokens/:',
  'GET /orgs/:/personal-access-tokens/:/repositories',
  'GET /orgs/:/repos',
  'GET /orgs/:/teams/:',
  'GET /orgs/:/teams/:/members',
  'GET /orgs/:/teams/:/memberships/:',
  'GET /repos/:/:',
  'GET /repos/:/:/collaborators',
  'GET /repos/:/:/collaborators/:/permission',
  'POST /graphql',
  'GET /user/:',
  'GET /users/:',
];

export const gaps: readonly CoverageGap[] = [
  {
    side: 'Slack',
    what: 'People write no messages, reactions, threads or files: the composer takes commands of the app only.',
    probes: ['reactions.add', 'files.list', 'conversations.history', 'conversations.replies'],
  },
  {
    side: 'Slack',
    what: 'Nobody joins, leaves, makes or renames a channel, and there are no pins and bookmarks.',
    probes: ['conversations.create', 'conversations.invite', 'conversations.join', 'pins.add', 'bookmarks.add'],
  },
  {
    side: 'Slack',
    what: 'User groups only say who is in them; there is no list of all people.',
    probes: ['usergroups.list', 'users.list', 'team.info'],
  },
  {
    side: 'Slack',
    what: 'No scheduled messages, links that unfurl, canvases, workflows or assistants.',
    probes: ['chat.scheduleMessage', 'chat.unfurl', 'canvases.create', 'assistant.threads.setStatus'],
  },
  {
    side: 'Slack',
    what: 'No installing: the app is in the workspace from the start.',
    probes: ['oauth.v2.access', 'apps.manifest.create'],
  },
  { side: 'Slack', what: 'Type-ahead in a message is not asked for; in a modal it is.' },
  { side: 'Slack', what: 'Images from elsewhere are not loaded: the sandbox has no network.' },
  { side: 'Slack', what: 'Events are sent to the app once: one that it refuses is not sent again.' },
  { side: 'Slack', what: 'Rate limits hold only while they are switched on.' },
  {
    side: 'GitHub',
    what: 'One organization and fine-grained tokens only on the page: no classic tokens, SSO, teams or enterprise.',
    probes: ['GET /orgs/acme/teams', 'GET /enterprises/acme/audit-log', 'GET /orgs/acme/audit-log'],
  },
  {
    side: 'GitHub',
    what: 'A token’s secret ends it, and nothing else can be done with it: “use” only moves its date of last use.',
    probes: ['GET /user/orgs/all'],
  },
  {
    side: 'GitHub',
    what: 'Webhooks are sent for token requests and for members who come and go only, and none can be sent again.',
    probes: ['POST /app/hook/deliveries/1/attempts', 'PATCH /app/hook/config'],
  },
  {
    side: 'GitHub',
    what: 'No settings of the App. Set-up can create and install it; in the sandbox it is installed from the start, and stays. People sign in by choosing who they are.',
    probes: ['GET /app/installations/1', 'DELETE /app/installations/1'],
  },
  {
    side: 'GitHub',
    what: 'The organization can’t forbid tokens altogether; it asks for approval and limits lifetimes.',
  },
  { side: 'GitHub', what: 'No e-mails are sent, to holders or owners.' },
  {
    side: 'sandbox',
    what: 'After each act on GitHub the bot looks at the lists at once, rather than within 30 s or 5 min. Not so while webhooks are lost.',
  },
  {
    side: 'sandbox',
    what: 'When the clock is moved, the bot wakes at each reminder on the way and at the end; its other ticks are skipped.',
  },
  { side: 'sandbox', what: 'Signatures and App credentials are dated by the machine’s clock, not by the sandbox’s.' },
];
