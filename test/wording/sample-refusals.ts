import type { RequestNumber } from '../../src/domain/ids.ts';
import type { Refusal, refuse } from '../../src/domain/refusal.ts';
import { requestStatuses, review, tokenStatuses } from '../slack/sample-contents.ts';
import { noon } from '../support/sample-scopes.ts';

type Renewless = NonNullable<Extract<Refusal, { why: 'nothing_to_renew' }>['ended']>;

const number = 7 as RequestNumber;
const organization = 'acme';
const login = 'mona';

function nothingToRenew(ended: { how?: Renewless['how']; by?: null; undone?: 'refused' | 'expired' }) {
  const known = { how: 'revoked', by: 'U0BEA', at: noon, undone: null } as const;
  return { why: 'nothing_to_renew', tokenName: 'nightly', status: 'active', ended: { ...known, ...ended } } as const;
}

const simple = [
  'guest',
  'other_workspace',
  'bot',
  'deactivated',
  'person_not_checked',
  'unknown_person',
  'old_revision',
  'unknown_control',
  'unknown_message',
  'draft_gone',
  'must_see_details',
  'nothing_listed_yet',
  'unknown_policy',
  'own_claim',
  'vouched_already',
  'store_busy',
  'nothing_to_unlink',
  'sign_in_over',
  'other_browser',
  'sign_in_declined',
  'sign_in_not_checked',
] as const;
type Why = Refusal['why'];
const revocation = {
  by: review('deny').by,
  ...({ as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const),
};
const withData: { readonly [W in Exclude<Why, (typeof simple)[number]>]: readonly Parameters<typeof refuse>[0][] } = {
  no_such_account: [{ why: 'no_such_account', login }],
  account_not_a_member: [{ why: 'account_not_a_member', login, organizations: [organization, 'octo'] }],
  claims_machine_user: [{ why: 'claims_machine_user', login }],
  claim_waits: [{ why: 'claim_waits', login, lapsesAt: noon }],
  claim_contested: [{ why: 'claim_contested', login }],
  claim_refused_lately: ['U0BEA', null].map((by) => ({ why: 'claim_refused_lately', login, by, at: noon }) as const),
  too_many_addresses: [{ why: 'too_many_addresses' }],
  too_many_claims: [{ why: 'too_many_claims', most: 3 }],
  nobody_to_vouch: [
    { why: 'nobody_to_vouch', organization, needed: 1, linked: 0, owners: [] },
    { why: 'nobody_to_vouch', organization, needed: 2, linked: 0, owners: ['bea'] },
    { why: 'nobody_to_vouch', organization, needed: 2, linked: 1, owners: ['bea', 'otto'] },
  ],
  claim_already: (['open', 'confirmed', 'refused', 'lapsed', 'withdrawn', 'void'] as const).flatMap((status) =>
    ['U0BEA', null].map((by) => ({ why: 'claim_already', slackId: 'U0MONA', login, status, by }) as const),
  ),
  claim_not_checked: [{ why: 'claim_not_checked', login }],
  vouched_once: [{ why: 'vouched_once', login, organization }],
  not_linked: [
    { why: 'not_linked', slackId: 'U0MONA', organizations: [organization], ways: [], helpers: [] },
    { why: 'not_linked', slackId: 'U0MONA', organizations: [organization], ways: [], helpers: ['U0BEA'] },
    { why: 'not_linked', slackId: 'U0MONA', organizations: [organization], ways: ['sign_in'], helpers: [] },
    { why: 'not_linked', slackId: 'U0MONA', organizations: [organization], ways: ['vouching'], helpers: ['U0BEA'] },
    { why: 'not_linked', slackId: 'U0MONA', organizations: [organization], ways: ['vouching'], helpers: [] },
    {
      ...({
        why: 'not_linked',
        slackId: 'U0MONA',
        organizations: [organization],
        ways: ['vouching'],
        helpers: [],
      } as const),
      claimed: { login, lapsesAt: noon },
    },
  ],
  link_not_confirmed: [{ why: 'link_not_confirmed', login }],
  link_conflict: (
    [
      'policy_names_another',
      'policy_gives_it_to_another',
      'account_taken',
      'linked_to_another',
      'login_recycled',
    ] as const
  ).map((conflict) => ({ why: 'link_conflict', login, conflict })),
  linked_already: [{ why: 'linked_already', login }],
  linked_by_policy: [{ why: 'linked_by_policy', login }],
  login_recycled: [{ why: 'login_recycled', login }],
  not_a_member: [{ why: 'not_a_member', login, organization }],
  only_observed: [{ why: 'only_observed', organization }],
  not_a_reviewer: [{ why: 'not_a_reviewer', login, organization, reviewers: ['team:security', 'owners'] }],
  reviewer_not_checked: [{ why: 'reviewer_not_checked', organization }],
  view_not_checked: [{ why: 'view_not_checked', organization }],
  details_not_theirs: [
    { why: 'details_not_theirs', login, organization, reviewers: ['owners'] },
    { why: 'details_not_theirs', login, organization, reviewers: ['team:security', 'owners'] },
  ],
  not_an_owner: [{ why: 'not_an_owner', login, organization }],
  only_owners_browse: [{ why: 'only_owners_browse', login, organizations: [organization] }],
  holder_unreachable: [{ why: 'holder_unreachable', login }],
  token_forbidden: [
    {
      ...({ why: 'token_forbidden', tokenName: 'nightly' } as const),
      reasons: [{ code: 'rule_denies', rule: { name: 'Payments', reason: 'Ask them first.' } }],
    },
  ],
  token_needs_several: [
    {
      ...({ why: 'token_needs_several', tokenName: 'nightly', approvals: 2 } as const),
      rule: { name: 'Made first', reason: 'Two look.' },
    },
  ],
  nudged_today: [{ why: 'nudged_today', number, againAt: noon }],
  reminded_today: [{ why: 'reminded_today', tokenName: 'nightly' }],
  owner_not_checked: [{ why: 'owner_not_checked', organization }],
  member_not_checked: [{ why: 'member_not_checked', organization }],
  request_not_named: [{ why: 'request_not_named', word: 'revoke' }],
  unknown_request: [{ why: 'unknown_request', given: 'PAT-99' }],
  not_your_request: [{ why: 'not_your_request', number }],
  question_answered: [{ why: 'question_answered', number }],
  enough_questions: [{ why: 'enough_questions', number, slackId: 'U0MONA', most: 10 }],
  form_sent: [{ why: 'form_sent', number }],
  request_already: requestStatuses.flatMap((status) =>
    [null, review('approve'), review('deny')].map(
      (one) => ({ why: 'request_already', number, status, review: one, at: noon }) as const,
    ),
  ),
  pending_token_already: tokenStatuses.flatMap((status) =>
    [null, 'bea'].map(
      (by) => ({ why: 'pending_token_already', tokenName: 'nightly', status, review: null, by }) as const,
    ),
  ),
  active_token_already: (['active', 'exceeding', 'revoking', 'revoked', 'expired', 'gone'] as const).flatMap((status) =>
    [null, revocation].map(
      (one) => ({ why: 'active_token_already', tokenName: 'nightly', status, revocation: one }) as const,
    ),
  ),
  nothing_to_renew: [
    ...(['revoking', 'revoked', 'gone', 'active'] as const).map(
      (status) => ({ why: 'nothing_to_renew', tokenName: 'nightly', status, ended: null }) as const,
    ),
    ...(['revoked', 'denied', 'request_denied', 'lost', 'closed'] as const).map((how) => nothingToRenew({ how })),
    ...(['refused', 'expired'] as const).flatMap((undone) => [
      nothingToRenew({ undone }),
      nothingToRenew({ undone, by: null }),
      nothingToRenew({ undone, how: 'denied' }),
    ]),
  ],
  renewal_open: [{ why: 'renewal_open', number, tokenName: 'nightly' }],
  unknown_name: [true, false].map((isOwner) => ({ why: 'unknown_name', given: 'nightly', word: 'renew', isOwner })),
  waiting_named: ['show', 'withdraw', 'renew', 'revoke', 'guide'].map((word) => ({
    ...{ why: 'waiting_named', tokenName: 'nightly', isHeld: word === 'revoke', word },
  })),
  several_named: [
    { why: 'several_named', given: 'nightly', word: 'revoke', numbers: [number, 12 as RequestNumber], others: 0 },
    { why: 'several_named', given: 'nightly', word: 'revoke', numbers: [number], others: 1 },
    { why: 'several_named', given: 'nightly', word: 'revoke', numbers: [], others: 2 },
  ],
  no_active_token: [
    { why: 'no_active_token', number, to: 'revoke' },
    { why: 'no_active_token', number, to: 'renew' },
  ],
  classic_unseen: [{ why: 'classic_unseen', number }],
  classic_not_renewed: [{ why: 'classic_not_renewed', number }],
  nobody_named: [{ why: 'nobody_named' }],
  no_owner_of_all: [
    { why: 'no_owner_of_all', login: 'mona', organizations: ['acme'], missing: ['acme'] },
    { why: 'no_owner_of_all', login: 'mona', organizations: ['acme', 'globex'], missing: ['globex'] },
  ],
  unknown_audit: [{ why: 'unknown_audit' }],
  no_tokens_left: [{ why: 'no_tokens_left' }],
  no_token_to_use: [{ why: 'no_token_to_use', number }],
  policy_forbids: [
    { why: 'policy_forbids', reasons: [{ code: 'never_not_allowed', maxDays: 90 }] },
    { why: 'policy_forbids', reasons: [] },
    { why: 'policy_forbids', reasons: [{ code: 'never_not_allowed', maxDays: 90 }], isOfToken: true },
  ],
  nothing_unused: [{ why: 'nothing_unused', organization: 'acme' }],
  nothing_to_keep: [{ why: 'nothing_to_keep', tokenName: 'nightly' }],
  nothing_to_explain: [{ why: 'nothing_to_explain', tokenName: 'nightly' }],
  request_forbidden: [
    { why: 'request_forbidden', reasons: [{ code: 'lifetime_beyond_maximum', maxDays: 90 }] },
    { why: 'request_forbidden', reasons: [] },
  ],
  own_request: [{ why: 'own_request' }, { why: 'own_request', machineUser: 'acme-ci' }],
  own_token: [{ why: 'own_token' }, { why: 'own_token', machineUser: 'acme-ci' }],
  last_day_over: [{ why: 'last_day_over', number }],
  login_taken: [{ why: 'login_taken', login: 'acme-ci' }],
  machine_user_not_a_member: [{ why: 'machine_user_not_a_member', login, organization }],
  not_its_sponsor: [{ why: 'not_its_sponsor', login }],
  sponsor_changed: [{ why: 'sponsor_changed', slackId: 'U0MONA', login }],
  already_reviewed: [{ why: 'already_reviewed', number: 7 as RequestNumber, missing: 1 }],
  token_already_reviewed: [{ why: 'token_already_reviewed', tokenName: 'nightly', missing: 1 }],
  offer_wider: [
    { why: 'offer_wider', number: 7 as RequestNumber, excess: { kind: 'all_repositories' } },
    {
      ...({ why: 'offer_wider', number: 7 as RequestNumber } as const),
      excess: { kind: 'permission', group: 'repository', name: 'contents', agreed: 'read', actual: 'write' },
    },
  ],
  sign_in_needed: [true, false].map((isPossible) => ({
    ...({ why: 'sign_in_needed', minutes: 30 } as const),
    isPossible,
  })),
  used_up: (['approvals', 'requests', 'requests_of_organization'] as const).map(
    (of) => ({ why: 'used_up', of, most: 20, again: noon }) as const,
  ),
  offer_same: [{ why: 'offer_same', number: 7 as RequestNumber }],
  offer_unseen: [{ why: 'offer_unseen', number: 7 as RequestNumber }],
  offer_classic: [{ why: 'offer_classic', number: 7 as RequestNumber }],
  offer_over: [true, false].map((isReplaced) => ({
    ...({ why: 'offer_over', number: 7 as RequestNumber } as const),
    isReplaced,
  })),
  offer_forbidden: [
    {
      ...({ why: 'offer_forbidden', number: 7 as RequestNumber, slackId: 'U0BEA' } as const),
      reasons: [{ code: 'rule_denies', rule: { name: 'Payments', reason: 'Ask them first.' } }],
    },
  ],
  offer_void: [{ why: 'offer_void', number: 7 as RequestNumber, slackId: 'U0BEA' }],
  rules_not_checked: [{ why: 'rules_not_checked', organization }],
  sponsor_not_linked: [{ why: 'sponsor_not_linked', slackId: 'U0ADA', login: 'acme-ci' }],
};
/** Every refusal, with whatever it may carry. */
export const everyRefusal = [...simple.map((why) => ({ why })), ...Object.values(withData).flat()];
