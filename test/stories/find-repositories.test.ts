import type { OpenView } from '@countersign/sandbox-slack/state';
import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, fillPage, openForm, usual } from '../support/ask-for-token.ts';
import { cardOf, reads } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona } = cast;

type Named = { readonly name: string; readonly mayMona?: boolean; readonly isPublic?: boolean };

function worldWith(repositories: readonly Named[]): Promise<TestWorld> {
  return startWorld({
    prepare: ({ github }) => {
      for (const { name, mayMona = false, isPublic = false } of repositories) {
        const collaborators = mayMona ? { mona: 'read' } : {};
        github.people.createRepository(organization, { name, private: !isPublic, collaborators });
      }
    },
  });
}

async function secondPage(world: TestWorld): Promise<OpenView> {
  const { slack } = world;
  const first = await fillPage(world, mona.slackId, await openForm(world, mona.slackId), usual);
  const { view } = await slack.submit(mona.slackId, first);
  if (view === undefined) throw new Error('the form did not go on');
  return view;
}

async function suggestions(world: TestWorld, typed: string) {
  const found = await world.slack.suggest(mona.slackId, await secondPage(world), 'repositories', typed);
  return { names: found.map(({ value }) => value), groups: found.groups.map(({ label }) => label.text) };
}

const unreadable = (count: number): readonly Named[] =>
  Array.from({ length: count }, (_, index) => ({ name: `api-${String(index).padStart(3, '0')}` }));
const checks = (world: TestWorld): number =>
  world.github.server.calls.filter(({ name }) => name.endsWith('/permission')).length;

describe('the repository picker', () => {
  it('finds the one that somebody may see behind sixty that they may not', async () => {
    const world = await worldWith([...unreadable(60), { name: 'api-zebra', mayMona: true }]);
    expect(await suggestions(world, 'api-')).toEqual({ names: ['api-zebra'], groups: [] });
  });

  it('asks GitHub a hundred times at most for what is typed, and says that there may be more', async () => {
    const many = unreadable(150);
    const world = await worldWith([...many.slice(0, 5).map((one) => ({ ...one, mayMona: true })), ...many.slice(5)]);
    const before = checks(world);
    const { names, groups } = await suggestions(world, 'api-');
    expect(names).toEqual(many.slice(0, 5).map(({ name }) => name));
    expect(groups).toEqual(['There may be more: type more of the name']);
    expect(checks(world) - before).toBe(100);
  });

  it('asks for nobody twice within ten minutes, and shows twenty', async () => {
    const world = await worldWith(unreadable(30).map((one) => ({ ...one, mayMona: true })));
    const { names, groups } = await suggestions(world, 'api-');
    expect(names).toHaveLength(20);
    expect(groups).toEqual(['There may be more: type more of the name']);
    const before = checks(world);
    expect((await suggestions(world, 'api-0')).names).toEqual(names);
    expect(checks(world) - before).toBe(0);
  });

  it.each([
    'release-tools',
    'acme/release-tools',
    'https://github.com/acme/release-tools',
    'git@github.com:ACME/release-tools.git',
    'https://github.com/acme/release-tools/blob/main/README.md',
  ])('understands %s', async (typed) => {
    const world = await worldWith([]);
    world.github.state
      .organization(organization)
      ?.repositories.find(({ name }) => name === 'release-tools')
      ?.collaborators.set('mona', 'read');
    expect((await suggestions(world, typed)).names).toEqual(['release-tools']);
  });

  it('finds nothing of another owner', async () => {
    const world = await worldWith([]);
    expect((await suggestions(world, 'elsewhere/website')).names).toEqual([]);
  });

  it('shows what it knows where a person’s share of GitHub’s calls is used up', async () => {
    const world = await worldWith([...unreadable(450), { name: 'zoo-public', isPublic: true }]);
    for (const typed of ['api-0', 'api-1', 'api-2', 'api-3', 'api-4']) await suggestions(world, typed);
    expect(checks(world)).toBeLessThanOrEqual(200);
    expect((await suggestions(world, 'zoo')).names).toEqual(['zoo-public']);
    expect((await suggestions(world, 'paym')).names).toEqual([]);
    // Who knows the whole name gets it.
    await askForToken(world, mona.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('payments');
  });

  it('asks for few when the list opens, so that there is a share left for what is typed', async () => {
    const world = await worldWith(unreadable(150));
    const before = checks(world);
    await suggestions(world, '');
    await suggestions(world, 'a');
    expect(checks(world) - before).toBeLessThanOrEqual(40);
  });

  it('lets both of two be chosen whose long names differ in the middle only', async () => {
    const [one, other] = ['x', 'y'].map((letter) => `${'r'.repeat(40)}${letter}${'r'.repeat(38)}`);
    if (one === undefined || other === undefined) throw new Error('there are two');
    const world = await worldWith([one, other].map((name) => ({ name, mayMona: true })));
    await askForToken(world, mona.slackId, { repositories: [one, other] });
    for (const name of [one, other]) expect(reads(cardOf(world, 'PAT-1'))).toContain(name);
  });
});
