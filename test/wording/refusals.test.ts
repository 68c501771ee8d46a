import { describe, expect, it } from 'vitest';
import type { RequestNumber } from '../../src/domain/ids.ts';
import { type Refusal, refuse } from '../../src/domain/refusal.ts';
import { refusalView } from '../../src/slack/views/refusal-view.ts';
import { english } from '../../src/wording/english.ts';
import type { Speech } from '../../src/wording/speech.ts';
import { requestStatuses, review, tokenStatuses } from '../slack/sample-contents.ts';
import { noon } from '../support/sample-scopes.ts';

const speech: Speech = {
  person: (slackId) => `@${slackId}`,
  group: (id) => `@${id}`,
  instant: (at) => new Date(at).toISOString(),
  day: (at) => new Date(at).toISOString().slice(0, 10),
  quoted: (text) => `“${text}”`,
  name: (text) => text,
};
const say = (refusal: Parameters<typeof refuse>[0]): string => english.refusal(refuse(refusal), speech);
const number = 7 as RequestNumber;
const organization = 'acme';
const login = 'mona';

const simple = [
  'guest',
  'other_workspace',
  'bot',
  'deactivated',
  'own_request',
  'own_token',
  'person_not_checked',
  'unknown_person',
  'old_revision',
  'unknown_control',
  'unknown_message',
  'draft_gone',
  'must_see_details',
  'nothing_listed_yet',
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
  not_an_owner: [{ why: 'not_an_owner', login, organization }],
  only_owners_browse: [{ why: 'only_owners_browse', login, organizations: [organization] }],
  holder_unreachable: [{ why: 'holder_unreachable', login }],
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
  nothing_to_renew: [{ why: 'nothing_to_renew', tokenName: 'nightly', status: 'revoked' }],
  renewal_open: [{ why: 'renewal_open', number, tokenName: 'nightly' }],
  token_not_named: [{ why: 'token_not_named', word: 'renew' }],
  unknown_token: [
    { why: 'unknown_token', given: 'nightly', isOneOfSeveral: true },
    { why: 'unknown_token', given: 'nightly', isOneOfSeveral: false },
  ],
  nothing_to_revoke: [{ why: 'nothing_to_revoke', number }],
  nobody_named: [{ why: 'nobody_named' }],
  owner_of_some: [{ why: 'owner_of_some', organizations: ['globex'] }],
  unknown_audit: [{ why: 'unknown_audit' }],
  no_tokens_left: [{ why: 'no_tokens_left' }],
  no_token_to_use: [{ why: 'no_token_to_use', number }],
  policy_forbids: [
    { why: 'policy_forbids', reasons: [{ code: 'never_not_allowed', maxDays: 90 }] },
    { why: 'policy_forbids', reasons: [] },
  ],
  nothing_unused: [{ why: 'nothing_unused', organization: 'acme' }],
  nothing_to_keep: [{ why: 'nothing_to_keep', tokenName: 'nightly' }],
  nothing_to_explain: [{ why: 'nothing_to_explain', tokenName: 'nightly' }],
  request_forbidden: [
    { why: 'request_forbidden', reasons: [{ code: 'lifetime_beyond_maximum', maxDays: 90 }] },
    { why: 'request_forbidden', reasons: [] },
  ],
  login_taken: [{ why: 'login_taken', login: 'acme-ci' }],
  machine_user_not_a_member: [{ why: 'machine_user_not_a_member', login, organization }],
  not_its_sponsor: [{ why: 'not_its_sponsor', login }],
  sponsor_changed: [{ why: 'sponsor_changed', slackId: 'U0MONA', login }],
  already_reviewed: [{ why: 'already_reviewed', number: 7 as RequestNumber, missing: 1 }],
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
  offer_void: [{ why: 'offer_void', number: 7 as RequestNumber, slackId: 'U0BEA' }],
  rules_not_checked: [{ why: 'rules_not_checked', organization }],
  sponsor_not_linked: [{ why: 'sponsor_not_linked', slackId: 'U0ADA', login: 'acme-ci' }],
};
const all = [...simple.map((why) => ({ why })), ...Object.values(withData).flat()];

describe('every refusal', () => {
  it.each(all.map((refusal) => [JSON.stringify(refusal), refusal] as const))('%s is whole sentences', (_, refusal) => {
    const said = say(refusal);
    expect(said).toMatch(/^[A-Z<@].*[.]$/s);
    expect(said).not.toMatch(/!|undefined|null|NaN|\[object|\p{Extended_Pictographic}/u);
    // No format of Slack's, so that what is quoted is all that could bring one.
    expect(said).not.toMatch(/[*_~`<>]/);
  });

  it('of the outside or of a bug is a sentence too', () => {
    expect([english.outage('github'), english.outage('slack'), english.outage('store')].join(' ')).toMatch(
      /^GitHub didn’t answer properly.* Slack didn’t answer properly.* Our database didn’t answer properly/,
    );
    expect(english.bug('a1b2c3')).toContain('reference a1b2c3.');
  });
});

describe('the title', () => {
  const outages: readonly Why[] = [
    'owner_not_checked',
    'reviewer_not_checked',
    'member_not_checked',
    'person_not_checked',
    'claim_not_checked',
    'sign_in_not_checked',
    'store_busy',
  ];

  it.each(all.map((refusal) => [refusal.why, refusal] as const))(
    'of %s is of a rule, or of an outage',
    (why, refusal) => {
      const { title } = refusalView(english, refuse(refusal));
      expect(title.text).toBe(outages.includes(why) ? 'Please try again' : 'Not possible');
      if (outages.includes(why)) expect(say(refusal)).toMatch(/(?:N|n)othing was \w+\. Please try again/);
    },
  );

  it('of an outage in the middle of a click is not that of a rule, and says what may not have happened', () => {
    for (const where of ['github', 'slack', 'store'] as const) {
      expect(english.outage(where)).toMatch(/may not have been done\. .* try again/);
    }
    expect(english.tooLate).toContain('Nothing was changed. Please try again.');
    expect([english.outageTitle, english.bugTitle]).not.toContain(english.refusalTitle);
  });
});

describe('whoever comes second', () => {
  it.each([
    ['approved', 'approve', '@U0BEA approved PAT-7 on 2026-06-09T12:00:00.000Z. Nothing was changed.'],
    ['denied', 'deny', '@U0BEA denied PAT-7 on 2026-06-09T12:00:00.000Z. Nothing was changed.'],
  ] as const)('is told who decided what when it is %s', (status, act, said) => {
    expect(say({ why: 'request_already', number, status, review: review(act), at: noon })).toBe(said);
  });

  it('is told how far it has got since', () => {
    const said = say({ why: 'request_already', number, status: 'claimed', review: review('approve'), at: noon });
    expect(said).toContain('@U0BEA approved PAT-7');
    expect(said).toContain('We’re activating its token now. Once it is active, you can revoke it here.');
  });

  it('is told of a withdrawal even where somebody had approved', () => {
    const said = say({ why: 'request_already', number, status: 'withdrawn', review: review('approve'), at: noon });
    expect(said).toContain('PAT-7 was withdrawn by its requester on');
  });

  it('is told who decided on a token', () => {
    const token = { why: 'pending_token_already', tokenName: 'nightly', status: 'approving', by: null } as const;
    expect(say({ ...token, review: review('approve') })).toContain('@U0BEA approved the token “nightly” on 2026-06-09');
  });
});

describe('a refusal', () => {
  it('says that an outage decided nothing', () => {
    expect(say({ why: 'owner_not_checked', organization })).toContain('Nothing was decided. Please try again');
  });

  it('does not tell another’s request from one that is not there', () => {
    expect(say({ why: 'not_your_request', number })).toBe(
      say({ why: 'unknown_request', given: 'PAT-7' }).replace('“PAT-7”', 'PAT-7'),
    );
  });

  it('of somebody who is not linked says what to tell whom', () => {
    const unlinked = { why: 'not_linked', slackId: 'U0MONA', organizations: [organization], ways: [] } as const;
    expect(say({ ...unlinked, helpers: [] })).toContain('Your Slack user id is U0MONA.');
    expect(say({ ...unlinked, helpers: ['U0BEA', 'U0CARL'] })).toContain('Ask @U0BEA or @U0CARL, who owns acme');
    expect(say({ ...unlinked, ways: ['sign_in'], helpers: [] })).toContain('Link it with the button');
  });
});
