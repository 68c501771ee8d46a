import { describe, expect, it } from 'vitest';
import { inQuestion, isAboutOwners } from '../../../../src/domain/policy/rules/in-question.ts';
import type { Rule, When } from '../../../../src/domain/policy/rules/rule.ts';
import { askedWhole } from '../../../../src/domain/requests/asked-whole.ts';
import { pendingRequest } from '../../../support/sample-requests.ts';
import { noon } from '../../../support/sample-scopes.ts';

const rule = (when: When): Rule => ({
  ...{ name: 'some', reason: 'why', mode: 'enforce', when },
  // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
  then: { outcome: 'allow', approvals: null, reviewers: null, maxDays: null, justification: null },
});
const team = (name: string) => ({ is: 'team', team: name }) as const;

function asked(...whens: readonly When[]) {
  return inQuestion(whens.map(rule), askedWhole(pendingRequest(1), null), noon);
}

describe('whether the holder is an owner', () => {
  const owner: When = { requester: [{ is: 'owner' }] };

  it.each<[string, readonly When[], boolean | null, boolean]>([
    ['is asked where a rule looks at it', [{}, owner], null, true],
    ['is asked where a rule looks at it among others', [{ requester: [team('docs'), { is: 'owner' }] }], null, true],
    ['is not asked where it is known', [owner], true, false],
    ['is not asked where it is known that they are none', [owner], false, false],
    ['is not asked where no rule looks at it', [{ requester: [team('docs')] }, {}], null, false],
    ['is not asked for topics', [{ repositories: { topics: ['public'] } }], null, false],
    ['is not asked where the rule does not match anyway', [{ ...owner, kind: ['unasked'] }], null, false],
  ])('%s', (_, whens, isOwner, is) => {
    expect(isAboutOwners(whens.map(rule), askedWhole(pendingRequest(1), isOwner), noon)).toBe(is);
  });
});

describe('what GitHub has to be asked before the rules are read', () => {
  const some: When = { requester: [team('docs')] };
  const topics: When = { repositories: { topics: ['public'] } };

  it.each<[string, readonly When[], readonly string[], boolean]>([
    ['nothing, where no rule looks at it', [{}, { kind: ['request'] }], [], false],
    [
      'whether somebody is in the teams that rules name, each once',
      [some, some, { requester: [team('web')] }],
      ['docs', 'web'],
      false,
    ],
    ['no team that a rule names which does not match anyway', [{ ...some, kind: ['unasked'] }], [], false],
    [
      'no team where the rule matches by something else',
      [{ requester: [team('docs'), { is: 'login', login: 'mona' }] }],
      [],
      false,
    ],
    [
      'a team beside an owner, of whom nothing is known',
      [{ requester: [{ is: 'owner' }, team('docs')] }],
      ['docs'],
      false,
    ],
    ['no team of a rule about owners', [{ requester: [{ is: 'owner' }] }], [], false],
    ['the topics of the repositories, where a rule names some', [some, topics], ['docs'], true],
    ['no topics, where the rule does not match anyway', [{ ...topics, kind: ['unasked'] }], [], false],
    ['no topics, where a rule looks at names alone', [some, { repositories: { only: ['*'] } }], ['docs'], false],
  ])('%s', (_what, whens, teams, isAboutTopics) => {
    const { access } = pendingRequest(1).scope;
    const all = access.selection === 'subset' ? access.repositories : [];
    expect(all).not.toEqual([]);
    expect(asked(...whens)).toEqual({ teams, ofTopics: isAboutTopics ? all : [] });
  });

  it('is no topics where no repositories are named', () => {
    const request = pendingRequest(1);
    const scope = { ...request.scope, access: { selection: 'all' } } as const;
    const whole = askedWhole({ ...request, scope }, null);
    expect(inQuestion([rule(topics)], whole, noon).ofTopics).toEqual([]);
  });

  it('is at most twenty teams, for it is asked at a click', () => {
    const many = Array.from({ length: 21 }, (_, at) => ({ requester: [team(`t${at}`)] }));
    expect(asked(...many).teams).toHaveLength(20);
    expect(asked(...many.slice(0, 20)).teams).toHaveLength(20);
  });

  it('is asked though something of it is known from before', () => {
    const known = { teams: new Map([['docs', true]]), topics: new Map() };
    const whole = askedWhole(pendingRequest(1), null, { facts: known });
    expect(inQuestion([rule(some)], whole, noon).teams).toEqual(['docs']);
  });
});
