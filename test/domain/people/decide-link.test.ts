import { describe, expect, it } from 'vitest';
import type { GithubUserId, SlackUserId } from '../../../src/domain/ids.ts';
import { decideLink } from '../../../src/domain/people/decide-link.ts';
import { type Link, type LinkProof, stands } from '../../../src/domain/people/link.ts';

const rita = 'U0RITA00001' as SlackUserId;
const mallory = 'U0MALLORY01' as SlackUserId;

type Side = { readonly who?: SlackUserId; readonly id: number; readonly login: string; readonly proof: LinkProof };

function link({ who = rita, id, login, proof }: Side): Link {
  return { slackId: who, githubId: id as GithubUserId, login, version: 1, linkedAt: 0, proof, by: null };
}

/** What is claimed by Rita, the rows there are, the policy's people, and what becomes of it. */
const rows: readonly (readonly [string, Side, readonly Side[], Readonly<Record<string, string>>, string])[] = [
  ['nobody is linked', { id: 1, login: 'mona', proof: 'oauth' }, [], {}, 'linked'],
  ['the policy names them', { id: 1, login: 'mona', proof: 'policy' }, [], { [rita]: 'mona' }, 'linked'],
  [
    'the same, by a proof that says less',
    { id: 1, login: 'mona', proof: 'vouched' },
    [{ id: 1, login: 'mona', proof: 'oauth' }],
    {},
    'known by oauth',
  ],
  [
    'the same, by the same proof',
    { id: 1, login: 'mona', proof: 'oauth' },
    [{ id: 1, login: 'mona', proof: 'oauth' }],
    {},
    'known by oauth',
  ],
  [
    'the same, as the policy has it, in the letters that GitHub writes it in by now',
    { id: 1, login: 'Mona', proof: 'policy' },
    [{ id: 1, login: 'mona', proof: 'policy' }],
    { [rita]: 'mona' },
    'linked',
  ],
  [
    'the same, by a proof that says more',
    { id: 1, login: 'mona', proof: 'oauth' },
    [{ id: 1, login: 'mona', proof: 'vouched' }],
    {},
    'linked',
  ],
  [
    'the same, as the policy has it',
    { id: 1, login: 'mona', proof: 'oauth' },
    [{ id: 1, login: 'mona', proof: 'policy' }],
    { [rita]: 'Mona' },
    'known by policy',
  ],
  [
    'they were renamed on GitHub since',
    { id: 1, login: 'mona-lisa', proof: 'oauth' },
    [{ id: 1, login: 'mona', proof: 'oauth' }],
    {},
    'linked',
  ],
  [
    'they were renamed on GitHub, and the policy has the old name',
    { id: 1, login: 'mona-lisa', proof: 'oauth' },
    [{ id: 1, login: 'mona', proof: 'policy' }],
    { [rita]: 'mona' },
    'known by policy',
  ],
  [
    'the policy gives them another account',
    { id: 1, login: 'mona', proof: 'oauth' },
    [],
    { [rita]: 'nora' },
    'policy_names_another',
  ],
  [
    'the policy gives the account to somebody else',
    { id: 1, login: 'mona', proof: 'oauth' },
    [],
    { [mallory]: 'MONA' },
    'policy_gives_it_to_another',
  ],
  [
    'somebody else signed in with the account before',
    { id: 1, login: 'mona', proof: 'oauth' },
    [{ who: mallory, id: 1, login: 'mona', proof: 'vouched' }],
    {},
    'account_taken',
  ],
  [
    'somebody else has the account by the policy, under its former name',
    { id: 1, login: 'mona-lisa', proof: 'oauth' },
    [{ who: mallory, id: 1, login: 'mona', proof: 'policy' }],
    { [mallory]: 'mona' },
    'account_taken',
  ],
  [
    'somebody else had it by a line that the policy no longer has',
    { id: 1, login: 'mona', proof: 'oauth' },
    [{ who: mallory, id: 1, login: 'mona', proof: 'policy' }],
    {},
    `linked, ${mallory} replaced`,
  ],
  [
    'they are linked to another account',
    { id: 2, login: 'nora', proof: 'oauth' },
    [{ id: 1, login: 'mona', proof: 'oauth' }],
    {},
    'linked_to_another',
  ],
  [
    'the policy had given them another account, and says nothing now',
    { id: 2, login: 'nora', proof: 'oauth' },
    [{ id: 1, login: 'mona', proof: 'policy' }],
    {},
    `linked, ${rita} corrected`,
  ],
  ['the identity provider names them first', { id: 1, login: 'mona', proof: 'saml' }, [], {}, 'linked'],
  [
    'they sign in as another than the identity provider says',
    { id: 2, login: 'nora', proof: 'oauth' },
    [{ id: 1, login: 'mona', proof: 'saml' }],
    {},
    'linked_to_another',
  ],
  [
    'the identity provider corrects itself',
    { id: 2, login: 'nora', proof: 'saml' },
    [{ id: 1, login: 'mona', proof: 'saml' }],
    {},
    `linked, ${rita} corrected`,
  ],
  [
    'the identity provider says otherwise than they showed themselves',
    { id: 2, login: 'nora', proof: 'saml' },
    [{ id: 1, login: 'mona', proof: 'oauth' }],
    {},
    'linked_to_another',
  ],
  [
    'the policy says otherwise than they showed',
    { id: 2, login: 'nora', proof: 'policy' },
    [{ id: 1, login: 'mona', proof: 'oauth' }],
    { [rita]: 'nora' },
    `linked, ${rita} corrected`,
  ],
  [
    'the policy gives them an account that somebody else signed in with',
    { id: 1, login: 'mona', proof: 'policy' },
    [{ who: mallory, id: 1, login: 'mona', proof: 'oauth' }],
    { [rita]: 'mona' },
    `linked, ${mallory} replaced`,
  ],
  [
    'the policy gives them an account that somebody else signed in with, under its former name',
    { id: 1, login: 'mona-lisa', proof: 'policy' },
    [{ who: mallory, id: 1, login: 'mona', proof: 'oauth' }],
    { [rita]: 'mona-lisa' },
    `linked, ${mallory} replaced`,
  ],
  [
    'the policy gives both one account, by two names that it had',
    { id: 1, login: 'mona-lisa', proof: 'policy' },
    [{ who: mallory, id: 1, login: 'mona', proof: 'policy' }],
    { [rita]: 'mona-lisa', [mallory]: 'mona' },
    'account_taken',
  ],
  [
    'their former name is another account’s now',
    { id: 2, login: 'mona', proof: 'oauth' },
    [{ id: 1, login: 'mona', proof: 'oauth' }],
    {},
    'login_recycled',
  ],
  [
    'the policy’s name for them is another account’s now',
    { id: 2, login: 'mona', proof: 'oauth' },
    [{ id: 1, login: 'mona', proof: 'policy' }],
    { [rita]: 'mona' },
    'login_recycled',
  ],
  [
    'the policy’s name for them is another account’s now, and the policy is read again',
    { id: 2, login: 'mona', proof: 'policy' },
    [{ id: 1, login: 'mona', proof: 'policy' }],
    { [rita]: 'mona' },
    'login_recycled',
  ],
  [
    'they took over the name that somebody else was linked with',
    { id: 2, login: 'Mona', proof: 'vouched' },
    [{ who: mallory, id: 1, login: 'mona', proof: 'oauth' }],
    {},
    'login_recycled',
  ],
];

describe('a claim that a Slack person is a GitHub account', () => {
  it.each(rows)('where %s', (_name, claimed, known, people, becomes) => {
    const links = known.map(link);
    const { id, login, proof } = claimed;
    const decision = decideLink(
      { slackId: rita, account: { githubId: id as GithubUserId, login }, proof, by: null },
      {
        ofPerson: links.find(({ slackId }) => slackId === rita) ?? null,
        ofAccount: links.find(({ githubId }) => githubId === id) ?? null,
        ofLogin: links.filter((one) => one.login.toLowerCase() === login.toLowerCase()),
        people: new Map(Object.entries(people) as [SlackUserId, string][]),
      },
    );
    const said = {
      known: () => (decision.as === 'known' ? `known by ${decision.link.proof}` : ''),
      linked: () =>
        [
          'linked',
          ...(decision.as === 'linked' ? decision.ended : []).map((end) => `${end.link.slackId} ${end.why}`),
        ].join(', '),
      conflict: () => (decision.as === 'conflict' ? decision.why : ''),
    };
    expect(said[decision.as]()).toBe(becomes);
  });
});

describe('a link stands', () => {
  it.each<readonly [string, LinkProof, Readonly<Record<string, string>>, boolean]>([
    ['by the policy, while its line is there', 'policy', { [rita]: 'Mona' }, true],
    ['no longer by the policy without its line', 'policy', {}, false],
    ['no longer where the policy names another account', 'oauth', { [rita]: 'nora' }, false],
    ['no longer where the policy gives the account to another', 'saml', { [mallory]: 'mona' }, false],
    ['by every other proof without a line', 'vouched', {}, true],
  ])('%s', (_name, proof, people, isStanding) => {
    const known = link({ id: 1, login: 'mona', proof });
    expect(stands(known, new Map(Object.entries(people) as [SlackUserId, string][]))).toBe(isStanding);
  });
});
