import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentedStates } from '../model/documented-states.ts';
import { everyRoute } from '../support/raw-slack.ts';
import { isInShare } from '../support/share.ts';
import { type ActorName, actorNames, actors } from './actors.ts';
import { allowed, paths, type Row, states } from './allowed.ts';
import { type Happened, startMatrix } from './matrix-world.ts';

/** Of the cells `npm test` takes one of so many: where somebody may in several states, where somebody else may, and where nobody's request or token is concerned. */
const oneIn = { mayDoIt: 4, others: 24, ofNothing: 48, byOtherId: 6 };

type Cell = { readonly row: Row; readonly who: ActorName; readonly state: string };
type Case = Cell & {
  /** Of the handler, the actor and the state. */
  readonly places: readonly [number, number, number];
};

const isIn = (cells: Row['changes'], { who, state }: Cell): boolean =>
  cells.some(([people, where]) => people.includes(who) && where.includes(state));

const everyCase: readonly Case[] = allowed.flatMap((row, place) =>
  actorNames.flatMap((who, actor) =>
    states[row.on].map((state, at) => ({ row, who, state, places: [place, actor, at] })),
  ),
);
const somebodyMay = ({ row, state }: Case): boolean =>
  [...row.changes, ...row.names].some(([, where]) => where.includes(state));
const mayDoIt = (one: Cell): boolean => isIn(one.row.changes, one) || isIn(one.row.names, one);
const isOfSomething = ({ row }: Case): boolean => row.on !== 'nothing';
const namesOf = ({ row, who, state }: Case): readonly string[] => [
  `${row.handler}, ${who}`,
  `${row.handler}, ${row.on} ${state}`,
];

/** Each actor who may is let do it in one state at least, and each state lets somebody do it. */
function isTakenOfThoseWhoMay({ row, who, state, places: [, actor] }: Case): boolean {
  const whereTheyMay = states[row.on].filter((where) => mayDoIt({ row, who, state: where }));
  const place = whereTheyMay.indexOf(state);
  return place >= 0 && (whereTheyMay.length === 1 || isInShare(oneIn.mayDoIt, actor, place));
}

/** Of each handler of a request or a token each actor in one state, another one from actor to actor; besides, the shares. */
function isTaken(one: Case): boolean {
  const [handler, actor, state] = one.places;
  return (
    isTakenOfThoseWhoMay(one) ||
    (somebodyMay(one) && isInShare(oneIn.others, handler, actor, state)) ||
    (isOfSomething(one)
      ? isInShare(states[one.row.on].length, actor, state)
      : isInShare(oneIn.ofNothing, handler, actor, state))
  );
}
const taken = everyCase.filter(isTaken);

/** Where it matters as whom somebody is known: who may, whose own it is, and who may no longer; in one state of each handler. */
const knownByWhoTheyAre: readonly ActorName[] = [
  ...(['owner by the policy', 'owner who signed in', 'owner whose own it is', 'requester'] as const),
  ...(['owner demoted a moment ago', 'sponsor of the machine user', 'on call in Slack'] as const),
];
const byOtherId: readonly Case[] = allowed
  .flatMap((row) =>
    knownByWhoTheyAre.flatMap((who) => {
      const cases = everyCase.filter((one) => one.row === row && one.who === who);
      return cases.filter(somebodyMay).slice(0, 1);
    }),
  )
  .filter((_, place) => isInShare(oneIn.byOtherId, place));

/** What happened and should not have, and the other way round. */
function wrongIn(one: Case, { changed, githubWrites, named }: Happened): readonly string[] {
  const { row, who, state } = one;
  const cell = `${row.handler}, by ${who}, ${row.on} ${state}`.trim();
  const actor = actors[who];
  const wrong: string[] = [];
  const [mayChange, mayBeShown] = [isIn(row.changes, one), isIn(row.names, one)];
  if (!mayChange && changed.length > 0) wrong.push(`${cell}: changed ${changed.join(', ')}`);
  if (!mayChange && githubWrites.length > 0) wrong.push(`${cell}: called ${githubWrites.join(', ')}`);
  if (mayChange && changed.length === 0) wrong.push(`${cell}: changed nothing`);
  if (named.includes(actor.slackId) !== mayBeShown)
    wrong.push(`${cell}: ${mayBeShown ? 'does not name' : 'names'} the private repository`);
  // Besides whoever acts only whose request it is may read it.
  const requester = actor.owns === 'nothing' ? actors.requester.slackId : actor.slackId;
  for (const id of named) if (id !== actor.slackId && id !== requester) wrong.push(`${cell}: names it to ${id}`);
  return wrong;
}

describe('the matrix of who may do what', () => {
  it('has a row for each handler of the program, and for nothing else', () => {
    const rows = new Set(allowed.map(({ handler }) => handler));
    expect([...rows].sort()).toEqual(everyRoute.map(({ kind, id }) => `${kind} ${id}`).sort());
  });

  it('has every path that the program answers at', () => {
    const sources = ['http-paths.ts', 'sign-in-way.ts', 'install-way.ts'].map((file) =>
      readFileSync(join(import.meta.dirname, '../../src', file), 'utf8'),
    );
    const found = [...sources.join('\n').matchAll(/^[^/]*?'(\/[a-z_/]+)'/gm)].map(([, path = '']) => path);
    expect([...new Set(found)].sort()).toEqual([...paths].sort());
  });

  it('goes through every state that the documents name', () => {
    const documented = documentedStates();
    const of = (kind: keyof typeof documented) =>
      [...new Set([...documented[kind]].flatMap(([from, acts]) => [from, ...acts.values()]))].sort();
    expect([...states.request].sort()).toEqual(of('request'));
    expect([...states['pending token']].sort()).toEqual(of('pending_token'));
    expect([...states['active token']].sort()).toEqual(of('active_token'));
  });

  it('is gone through by each actor and in each state, whichever share is taken', () => {
    const met = (cases: readonly Case[]) => new Set(cases.filter(isOfSomething).flatMap(namesOf));
    expect(met(taken)).toEqual(met(everyCase));
  });
});

describe('whoever does whatever, in whichever state', () => {
  it('changes what the table allows, is shown what it allows, and nothing else', async () => {
    const { play, shut } = await startMatrix();
    const wrong: string[] = [];
    for (const one of taken) {
      const { row, who, state } = one;
      const happened = await play({ handler: row.handler, on: row.on, state, actor: actors[who] });
      wrong.push(...wrongIn(one, happened));
    }
    shut();
    expect(wrong).toEqual([]);
  }, 900_000);

  it('is the same person by the id that an enterprise has for them, on their own and on others’', async () => {
    const { play, shut } = await startMatrix({ byOtherId: true });
    const wrong: string[] = [];
    for (const one of byOtherId) {
      const { row, who, state } = one;
      const happened = await play({ handler: row.handler, on: row.on, state, actor: actors[who] });
      wrong.push(...wrongIn(one, happened));
    }
    shut();
    expect(wrong).toEqual([]);
  }, 300_000);

  it('changes nothing at any path without a signature or a cookie', async () => {
    const { knock, shut } = await startMatrix();
    const changed: string[] = [];
    for (const path of paths) changed.push(...(await knock(path)).map((table) => `${path}: ${table}`));
    shut();
    expect(changed).toEqual([]);
  });
});
