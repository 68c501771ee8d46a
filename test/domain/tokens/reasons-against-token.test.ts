import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { OrganizationPolicy } from '../../../src/domain/policy/policy.ts';
import type { Rule, Then, When } from '../../../src/domain/policy/rules/rule.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import {
  isUnexplained,
  mayExplain,
  reasonsAgainstToken,
  refusalsAmong,
  toExplain,
} from '../../../src/domain/tokens/reasons-against-token.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { dossier, grant, now, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { approvedRequest, organizationPolicy } from '../../support/sample-requests.ts';
import { actual } from '../../support/sample-scopes.ts';

const rule = (when: When, then: Partial<Then>): Rule => ({
  ...{ name: 'Closed', reason: 'Because.', mode: 'enforce', when },
  // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
  then: { outcome: null, approvals: null, reviewers: null, maxDays: null, justification: null, ...then },
});
const ruled = (when: When, then: Partial<Then> = { outcome: 'deny' }): OrganizationPolicy => ({
  ...organizationPolicy(),
  rules: [rule(when, then)],
});
const said = { code: 'rule_denies', rule: { name: 'Closed', reason: 'Because.' } };
const request = approvedRequest(7);
const known = (policy: OrganizationPolicy) => dossier({ policy, requests: [request] });
const unclaimed: PendingToken = waiting({ status: 'held', match: { kind: 'unclaimed' } });
const unsure = waiting({ status: 'held', match: { kind: 'unsure', numbers: [requestNumber(7)] } });

describe('what the policy of today has against a token', () => {
  const unasked = ruled({ kind: ['unasked'] });
  const owners = ruled({ requester: [{ is: 'owner' }] });

  it.each([
    ['is what a rule forbids that nobody asked for', unclaimed, unasked, null, [said]],
    [
      'is what it forbids so, while its holder does not say for which request it was made',
      unsure,
      unasked,
      null,
      [said],
    ],
    ['is that of one that is active, too', grant({ requestNumber: null }), unasked, null, [said]],
    ['is nothing of the kind where it was asked for', grant({ requestNumber: requestNumber(7) }), unasked, null, []],
    ['is what a rule forbids owners, of an owner', unclaimed, owners, true, [said]],
    ['is nothing of what a rule forbids owners, of a member', unclaimed, owners, false, []],
  ] as const)('%s', (_, token, policy, isOwner, reasons) => {
    expect(reasonsAgainstToken(token, known(policy), isOwner, now)).toEqual(reasons);
  });

  const pair = (then: Partial<Then>) => ruled({ kind: ['unasked'] }, then);
  const unagreed = grant({ requestNumber: null, agreement: null });
  const several = { code: 'rule_wants_several', rule: said.rule, approvals: 2 };

  it.each([
    ['is that a rule wants two people, where it is active', unagreed, pair({ approvals: 2 }), [several]],
    ['is nothing of the kind where one is enough for the rule', unagreed, pair({ approvals: 1 }), []],
    ['is nothing of the kind where the rule says no number', unagreed, pair({ outcome: 'ask' }), []],
    ['is nothing of the kind where the rule lets it in', unagreed, pair({ outcome: 'allow', approvals: 2 }), []],
    ['is nothing of the kind while it waits, since two can click', unclaimed, pair({ approvals: 2 }), []],
    [
      'is nothing of the kind where no rule is about it, whatever the organization wants',
      unagreed,
      { ...ruled({ kind: ['request'] }, { approvals: 2 }), approvals: 2 },
      [],
    ],
  ] as const)('%s', (_, token, policy, reasons) => {
    expect(reasonsAgainstToken(token, known(policy), null, now)).toEqual(reasons);
  });

  it('is not yet that a rule wants two people, while another rule may let it in', () => {
    const [first] = ruled({ requester: [{ is: 'team', team: 'docs' }] }, { outcome: 'allow' }).rules;
    const rules = [...(first === undefined ? [] : [{ ...first, name: 'Docs' }]), ...pair({ approvals: 2 }).rules];
    const policy = { ...organizationPolicy(), rules };
    expect(reasonsAgainstToken(unagreed, known(policy), null, now)).toEqual([]);
  });

  it('is that a rule wants two people after what else there is', () => {
    const policy = { ...organizationPolicy({ maxDays: 1 }), rules: pair({ approvals: 2 }).rules };
    expect(reasonsAgainstToken(unagreed, known(policy), null, now)).toEqual([
      { code: 'lifetime_beyond_maximum', maxDays: 1 },
      several,
    ]);
  });

  it('is that it lasts longer than the policy lets, from now on', () => {
    const long = waiting({ scope: actual({ expiresAt: now + 31 * dayMs }) });
    const short = known(organizationPolicy({ maxDays: 30 }));
    expect(reasonsAgainstToken(long, short, null, now)).toEqual([{ code: 'lifetime_beyond_maximum', maxDays: 30 }]);
    expect(reasonsAgainstToken(long, short, null, now + dayMs)).toEqual([]);
  });
});

it('nobody lets in alone what a rule forbids or wants several for, and a person may what is beyond a limit', () => {
  const beyond = { code: 'lifetime_beyond_maximum', maxDays: 30 } as const;
  const denied = { code: 'rule_denies', rule: { name: 'Closed', reason: 'Because.' } } as const;
  const several = { code: 'rule_wants_several', rule: denied.rule, approvals: 2 } as const;
  expect(refusalsAmong([beyond, denied, several])).toEqual([denied, several]);
  expect(refusalsAmong([beyond])).toEqual([]);
});

describe('a token that its holder may explain', () => {
  const explains = (token: PendingToken, policy: OrganizationPolicy, isMachineUser = false) => {
    const of = known(policy);
    return mayExplain(token, { ...of, holder: { ...of.holder, isMachineUser } }, now);
  };
  const open = organizationPolicy();
  const widened = { kind: 'exceeds', number: null, excess: [{ kind: 'all_repositories' }] } as const;
  const wordy = ruled({}, { justification: '*JIRA-*' });

  it.each<[string, PendingToken, boolean]>([
    ['is held since nobody asked for it', unclaimed, true],
    ['has more than when it was accepted as it was', { ...unclaimed, match: widened }, true],
    ['has more than its request', { ...unclaimed, match: { ...widened, number: requestNumber(7) } }, false],
    [
      'has more than when it was accepted, and was ended',
      { ...unclaimed, match: widened, heldWhy: 'ended_before' },
      false,
    ],
    ['is none that is open', { ...unclaimed, status: 'open' }, false],
    ['is none that belongs to a request', { ...unclaimed, match: { kind: 'awaits', number: requestNumber(7) } }, false],
    ['is none that is held for another reason', { ...unclaimed, heldWhy: 'observing' }, false],
  ])('%s', (_, token, is) => {
    expect(isUnexplained(token)).toBe(is);
    expect(explains(token, open)).toBe(is);
  });

  it('is none that a rule forbids whatever they write', () => {
    expect(explains(unclaimed, ruled({}))).toBe(false);
  });

  it('is one that lacks only what they have yet to write', () => {
    expect(reasonsAgainstToken(unclaimed, known(wordy), null, now)).toMatchObject([
      { code: 'rule_wants_justification' },
    ]);
    expect(explains(unclaimed, wordy)).toBe(true);
  });

  it('is none of a machine user: whoever stands for it may not know what it reaches', () => {
    expect(explains(unclaimed, open, true)).toBe(false);
  });
});

it('a token is explained as it was seen, as long as nobody asked for it', () => {
  const { revision, tokenName } = unclaimed;
  expect(toExplain(unclaimed, revision)).toBe(unclaimed);
  expect(toExplain(unclaimed, revision - 1)).toEqual(refuse({ why: 'old_revision' }));
  expect(toExplain({ ...unclaimed, status: 'approved' }, revision)).toEqual(
    refuse({ why: 'nothing_to_explain', tokenName }),
  );
  expect(toExplain(null, revision)).toEqual(refuse({ why: 'unknown_message' }));
});
