// Who may do what, in which states. What is not here changes nothing and names nothing private, whoever presses it. A handler without a row
// fails. This is the promise, written by hand: nothing of it comes from the program.
import type { ActorName } from './actors.ts';

export type ObjectKind =
  | 'request'
  | 'classic request'
  | 'pending token'
  | 'active token'
  | 'classic token'
  | 'claim'
  | 'nothing';
type Cells = readonly (readonly [who: readonly ActorName[], states: readonly string[]])[];
export type Row = {
  readonly handler: string;
  readonly on: ObjectKind;
  /** Who changes something by it. */
  readonly changes: Cells;
  /** Who is shown the names of private repositories by it. */
  readonly names: Cells;
};

/** Owners whose link is proved: they decide on what is not their own. */
const deciders = ['owner by the policy', 'owner who signed in', 'owner vouched for by two'] as const;
/** Whom the policy names besides: they decide on requests, and on nothing else. */
const named = [
  ...['member of a team that reviews', 'administrator of the repository'],
  ...['on call in Slack', 'named by the policy'],
] as readonly ActorName[];
const reviewers = [...deciders, ...named];
/** Who reviews and sees the private repository on GitHub: nobody offers what they can't see, or is named it. */
const adjusters = [...deciders, 'administrator of the repository'] as const;
/** Whose the request or the token is. */
const self = ['requester', 'owner whose own it is', 'sponsor of the machine user'] as const;
const ownHolder = ['requester', 'owner whose own it is'] as const;
/** Who reads the private repository on GitHub, and is a member. */
const readers = [...deciders, ...ownHolder, 'owner vouched for by one', 'administrator of the repository'] as const;
/** Who may have a form of their own open, which shows what they filled in: whoever is of this workspace. */
const linked = [
  ...[...readers, 'owner demoted a moment ago', 'another member', 'sponsor of the machine user'],
  ...[
    'member of a team that reviews',
    'removed from that team a moment ago',
    'on call in Slack',
    'named by the policy',
  ],
] as readonly ActorName[];
const ofThisWorkspace = [...linked, 'member without a link', 'guest', 'deactivated person', 'bot'] as const;
/** Whose link is no line of the policy. */
const mayUnlink = ['owner who signed in', 'owner vouched for by two', 'owner vouched for by one'] as const;

export const states: Readonly<Record<ObjectKind, readonly string[]>> = {
  request: ['pending', 'approved', 'claimed', 'fulfilled', 'denied', 'withdrawn', 'lapsed', 'ended'],
  // Nothing on GitHub claims it.
  'classic request': ['pending', 'approved', 'denied', 'withdrawn', 'lapsed', 'ended'],
  'classic token': ['active', 'revoking', 'revoked', 'gone'],
  'pending token': [
    ...['open', 'held', 'approving', 'denying'],
    ...['approved', 'denied', 'cancelled', 'expired', 'closed'],
  ],
  'active token': ['active', 'exceeding', 'revoking', 'revoked', 'gone', 'expired'],
  claim: ['open', 'confirmed', 'refused', 'lapsed', 'withdrawn', 'void'],
  // Whose the form is that is open.
  nothing: ['own form', 'another’s form'],
};
const any = (on: ObjectKind) => states[on];
const always = states.nothing;
const ownForm = ['own form'];
const undone = ['pending', 'approved', 'claimed'];
const renewable = ['active', 'exceeding', 'expired'];

const row = (handler: string, on: ObjectKind, changes: Cells = [], names: Cells = []): Row => ({
  ...{ handler, on, changes, names },
});

export const allowed: readonly Row[] = [
  row('button approve_request', 'request', [[reviewers, ['pending']]]),
  row('button deny_request', 'request'),
  row('submission deny_request', 'request', [[reviewers, undone]]),
  row('submission deny_request', 'pending token', [[deciders, ['open', 'held', 'approving']]]),
  row('button ask_requester', 'request'),
  row('submission ask_requester', 'request', [[reviewers, ['pending']]]),
  row('button answer_question', 'request'),
  row('submission answer_question', 'request', [[self, ['pending']]]),
  // The form names what was asked for, private repositories among it.
  row('button adjust_request', 'request', [], [[adjusters, ['pending']]]),
  row('submission adjust_request', 'request', [[adjusters, ['pending']]]),
  // Whose it is gets the link for what is left of it.
  row('button accept_offer', 'request', [[self, ['pending']]], [[self, ['pending']]]),
  row('button withdraw_request', 'request', [[self, undone]]),
  row('command withdraw', 'request', [[self, undone]]),
  row('button nudge', 'request', [[self, ['pending']]]),
  row('button github_forbids', 'request', [[self, ['approved']]]),
  row('button github_caps', 'request', [[self, ['approved']]]),
  row('button request_details', 'request', [], [[[...adjusters, ...self], any('request')]]),
  row('command show', 'request', [], [[[...adjusters, ...self], any('request')]]),
  row('button request_details', 'pending token', [], [[[...deciders, ...ownHolder], any('pending token')]]),
  row('button request_details', 'active token', [], [[[...deciders, ...ownHolder], any('active token')]]),
  row('button request_again', 'request'),
  row('button token_guide', 'request', [], [[self, ['approved', 'claimed', 'fulfilled']]]),
  row('button token_guide', 'active token', [], [[self, ['active', 'exceeding']]]),
  row('command guide', 'request', [], [[self, ['approved', 'claimed', 'fulfilled']]]),

  row('button approve_pending_token', 'pending token', [[deciders, ['open', 'held']]]),
  row('button deny_pending_token', 'pending token'),
  row('button claim_pending_token', 'pending token'),
  row('button is_for_request', 'pending token', [[self, ['open', 'held']]]),
  row('submission explain_token', 'pending token', [[ownHolder, ['held']]], [[ownHolder, ['held']]]),

  row('button keep_token', 'active token', [[deciders, ['active', 'exceeding']]]),
  // Of a token that nobody used: its holder says why it is kept, and so may an owner.
  row('submission keep_token', 'active token', [
    [
      [...deciders, ...self],
      ['active', 'exceeding'],
    ],
  ]),
  row('button remind_holder', 'active token', [[deciders, ['active', 'exceeding']]]),
  row('button revoke_unused', 'active token'),
  row('submission revoke_unused', 'active token', [
    [
      [...deciders, 'owner whose own it is'],
      ['active', 'exceeding'],
    ],
  ]),
  row('button revoke_all', 'active token'),
  row('submission revoke_all', 'active token', [
    [
      [...deciders, 'owner whose own it is'],
      ['active', 'exceeding'],
    ],
  ]),
  row('button revoke_token', 'active token'),
  row('command revoke', 'request'),
  row('submission revoke_token', 'active token', [
    [
      [...deciders, ...self],
      ['active', 'exceeding'],
    ],
  ]),

  // The page shows what they have already, and asks for no more of it.
  row('button renew_token', 'active token', [], [[self, renewable]]),
  row('command renew', 'request', [], [[self, ['fulfilled']]]),
  row('submission renew_token', 'active token', [[self, renewable]], [[self, renewable]]),
  row('button let_token_end', 'active token', [[self, ['active', 'exceeding']]]),
  row('button end_token', 'active token'),
  row('button undo_renewal', 'active token'),

  row('button vouch_person', 'claim', [[deciders, ['open']]]),
  row('button refuse_person', 'claim', [[deciders, ['open']]]),

  ...['command tokens', 'submission filter_tokens'].map((list) => row(list, 'active token')),
  ...['show_tokens', 'filter_tokens', 'previous_tokens', 'next_tokens', 'export_csv', 'export_json'].map((id) =>
    row(`button ${id}`, 'active token'),
  ),
  // Of a classic token: its requester's word that it was made.
  row('button classic_made', 'classic request'),
  row('submission classic_made', 'request'),
  row('submission classic_made', 'classic request', [[self, ['approved']]]),
  row('submission revoke_token', 'classic token', [[[...deciders, ...self], ['active']]]),
  ...['show_classic', 'previous_classic', 'next_classic'].map((id) => row(`button ${id}`, 'active token')),
  row('command help', 'nothing'),
  row('command status', 'nothing'),
  row('command policy', 'nothing'),
  // That the trail was sent to an owner is a line of the trail.
  row('command audit', 'nothing', [[[...deciders, 'owner whose own it is'], always]]),
  row('button request_token', 'nothing'),
  row('event app_home_opened', 'nothing'),
  row('event member_joined_channel', 'nothing'),
  row('command request', 'nothing'),
  row('command list', 'nothing'),
  row('command permissions', 'nothing'),
  row('command link', 'nothing'),
  row('command unlink', 'nothing', [[mayUnlink, always]]),
  row('button unlink_account', 'nothing', [[mayUnlink, always]]),
  row('button create_on_github', 'nothing'),
  row('button open_on_github', 'nothing'),
  row('button link_account', 'nothing'),
  row('button request_these', 'nothing'),
  // Of their own form.
  row('button solved', 'nothing', [[ofThisWorkspace, ownForm]]),
  row('button start_over', 'nothing'),
  ...[
    ...['organization', 'where_used', 'machine_user', 'lifetime'],
    ...['token_kind', 'classic_reason', 'classic_scopes'],
    ...['preset', 'permissions', 'repository_access', 'repositories'],
  ].map((field) => row(`choice ${field}`, 'nothing')),
  // Whoever finds a leaked credential may report it: GitHub ends it for anybody, and the owners are told.
  row('command leak', 'nothing'),
  row('shortcut report_leak', 'nothing'),
  row('submission report_leak', 'nothing', [[ofThisWorkspace, always]]),
  row('submission request_token', 'nothing', [], [[ofThisWorkspace, ownForm]]),
  row('submission confirm_request', 'nothing', [[readers, ownForm]], [[linked, ownForm]]),
  row('suggestion repositories', 'nothing', [], [[readers, ownForm]]),
  row('suggestion permissions', 'nothing'),
  row('suggestion classic_scopes', 'nothing'),
  row('event user_change', 'nothing'),
  row('event channel_shared', 'nothing'),
  // Slack is asked whether the token still works: what an event says removes nothing.
  row('event app_uninstalled', 'nothing'),
  row('event tokens_revoked', 'nothing'),
];

/** Paths that anybody finds: without Slack's or GitHub's signature, or our cookie, they change nothing. */
export const paths: readonly string[] = [
  '/slack/events',
  '/github/webhooks',
  '/github/link',
  '/github/callback',
  // Where there are several workspaces.
  '/slack/install',
  '/slack/oauth_redirect',
  '/healthz',
  '/metrics',
  '/readyz',
];
