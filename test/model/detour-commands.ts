import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, organization } from '@countersign/sandbox-stage/cast';
import fc from 'fast-check';
import { type Command, command, type Look, type Model } from './command.ts';
import { askAndApprove, type Path, type Person } from './path-commands.ts';
import type { ProvenWorld } from './proven-world.ts';
import { closeForm } from './slack-commands.ts';
import { endOf, nameOf, scopeOf } from './token-kinds.ts';
import { tick } from './world-commands.ts';

const { mona, bea, carl, dan } = cast;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const nothing = { permissions: {}, repositorySelection: 'none' } as const;

type Detour = Pick<Path, 'who' | 'kind' | 'owner'>;
const detour = {
  who: fc.constantFrom<Person>(mona, mona, dan),
  kind: fc.nat({ max: 2 }),
  owner: fc.constantFrom<Path['owner']>(bea, carl),
};

function make(proven: ProvenWorld, { who, kind }: Detour, name: string): LocalToken {
  return proven.world.github.people.createToken(who.login, organization, {
    ...scopeOf({ kind, variation: 'exact' }),
    name,
    // Even where the approval is of a kind that lasts longer.
    expiresAt: endOf({ kind, variation: kind === 0 ? 'shorter' : 'exact' }, proven.now),
    reason: 'for the job',
  });
}

async function follow(proven: ProvenWorld): Promise<void> {
  await proven.settle();
  await proven.idle();
  proven.passTime(1_000);
}

/** What was asked for, approved, made and seen. */
async function letIn(proven: ProvenWorld, path: Detour, model: Model) {
  model.asked += 1;
  model.made += 1;
  const problems = await askAndApprove(proven, { ...path, isContested: false });
  const token = make(proven, path, nameOf(path.kind));
  await follow(proven);
  return { token, problems };
}

function detourCommand(
  { who, owner }: Detour,
  words: string,
  act: (proven: ProvenWorld, model: Model, look: Look) => Promise<readonly string[]>,
): Command {
  return command(
    words,
    async (proven, model, look) => {
      try {
        return proven.bot === null ? [] : await act(proven, model, look);
      } catch (error) {
        // What GitHub's own pages would not let them do is not done.
        if (error instanceof Error && error.constructor === Error) return [];
        throw error;
      } finally {
        await closeForm(proven, who.slackId);
        await closeForm(proven, owner.slackId);
      }
    },
    ({ asked }) => asked < 3,
  );
}

/** A token of a name that nobody asked for, beside one approval that it may be meant for, or two; made after them, or before they are asked for. */
const strangers: fc.Arbitrary<Command> = fc
  .record({
    ...detour,
    beside: fc.option(fc.nat({ max: 2 }), { freq: 1 }),
    isLess: fc.boolean(),
    isFirst: fc.boolean(),
  })
  .map(({ beside, isLess, isFirst, ...path }) => {
    const { who, kind, owner } = path;
    const made = isLess ? 0 : kind;
    return detourCommand(
      path,
      `${who.name} asks for kind ${kind}${beside === null ? '' : ` and for kind ${beside}`}, ${owner.name} approves, and a stranger of kind ${made} ${isFirst ? 'was made and seen before' : 'is made and seen'}`,
      async (proven, model) => {
        const problems: string[] = [];
        const makeStranger = async (): Promise<void> => {
          model.made += 1;
          make(proven, { ...path, kind: made }, 'stranger');
          await follow(proven);
        };
        if (isFirst) await makeStranger();
        for (const asked of [kind, ...(beside === null ? [] : [beside])]) {
          model.asked += 1;
          problems.push(...(await askAndApprove(proven, { who, kind: asked, owner, isContested: false })));
        }
        if (!isFirst) await makeStranger();
        // What was approved is looked at with what waits.
        else await follow(proven);
        return problems;
      },
    );
  });

/** A flagged token loses its grant, and gets another one before anybody looks: its deadline is the old one. */
const regrants: fc.Arbitrary<Command> = fc
  .record({ ...detour, hours: fc.integer({ min: 1, max: 40 }) })
  .map(({ hours, ...path }) =>
    detourCommand(
      path,
      `${path.who.name}'s token of kind ${path.kind} is prolonged and flagged; after ${hours} hours ${path.owner.name} revokes it on github.com, and it gets another grant there`,
      async (proven, model, look) => {
        const { people } = proven.world.github;
        const { token, problems } = await letIn(proven, path, model);
        people.regenerateToken(token.tokenId, new Date(proven.now + 90 * dayMs));
        await follow(proven);
        const flagged = await look();
        proven.passTime(hours * hourMs);
        people.revokeOnGithub(path.owner.login, token.tokenId);
        people.requestAccess(token.tokenId, scopeOf({ kind: path.kind, variation: 'exact' }), 'again');
        if (token.pending !== null) people.reviewOnGithub(path.owner.login, token.tokenId, 'approve');
        await follow(proven);
        return [...problems, ...flagged];
      },
    ),
  );

/** A flagged token is within what was agreed for a while, or expires, and goes past it again: its time goes on where it stopped. */
const pauses: fc.Arbitrary<Command> = fc
  .record({ ...detour, hours: fc.integer({ min: 1, max: 40 }), isExpired: fc.boolean() })
  .map(({ hours, isExpired, ...path }) =>
    detourCommand(
      path,
      `${path.who.name}'s token of kind ${path.kind} is prolonged and flagged; after ${hours} hours it ${isExpired ? 'expires' : 'is as agreed'}, and is prolonged again`,
      async (proven, model, look) => {
        const { people } = proven.world.github;
        const { token, problems } = await letIn(proven, path, model);
        const prolong = async (until: number): Promise<readonly string[]> => {
          people.regenerateToken(token.tokenId, new Date(until));
          await follow(proven);
          return look();
        };
        const agreed = token.expiresAt?.getTime() ?? proven.now;
        const seen = [...problems, ...(await prolong(proven.now + 90 * dayMs))];
        proven.passTime(hours * hourMs);
        seen.push(...(await prolong(isExpired ? proven.now + minuteMs : agreed)));
        proven.passTime(2 * minuteMs);
        await follow(proven);
        seen.push(...(await look()));
        return [...seen, ...(await prolong(proven.now + 90 * dayMs))];
      },
    ),
  );

/** The approval of an edit within what was agreed waits for its next try, and the grant that it rests on is revoked meanwhile. */
const retries: fc.Arbitrary<Command> = fc
  .record({ ...detour, answer: fc.constantFrom('drop' as const, { status: 500 }) })
  .map(({ answer, ...path }) =>
    detourCommand(
      path,
      `${path.who.name}'s token of kind ${path.kind} is narrowed and widened again; its approval fails with ${JSON.stringify(answer)}, and ${path.owner.name} revokes it on github.com before the next try`,
      async (proven, model, look) => {
        const { people, server } = proven.world.github;
        const { token, problems } = await letIn(proven, path, model);
        people.editToken(token.tokenId, nothing);
        proven.passTime(1_000);
        server.faults.add({ fits: /^POST .*\/personal-access-token-requests\/\d+$/, times: 1, when: 'before', answer });
        people.editToken(token.tokenId, scopeOf({ kind: path.kind, variation: 'exact' }));
        await tick(proven, 'listPending');
        await tick(proven, 'deliver');
        people.revokeOnGithub(path.owner.login, token.tokenId);
        const tried = await look();
        proven.passTime(2 * minuteMs);
        await tick(proven, 'deliver');
        return [...problems, ...tried];
      },
    ),
  );

/** A token that was held is denied or taken back, which GitHub tells, and then GitHub asks nobody when it is asked for again. */
const unasked: fc.Arbitrary<Command> = fc.record({ ...detour, isDenied: fc.boolean() }).map(({ isDenied, ...path }) =>
  detourCommand(
    path,
    `${path.who.name}'s stranger of kind ${path.kind} is held and ${isDenied ? `denied by ${path.owner.name} on github.com` : 'taken back'}, which GitHub tells while its lists fail; it asks again while approval is off`,
    async (proven, model, look) => {
      const { people, webhooks, server, state } = proven.world.github;
      model.made += 1;
      const token = make(proven, path, 'stranger');
      await follow(proven);
      if (isDenied) people.reviewOnGithub(path.owner.login, token.tokenId, 'deny');
      else people.cancelRequest(token.tokenId);
      // The lists that would show what a webhook tells fail just then.
      server.faults.add({ fits: /^GET .*\/personal-access-token/, times: 4, when: 'before', answer: { status: 500 } });
      await webhooks.deliverHeld((held) => (proven.bot === null ? [] : held));
      const told = await look();
      server.faults.clear();
      const local = state.organization(organization);
      if (local === undefined) return told;
      const { approvalRequired } = local;
      local.approvalRequired = false;
      people.requestAccess(token.tokenId, scopeOf({ kind: path.kind, variation: 'exact' }), 'again');
      local.approvalRequired = approvalRequired;
      await follow(proven);
      return told;
    },
  ),
);

/** Ways of several steps that random ones alone seldom find. */
export const detourCommands: readonly fc.Arbitrary<Command>[] = [strangers, regrants, pauses, retries, unasked];
