import { describe, expect, it } from 'vitest';
import type { RepositoryId, SlackUserId } from '../../../src/domain/ids.ts';
import type { Deciders } from '../../../src/domain/policy/asked.ts';
import { factsKept, keptFacts } from '../../../src/domain/policy/kept-facts.ts';
import { replay } from '../../../src/domain/policy/replay.ts';
import type { Rule, When } from '../../../src/domain/policy/rules/rule.ts';
import { approvedRequest, organizationPolicy } from '../../support/sample-requests.ts';

const web = 5 as RepositoryId;
const facts = { teams: new Map([['security', true]]), topics: new Map([[web, ['public']]]) };
const [ada, bea] = ['U0ADA', 'U0BEA'] as const;
const deciders: Deciders = new Map([
  ['owners', [ada, bea] as unknown as readonly SlackUserId[]],
  ['team:security', [bea] as unknown as readonly SlackUserId[]],
  ['slack:S0CALL', null],
]);

describe('what is kept of a request for another policy', () => {
  const kept = keptFacts({ isOwner: false, facts, deciders });

  it('is how many could decide, and nobody’s id', () => {
    expect(JSON.stringify(kept)).not.toMatch(/U0ADA|U0BEA/);
    const read = factsKept(JSON.parse(JSON.stringify(kept)));
    expect(read).toMatchObject({ isOwner: false, facts });
    expect([...read.deciders].map(([rule, found]) => [rule, found?.length ?? null])).toEqual([
      ['owners', 2],
      ['team:security', 1],
      ['slack:S0CALL', null],
    ]);
    // The same person under two rules is one.
    const people = [...read.deciders.values()].flatMap((found) => found ?? []);
    expect(new Set(people).size).toBe(2);
  });

  it('is no number for those of whom nobody knows who they are', () => {
    const some: Deciders = new Map([
      ['slack:S0CALL', null],
      ['owners', [bea] as unknown as readonly SlackUserId[]],
    ]);
    expect(keptFacts({ isOwner: null, facts, deciders: some }).deciders).toEqual([
      ['slack:S0CALL', null],
      ['owners', [0]],
    ]);
  });

  it('is who of them is away, and nothing of anybody who could not decide', () => {
    const absent = new Set(['U0ELSE', bea] as unknown as readonly SlackUserId[]);
    expect(keptFacts({ isOwner: null, deciders, absent }).absent).toEqual([1]);
  });

  it('is nothing of what nobody asked', () => {
    expect(keptFacts({ isOwner: null, deciders: new Map() })).toEqual({ isOwner: null });
  });
});

describe('a rule about a team, asked of a request of the past', () => {
  const about = (when: When): Rule => ({
    ...{ name: 'Security', reason: 'Because.', mode: 'enforce', when },
    // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
    then: { outcome: 'deny', approvals: null, reviewers: null, maxDays: null, justification: null },
  });
  const policy = {
    ...organizationPolicy(),
    rules: [about({ requester: [{ is: 'team', team: 'security' }] })],
  };
  const asked = (kept: Parameters<typeof factsKept>[0]) => {
    const request = approvedRequest(1);
    const verdict = { ...request.verdict, ...(kept === undefined ? {} : { facts: kept }) };
    return replay({ ...request, verdict }, policy).verdict;
  };

  it('is answered by what GitHub said then, and left to people where that was not kept', () => {
    expect(asked({ isOwner: false, teams: [['security', true]] }).outcome).toBe('refuse');
    expect(asked({ isOwner: false, teams: [['security', false]] })).not.toHaveProperty('isUncertain');
    expect(asked(undefined)).toMatchObject({ outcome: 'ask', isUncertain: true });
  });
});
