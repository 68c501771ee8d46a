import type { Levels } from '@countersign/sandbox-github/state';
import { cast, organization, type World } from '../world/cast.ts';
import type { SandboxClock } from '../world/sandbox-clock.ts';

const dayMs = 86_400_000;
const { mona, carl, dan } = cast;
const machineUser = 'acme-ci';

type OldToken = {
  readonly madeAt: string;
  readonly login: string;
  readonly name: string;
  readonly repository: Levels;
  /** Names; null: all of them. */
  readonly repositories: readonly string[] | null;
  /** Null: it never expires. */
  readonly days: number | null;
  readonly reason?: string;
  /** An owner never came to it. */
  readonly isWaiting?: true;
};

const oldTokens: readonly OldToken[] = [
  {
    ...{ madeAt: '2026-11-02T10:00:00Z', login: machineUser, name: 'deploy' },
    ...{ repository: { contents: 'write', workflows: 'write', secrets: 'write' }, repositories: null, days: null },
  },
  {
    ...{ madeAt: '2026-11-16T15:20:00Z', login: carl.login, name: 'old-laptop' },
    ...{ repository: { contents: 'write' }, repositories: ['payments', 'board-papers'], days: null },
  },
  {
    ...{ madeAt: '2026-12-10T06:45:00Z', login: dan.login, name: 'docs-links' },
    ...{ repository: { contents: 'read' }, repositories: ['website'], days: 90 },
  },
  {
    ...{ madeAt: '2027-02-03T16:00:00Z', login: mona.login, name: 'changelog-sync' },
    ...{ repository: { contents: 'read', pull_requests: 'read' }, repositories: ['website', 'payments'], days: 30 },
  },
  {
    ...{ madeAt: '2027-02-23T05:10:00Z', login: dan.login, name: 'weekly-report', isWaiting: true },
    ...{ repository: { issues: 'read' }, repositories: ['website', 'webhooks-demo'], days: 60 },
    reason: 'Counts the open issues for the weekly report',
  },
];

/** When the first of them was made: the sandbox's clock begins there. */
export const firstTokenAt = Date.parse('2026-11-02T10:00:00Z');

/** What people did on GitHub in the months before anybody installed Countersign: each act at its time. */
export function makeOldTokens({ github }: World, clock: SandboxClock): void {
  const { people, webhooks } = github;
  for (const { madeAt, login, name, repository, repositories, days, reason, isWaiting } of oldTokens) {
    const at = Date.parse(madeAt);
    clock.moveTo(at);
    const { tokenId, pending } = people.createToken(login, organization, {
      name,
      permissions: { repository },
      repositorySelection: repositories === null ? 'all' : 'subset',
      ...(repositories === null ? {} : { repositories }),
      expiresAt: days === null ? null : new Date(at + days * dayMs),
      ...(reason === undefined ? {} : { reason }),
    });
    if (pending !== null && isWaiting !== true) people.reviewOnGithub(carl.login, tokenId, 'approve');
    people.useToken(tokenId);
  }
  // There was no App, and so no address to send them to.
  webhooks.deliveries.splice(0);
}

/** Whoever uses a token does so now and then: GitHub shows when it was last. */
export function useOldTokens({ github }: World, ...names: readonly string[]): void {
  for (const { tokenId, name } of github.state.tokens) if (names.includes(name)) github.people.useToken(tokenId);
}
