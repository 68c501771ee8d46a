import { describe, expect, it } from 'vitest';
import type { KnownLinks, Link, LinkClaim, LinkProof } from '../../../src/domain/people/link.ts';
import { linkBy, linking, unlinking } from '../../../src/domain/people/linking.ts';
import { isRefusal, refuse } from '../../../src/domain/refusal.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const { slackId, githubId, login } = mona;
const account = { githubId, login };
const link = (some: Partial<Link> = {}): Link => ({
  ...{ ...mona, version: 4, linkedAt: noon, proof: 'oauth', by: null },
  ...some,
});
const nobody: KnownLinks = { ofPerson: null, ofAccount: null, ofLogin: [], people: new Map() };
const subject = `slack:${slackId}`;

function made(claim: LinkClaim, known: KnownLinks) {
  const by = linkBy(claim, known, noon);
  if (isRefusal(by)) throw new Error(by.why);
  return by;
}

describe('a link that is made', () => {
  it('is the first of this person', () => {
    const claim = { slackId, account, proof: 'vouched', by: [bea.githubId] } as const;
    const { link: first } = made(claim, nobody);
    expect(first).toEqual({ ...mona, version: 1, linkedAt: noon, proof: 'vouched', by: [bea.githubId] });
    expect(linking(first, nobody, [])).toEqual({
      writes: [{ table: 'people', was: null, row: first }],
      entries: [
        {
          ...{ at: noon, actor: 'countersign', act: 'person.link', subject },
          data: { ...account, proof: 'vouched', by: [bea.githubId], before: null, movedFrom: null },
        },
      ],
      effects: [],
    });
  });

  it.each<readonly [LinkProof, string]>([
    ['policy', 'policy'],
    ['oauth', subject],
    ['saml', 'countersign'],
    ['vouched', 'countersign'],
  ])('by %s names who says so: %s', (proof, actor) => {
    expect(linking(link({ proof }), nobody, []).entries).toMatchObject([{ actor }]);
  });

  it('takes the place of what the person was linked to before, and tells of its end first', () => {
    const before = link({ githubId: bea.githubId, login: 'mona-old', proof: 'saml' });
    const people = new Map([[slackId, login]]);
    const { link: next } = made(
      { slackId, account, proof: 'policy', by: null },
      { ...nobody, people, ofPerson: before },
    );
    expect(next.version).toBe(5);
    const { writes, entries } = linking(next, { ...nobody, ofPerson: before }, [{ link: before, why: 'corrected' }]);
    expect(writes).toEqual([{ table: 'people', was: 4, row: next }]);
    expect(entries).toMatchObject([
      {
        ...{ at: noon, actor: 'policy', act: 'person.unlink', subject },
        data: { githubId: bea.githubId, login: 'mona-old', proof: 'saml', why: 'corrected' },
      },
      { act: 'person.link', data: { before: bea.githubId, movedFrom: null } },
    ]);
  });

  it('takes the account away from whoever had it', () => {
    const others = link({ slackId: bea.slackId, version: 2 });
    const { writes, entries } = linking(link(), { ...nobody, ofAccount: others }, []);
    expect(writes).toEqual([
      { table: 'people', was: 2, row: others, removes: true },
      { table: 'people', was: null, row: link() },
    ]);
    expect(entries).toMatchObject([{ data: { movedFrom: bea.slackId } }]);
  });

  it('of the same account again moves it from nobody', () => {
    const before = link({ version: 3 });
    const { writes, entries } = linking(link(), { ...nobody, ofPerson: before, ofAccount: before }, []);
    expect(writes).toEqual([{ table: 'people', was: 3, row: link() }]);
    expect(entries).toMatchObject([{ data: { before: githubId, movedFrom: null } }]);
  });
});

describe('somebody who is said to be an account', () => {
  const claim = (proof: LinkProof): LinkClaim => ({ slackId, account, proof, by: null });

  it.each<readonly [LinkProof, boolean]>([
    ['oauth', true],
    ['vouched', true],
    ['saml', false],
    ['policy', false],
  ])('is linked by %s, and told as back by what they asked for themselves: %s', (proof, isReturn) => {
    const linked = made(claim(proof), nobody);
    const row = { ...mona, version: 1, linkedAt: noon, proof, by: null };
    expect(linked).toEqual({
      ...{ link: row, isNew: true, hasEnded: false, isReturn, concerned: [slackId] },
      change: linking(row, nobody, []),
    });
  });

  it('is let be where they are linked so already', () => {
    expect(made(claim('oauth'), { ...nobody, ofPerson: link(), ofAccount: link() })).toEqual({
      ...{ link: link(), isNew: false, hasEnded: false, isReturn: false, concerned: [] },
      change: { writes: [], entries: [], effects: [] },
    });
  });

  it('ends the links that give way, and concerns whose they were', () => {
    const people = new Map([[slackId, login]]);
    const others = link({ slackId: otto.slackId, proof: 'saml' });
    const known = {
      ...nobody,
      people,
      ofAccount: others,
      ofPerson: link({ githubId: bea.githubId, login: 'mona-old' }),
    };
    expect(made(claim('policy'), known)).toMatchObject({
      ...{ isNew: true, hasEnded: true, concerned: [slackId, otto.slackId, slackId] },
      change: { entries: [{ data: { why: 'replaced' } }, { data: { why: 'corrected' } }, { act: 'person.link' }] },
    });
  });

  it('is refused what conflicts', () => {
    const others = link({ slackId: otto.slackId });
    expect(linkBy(claim('oauth'), { ...nobody, ofAccount: others }, noon)).toEqual(
      refuse({ why: 'link_conflict', login, conflict: 'account_taken' }),
    );
  });
});

it('a link that ends is removed, and the trail says why and by whom', () => {
  expect(unlinking(link(), 'left', `slack:${bea.slackId}`, noon + 1)).toEqual({
    writes: [{ table: 'people', was: 4, row: link(), removes: true }],
    entries: [
      {
        ...{ at: noon + 1, actor: `slack:${bea.slackId}`, act: 'person.unlink', subject },
        data: { ...account, proof: 'oauth', why: 'left' },
      },
    ],
    effects: [],
  });
});
