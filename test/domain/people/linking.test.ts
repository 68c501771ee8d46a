import { describe, expect, it } from 'vitest';
import type { Link, LinkProof } from '../../../src/domain/people/link.ts';
import { linking, newLink, unlinking } from '../../../src/domain/people/linking.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const { slackId, githubId, login } = mona;
const account = { githubId, login };
const link = (some: Partial<Link> = {}): Link => ({
  ...{ ...mona, version: 4, linkedAt: noon, proof: 'oauth', by: null },
  ...some,
});
const nobody = { ofPerson: null, ofAccount: null, ofLogin: [], people: new Map() };
const subject = `slack:${slackId}`;

describe('a link that is made', () => {
  it('is the first of this person', () => {
    const claim = { slackId, account, proof: 'vouched', by: [bea.githubId] } as const;
    const made = newLink(claim, nobody, noon);
    expect(made).toEqual({ ...mona, version: 1, linkedAt: noon, proof: 'vouched', by: [bea.githubId] });
    expect(linking(made, nobody, [])).toEqual({
      writes: [{ table: 'people', was: null, row: made }],
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
    const made = newLink({ slackId, account, proof: 'policy', by: null }, { ...nobody, ofPerson: before }, noon);
    expect(made.version).toBe(5);
    const { writes, entries } = linking(made, { ...nobody, ofPerson: before }, [{ link: before, why: 'corrected' }]);
    expect(writes).toEqual([{ table: 'people', was: 4, row: made }]);
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
