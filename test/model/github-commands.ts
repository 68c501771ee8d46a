import { createHash } from 'node:crypto';
import type { LocalToken } from '@countersign/sandbox-github/state';
import type { WebhookDelivery } from '@countersign/sandbox-github/webhook-delivery';
import { cast, organization } from '@countersign/sandbox-stage/cast';
import fc from 'fast-check';
import { type Command, command, type Model } from './command.ts';
import type { ProvenWorld } from './proven-world.ts';
import { canary } from './seen-rules.ts';
import { endOf, made, namedOf, naming, scopeOf } from './token-kinds.ts';

const { mona, bea, carl, dan } = cast;
export const hasTokens = ({ made: count }: Readonly<Model>): boolean => count > 0;
export const index = fc.nat({ max: 3 });

export function tokenAt({ world }: ProvenWorld, at: number): LocalToken | undefined {
  const { tokens } = world.github.state;
  return tokens[tokens.length - 1 - (at % Math.max(tokens.length, 1))];
}

/** What GitHub's own pages would not let them do is not done. */
export function onGithub(
  words: string,
  act: (proven: ProvenWorld) => void,
  isWorthIt?: (model: Readonly<Model>) => boolean,
) {
  return command(
    words,
    async (proven) => {
      try {
        act(proven);
      } catch (error) {
        if (!(error instanceof Error) || error.constructor !== Error) throw error;
      }
      return [];
    },
    isWorthIt,
  );
}

const makes: fc.Arbitrary<Command> = fc
  .record({
    login: fc.constantFrom(mona.login, mona.login, dan.login, bea.login, 'acme-ci'),
    what: made,
    as: naming,
    hasSecret: fc.nat({ max: 9 }).map((one) => one === 9),
  })
  .map(({ login, what, as, hasSecret }) =>
    command(
      `${login} makes kind ${what.kind} ${what.variation}, named ${as}${hasSecret ? ' with a secret' : ''}`,
      async ({ world, now }, model) => {
        model.made += 1;
        const token = {
          ...scopeOf(what),
          name: namedOf(what.kind, as),
          expiresAt: endOf(what, now),
          reason: hasSecret ? `see ${canary}` : 'for the job',
        };
        const isMember = world.github.state.organization(organization)?.members.has(world.github.state.user(login).id);
        if (isMember === true) world.github.people.createToken(login, organization, token);
        return [];
      },
      ({ made: count }) => count < 5,
    ),
  );

const changes: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ at: index, what: made }).map(({ at, what }) =>
    onGithub(
      `token ${at} is edited to kind ${what.kind} ${what.variation}`,
      (proven) => {
        const token = tokenAt(proven, at);
        if (token !== undefined) proven.world.github.people.editToken(token.tokenId, scopeOf(what));
      },
      hasTokens,
    ),
  ),
  fc.record({ at: index, what: made }).map(({ at, what }) =>
    onGithub(
      `token ${at} is regenerated as ${what.kind} ${what.variation}`,
      (proven) => {
        const token = tokenAt(proven, at);
        // One that has expired can't be restored, GitHub's documents say.
        const isAlive = token !== undefined && (token.expiresAt === null || token.expiresAt.getTime() > proven.now);
        if (isAlive) proven.world.github.people.regenerateToken(token.tokenId, endOf(what, proven.now));
      },
      hasTokens,
    ),
  ),
  fc.record({ at: index, how: fc.constantFrom('deleteToken', 'cancelRequest', 'useToken') }).map(({ at, how }) =>
    onGithub(
      `token ${at}: ${how}`,
      (proven) => {
        const token = tokenAt(proven, at);
        if (token !== undefined) proven.world.github.people[how](token.tokenId);
      },
      hasTokens,
    ),
  ),
);

const decisions: fc.Arbitrary<Command> = fc
  .record({ at: index, by: fc.constantFrom(bea.login, carl.login), act: fc.constantFrom('approve', 'deny', 'revoke') })
  .map(({ at, by, act }) =>
    onGithub(
      `${by}: ${act} of token ${at} on github.com`,
      (proven) => {
        const token = tokenAt(proven, at);
        const { people } = proven.world.github;
        if (token === undefined) return;
        if (act === 'revoke') people.revokeOnGithub(by, token.tokenId);
        else if (token.pending !== null) people.reviewOnGithub(by, token.tokenId, act);
      },
      hasTokens,
    ),
  );

const roles: fc.Arbitrary<Command> = fc
  .record({
    login: fc.constantFrom(bea.login, bea.login, carl.login, mona.login, dan.login),
    to: fc.constantFrom('admin', 'member', 'member', 'out', 'back'),
  })
  .map(({ login, to }) =>
    onGithub(`${login} becomes ${to}`, ({ world }) => {
      const { people, state } = world.github;
      const isMember = state.organization(organization)?.members.has(state.user(login).id) ?? false;
      if (to === 'back') {
        if (!isMember) people.addMember(login, organization);
      } else if (to === 'out') people.removeMember(login, organization, login === bea.login ? carl.login : bea.login);
      else people.setRole(login, organization, to);
    }),
  );

const settings: fc.Arbitrary<Command> = fc
  .constantFrom('approval off', 'approval on', 'suspended', 'resumed')
  .map((what) =>
    onGithub(`the organization: ${what}`, ({ world }) => {
      const local = world.github.state.organization(organization);
      if (local === undefined) return;
      if (what.startsWith('approval')) local.approvalRequired = what === 'approval on';
      else world.github.people.setSuspended(organization, what === 'suspended');
    }),
  );

const orders: Readonly<Record<string, (held: readonly WebhookDelivery[]) => readonly WebhookDelivery[]>> = {
  'in order': (held) => held,
  'backwards and twice': (held) => [...held, ...held].reverse(),
  'but the last': (held) => held.slice(0, -1),
  never: () => [],
};

const webhooks: fc.Arbitrary<Command> = fc.constantFrom(...Object.keys(orders), 'in order').map((order) =>
  command(
    `webhooks come ${order}`,
    async (proven) => {
      const { webhooks: held, state } = proven.world.github;
      const sent: WebhookDelivery[] = [];
      await held.deliverHeld((all) => {
        const arranged = proven.bot === null ? [] : ((orders[order] ?? orders.never)?.(all) ?? []);
        sent.push(...arranged);
        return arranged;
      });
      if (proven.crash.isDead || state.organizations.length === 0) return [];
      await proven.stored.refresh();
      const keys = proven.stored.hintKeys();
      return sent
        .filter(({ answers }) => answers.at(-1) === 202)
        .map(({ body }) => createHash('sha256').update(body).digest('hex'))
        .filter((hash) => !keys.some((key) => key.endsWith(hash)))
        .map((hash) => `I4 a webhook was taken, and is not kept: ${hash}`);
    },
    hasTokens,
  ),
);

/** What people do on github.com, and what GitHub tells of it. */
export const githubCommands: readonly fc.Arbitrary<Command>[] = [
  makes,
  makes,
  makes,
  changes,
  changes,
  decisions,
  roles,
  settings,
  webhooks,
];
