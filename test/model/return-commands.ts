import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, organization } from '@countersign/sandbox-stage/cast';
import fc from 'fast-check';
import { type Command, command, type Look, type Model } from './command.ts';
import { hasTokens, index, onGithub, tokenAt } from './github-commands.ts';
import { askAndApprove, type Path, type Person } from './path-commands.ts';
import type { ProvenWorld } from './proven-world.ts';
import { buttonsFor, closeForm, press } from './slack-commands.ts';
import { endOf, kindOf, type Made, made, nameOf, scopeOf } from './token-kinds.ts';
import { tick } from './world-commands.ts';

const { mona, bea, carl, dan } = cast;
const dayMs = 86_400_000;
/** A token that reaches nothing any more: what is asked for after that is asked for anew. */
const nothing = { permissions: {}, repositorySelection: 'none' } as const;

function isMember({ world: { github } }: ProvenWorld, login: string): boolean {
  return github.state.organization(organization)?.members.has(github.state.user(login).id) ?? false;
}

/** A token that lost its access, or never had any, is pointed at the organization once more. */
const asksAgain: fc.Arbitrary<Command> = fc.record({ at: index, what: made }).map(({ at, what }) =>
  onGithub(
    `token ${at} asks again, for kind ${what.kind} ${what.variation}`,
    (proven) => {
      const token = tokenAt(proven, at);
      if (token !== undefined) proven.world.github.people.requestAccess(token.tokenId, scopeOf(what), 'again');
    },
    hasTokens,
  ),
);

/** Narrowed and widened again, and prolonged meanwhile or not: GitHub asks for the widening alone, as of a new request. */
const washes: fc.Arbitrary<Command> = fc
  .record({ at: index, isProlonged: fc.boolean(), isSeen: fc.nat({ max: 2 }).map((one) => one === 0) })
  .map(({ at, isProlonged, isSeen }) =>
    command(
      `token ${at} is narrowed${isProlonged ? ', prolonged' : ''} and widened again${isSeen ? ', step by step' : ''}`,
      async (proven, _model, look) => {
        const token = tokenAt(proven, at);
        const { people } = proven.world.github;
        const isAlive = token !== undefined && (token.expiresAt === null || token.expiresAt.getTime() > proven.now);
        if (!isAlive || token.grant === null) return [];
        const problems: string[] = [];
        const { permissions, selection, repositories } = token.grant;
        const before = {
          permissions,
          repositorySelection: selection,
          repositories: repositories.map(({ name }) => name),
        };
        const steps = [
          () => people.editToken(token.tokenId, nothing),
          () => {
            if (isProlonged) people.regenerateToken(token.tokenId, new Date(proven.now + 7 * dayMs));
          },
          () => people.editToken(token.tokenId, before),
        ];
        for (const step of steps) {
          step();
          if (isSeen) {
            await proven.settle();
            // A flagged token that is within what was agreed in between has lost its deadline.
            problems.push(...(await look()));
          }
          // Taken away meanwhile: there is nothing left to edit.
          if (token.grant === null) return problems;
          proven.passTime(1_000);
        }
        return problems;
      },
      hasTokens,
    ),
  );

type Ending = (proven: ProvenWorld, token: LocalToken, owner: Path['owner']) => Promise<readonly string[]>;

async function pressFirst(proven: ProvenWorld, slackId: string, actionId: string): Promise<readonly string[]> {
  if (proven.bot === null) return [];
  const shown = buttonsFor(proven, slackId, false).find((one) => one.actionId === actionId);
  return shown === undefined ? [] : press(proven, slackId, shown);
}

async function endByHolder(proven: ProvenWorld, { owner: { login } }: LocalToken): Promise<readonly string[]> {
  const holder = [mona, dan, bea].find((one) => one.login === login);
  return holder === undefined ? [] : pressFirst(proven, holder.slackId, 'revoke_token');
}

const endings: Readonly<Record<string, Ending>> = {
  'an owner revokes it on github.com': async ({ world }, { tokenId, grant }, { login }) => {
    if (grant !== null) world.github.people.revokeOnGithub(login, tokenId);
    return [];
  },
  'an owner revokes it in Slack': (proven, _token, { slackId }) => pressFirst(proven, slackId, 'revoke_token'),
  'its holder ends it in Slack': endByHolder,
  'an owner denies it on github.com': async ({ world }, { tokenId, pending }, { login }) => {
    if (pending !== null) world.github.people.reviewOnGithub(login, tokenId, 'deny');
    return [];
  },
  'an owner denies it in Slack': (proven, _token, { slackId }) => pressFirst(proven, slackId, 'deny_pending_token'),
  'its holder is removed, and invited back': async ({ world }, { owner }, { login }) => {
    world.github.people.removeMember(owner.login, organization, login);
    world.github.people.addMember(owner.login, organization);
    return [];
  },
};

type Return = {
  readonly who: Person;
  readonly kind: number;
  readonly owner: Path['owner'];
  readonly ending: string;
  readonly isWide: boolean;
  /** Of which kind a second request of the same name is; null where there is none. */
  readonly second: number | null;
  readonly isSeen: boolean;
  readonly isTold: boolean;
  readonly back: Made;
  /** What is done next by the clock. */
  readonly next: 'listPending' | 'followHints' | 'deliver' | null;
};

async function walk(proven: ProvenWorld, path: Return, model: Model, look: Look): Promise<readonly string[]> {
  const { who, kind, owner, ending, isWide, second, isSeen, isTold, back, next } = path;
  const { github } = proven.world;
  const problems: string[] = [];
  const settle = async (): Promise<void> => {
    await proven.settle();
    await proven.idle();
    proven.passTime(1_000);
  };
  for (const asked of second === null ? [kind] : [kind, second]) {
    model.asked += 1;
    problems.push(...(await askAndApprove(proven, { who, kind: asked, owner, isContested: false }, nameOf(kind))));
  }
  if (!isMember(proven, who.login)) return problems;
  model.made += 1;
  const token = github.people.createToken(who.login, organization, {
    ...scopeOf({ kind, variation: isWide ? 'wider' : 'exact' }),
    name: nameOf(kind),
    expiresAt: endOf({ kind, variation: 'exact' }, proven.now),
    reason: 'for the job',
  });
  await settle();
  problems.push(...((await endings[ending]?.(proven, token, owner)) ?? []));
  if (isTold) await github.webhooks.deliverHeld((held) => (proven.bot === null ? [] : held));
  if (isSeen) await settle();
  if (!isMember(proven, who.login) || token.grant !== null || token.pending !== null) return problems;
  github.people.requestAccess(token.tokenId, scopeOf(back), 'again');
  // From here on it can be known that the token was ended.
  problems.push(...(await look()));
  if (next !== null) await tick(proven, next);
  return problems;
}

/** The way of a token that was let in or held, is ended by a person, and asks again. */
const returns: fc.Arbitrary<Command> = fc
  .record({
    who: fc.constantFrom<Person>(mona, mona, dan),
    kind: fc.nat({ max: 2 }),
    owner: fc.constantFrom<Path['owner']>(bea, carl),
    ending: fc.constantFrom(...Object.keys(endings)),
    second: fc.constantFrom('none', 'the same', 'wider'),
    isSeen: fc.boolean(),
    isTold: fc.boolean(),
    variation: fc.constantFrom<Made['variation']>('exact', 'exact', 'exact', 'wider'),
    next: fc.constantFrom<Return['next']>('listPending', 'listPending', 'followHints', 'deliver', null),
  })
  .map(({ variation, second, ...path }) => {
    const isWide = path.ending.includes('denies');
    // The second kind reaches more than the first.
    const kind = second === 'wider' ? 0 : path.kind;
    const other = { none: null, 'the same': kind, wider: 1 }[second] ?? null;
    return command(
      `${path.who.name} asks for kind ${kind}${other === null ? '' : ` and for kind ${other} of its name`}, ${path.owner.name} approves, and ${isWide ? 'wider' : 'exact'} is made and seen; ${path.ending}${path.isTold ? ', which GitHub tells' : ''}${path.isSeen ? ', which is seen' : ''}; it asks again for ${variation}${path.next === null ? '' : `; tick: ${path.next}`}`,
      async (proven, model, look) => {
        const what = { ...path, kind, second: other, isWide, back: { kind: other ?? kind, variation } };
        try {
          return proven.bot === null ? [] : await walk(proven, what, model, look);
        } catch (error) {
          // What GitHub's own pages would not let them do is not done.
          if (error instanceof Error && error.constructor === Error) return [];
          throw error;
        } finally {
          await closeForm(proven, path.who.slackId);
          await closeForm(proven, path.owner.slackId);
        }
      },
      ({ asked }) => asked < 3,
    );
  });

/** Days after a token for a week was let in, its holder alone tries to make more of it. */
const prolongs: fc.Arbitrary<Command> = fc
  .record({ days: fc.integer({ min: 3, max: 6 }), at: index })
  .map(({ days, at }) =>
    command(
      `token ${at} is narrowed, prolonged and widened after ${days} days`,
      async (proven) => {
        const token = tokenAt(proven, at);
        if (token === undefined) return [];
        proven.passTime(days * dayMs);
        await proven.settle();
        const isAlive = token.expiresAt !== null && token.expiresAt.getTime() > proven.now;
        if (!isAlive || token.grant === null) return [];
        const { people } = proven.world.github;
        const { permissions, selection, repositories } = token.grant;
        const lifetime = kindOf(2).days;
        people.editToken(token.tokenId, nothing);
        people.regenerateToken(token.tokenId, new Date(proven.now + lifetime * dayMs));
        people.editToken(token.tokenId, {
          permissions,
          repositorySelection: selection,
          repositories: repositories.map(({ name }) => name),
        });
        return [];
      },
      hasTokens,
    ),
  );

/** Whoever is asked which request a token belongs to says so, or says that it is none. */
const answers: fc.Arbitrary<Command> = fc
  .record({ who: fc.constantFrom<Person>(mona, mona, dan), at: fc.nat({ max: 3 }) })
  .map(({ who, at }) =>
    command(
      `${who.name} gives the answer ${at}`,
      async (proven) => {
        if (proven.bot === null) return [];
        const shown = buttonsFor(proven, who.slackId, false).filter(({ actionId }) => actionId === 'is_for_request');
        const one = shown[at % Math.max(shown.length, 1)];
        return one === undefined ? [] : press(proven, who.slackId, one);
      },
      ({ asked, made: count }) => asked > 0 && count > 0,
    ),
  );

/** What was ended comes back, what was agreed is stretched, and whoever is asked answers. */
export const returnCommands: readonly fc.Arbitrary<Command>[] = [
  returns,
  returns,
  returns,
  asksAgain,
  washes,
  prolongs,
  answers,
];
