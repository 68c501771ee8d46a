import { cast, organization } from '@countersign/sandbox-stage/cast';
import fc from 'fast-check';
import { type Command, command } from './command.ts';
import type { ProvenWorld } from './proven-world.ts';
import { ask, buttonsFor, closeForm, machineUser, press } from './slack-commands.ts';
import { endOf, type Made, namedOf, nameOf, naming, scopeOf } from './token-kinds.ts';

const { mona, bea, carl, dan } = cast;

/** Bea, for the machine user that she sponsors: its account makes the token, and she may not approve it. */
const forMachineUser = { ...bea, login: machineUser } as const;

export type Person = typeof mona | typeof dan | typeof forMachineUser;
export type Path = {
  readonly who: Person;
  readonly kind: number;
  readonly owner: typeof bea | typeof carl;
  readonly steps: number;
  readonly isContested: boolean;
};

export async function askAndApprove(
  proven: ProvenWorld,
  { who, kind, owner, isContested }: Pick<Path, 'who' | 'kind' | 'owner' | 'isContested'>,
  name = nameOf(kind),
): Promise<readonly string[]> {
  try {
    await ask(proven, who.slackId, kind, { name, holder: who.login });
  } catch (error) {
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
  }
  await proven.idle();
  await closeForm(proven, who.slackId);
  const shown = buttonsFor(proven, owner.slackId, false).find(({ actionId }) => actionId === 'approve_request');
  if (shown === undefined || proven.bot === null) return [];
  // The other owner at the same moment: one of the two is told who was faster.
  const owners = isContested ? [bea, carl] : [owner];
  return (await Promise.all(owners.map(({ slackId }) => press(proven, slackId, shown)))).flat();
}

/** The way that most requests go, or its beginning: random steps alone seldom find it. */
export const paths: fc.Arbitrary<Command> = fc
  .record({
    who: fc.constantFrom<Person>(mona, mona, mona, dan, forMachineUser),
    kind: fc.nat({ max: 2 }),
    owner: fc.constantFrom<Path['owner']>(bea, bea, carl),
    steps: fc.integer({ min: 2, max: 4 }),
    isContested: fc.nat({ max: 4 }).map((one) => one === 4),
    variation: fc.constantFrom<Made['variation']>('exact', 'exact', 'exact', 'shorter', 'wider', 'later'),
    as: naming,
  })
  .map(({ variation, as, ...path }) =>
    command(
      `${path.who.name}${path.who.login === machineUser ? ` for ${machineUser}` : ''} asks for kind ${path.kind}, ${path.isContested ? 'both owners approve' : `${path.owner.name} approves`}${path.steps > 2 ? `, and ${variation} is made, named ${as}` : ''}${path.steps > 3 ? ' and seen' : ''}`,
      async (proven, model) => {
        model.asked += 1;
        const problems = proven.bot === null ? [] : await askAndApprove(proven, path);
        if (path.steps < 3) return problems;
        model.made += 1;
        const { github } = proven.world;
        const what = { kind: path.kind, variation };
        const isMember = github.state.organization(organization)?.members.has(github.state.user(path.who.login).id);
        if (isMember === true) {
          github.people.createToken(path.who.login, organization, {
            ...scopeOf(what),
            name: namedOf(path.kind, as),
            expiresAt: endOf(what, proven.now),
            reason: 'for the job',
          });
        }
        if (path.steps > 3) await proven.settle();
        return problems;
      },
      ({ asked }) => asked < 4,
    ),
  );
