// What happened in acme before the visitor came: the same acts that a visitor can do, one after the other, through the real program.
import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, channel, organization, type World } from '../world/cast.ts';
import { answerForm, saying } from '../world/person-at-work.ts';
import { useOldTokens } from './already-there.ts';

/** Countersign is started on a Thursday, in the organization that has tokens already. */
export const installedAt = Date.parse('2027-02-25T08:00:00Z');
/** A Monday, so that whoever tries it twice sees the same dates. */
export const morningEndsAt = Date.parse('2027-03-01T09:30:00Z');

export type Director = {
  readonly world: World;
  /** Moves everybody's clock there, and lets the reminders come that are due on the way. */
  readonly passTo: (at: number) => Promise<void>;
  readonly settle: () => Promise<void>;
};

const dayMs = 86_400_000;
const { mona, bea, carl, dan } = cast;
type Somebody = { readonly slackId: string; readonly login: string };

type Asked = {
  readonly purpose: string;
  readonly name: string;
  readonly days: '7' | '30' | '90';
  /** Null: all of them. */
  readonly repositories: readonly string[] | null;
  readonly permissions: readonly string[];
  readonly justification: string;
};

async function ask({ world, settle }: Director, { slackId }: Somebody, asked: Asked): Promise<void> {
  const { purpose, name, days, repositories, permissions, justification } = asked;
  await answerForm(world.slack, slackId, {
    purpose,
    lifetime: days,
    permissions,
    repository_access: repositories === null ? 'all' : 'subset',
    ...(repositories === null ? {} : { repositories }),
    token_name: name,
    description: purpose,
    justification,
  });
  await settle();
}

async function approve({ world, settle }: Director, { slackId }: Somebody, number: string): Promise<void> {
  await world.slack.click(slackId, saying(world.slack.messagesIn(channel), number), 'approve_request');
  await settle();
}

async function makeToken(
  { world: { github }, settle }: Director,
  { login }: Somebody,
  token: Parameters<World['github']['people']['createToken']>[2],
): Promise<LocalToken> {
  const made = github.people.createToken(login, organization, token);
  await settle();
  return made;
}

/** From the first start to the Monday morning on which the visitor comes. */
export async function playMorning(director: Director): Promise<void> {
  const { world, passTo, settle } = director;
  const { github } = world;
  const at = (instant: string): Promise<void> => passTo(Date.parse(instant));

  await at('2027-02-25T14:10:00Z');
  await ask(director, mona, {
    ...{ purpose: 'Tags releases from my machine', name: 'release-tags', days: '30' },
    ...{ repositories: ['release-tools'], permissions: ['contents:write'] },
    justification: 'I push the tags by hand until the release job can. The token is in my keychain.',
  });
  await at('2027-02-25T14:25:00Z');
  await approve(director, bea, 'PAT-1');
  await at('2027-02-25T14:40:00Z');
  const tags = await makeToken(director, mona, {
    ...{ name: 'release-tags', permissions: { repository: { contents: 'write' } } },
    ...{ repositorySelection: 'subset', repositories: ['release-tools'] },
    expiresAt: new Date(Date.parse('2027-02-25T14:40:00Z') + 30 * dayMs),
  });

  await at('2027-02-26T15:30:00Z');
  github.people.useToken(tags.tokenId);
  useOldTokens(world, 'changelog-sync');
  // GitHub lets a holder do this without asking anybody.
  github.people.regenerateToken(tags.tokenId, new Date(Date.parse('2027-02-26T23:59:59Z') + 90 * dayMs));
  await settle();

  await at('2027-03-01T07:40:00Z');
  useOldTokens(world, 'deploy', 'docs-links');
  await ask(director, dan, {
    ...{ purpose: 'Hotfix of the release scripts', name: 'hotfix', days: '7' },
    ...{ repositories: ['release-tools'], permissions: ['contents:write'] },
    justification: 'The nightly release is broken. I need it this week only.',
  });
  await at('2027-03-01T07:55:00Z');
  await approve(director, carl, 'PAT-2');
  await at('2027-03-01T08:10:00Z');
  await makeToken(director, dan, {
    ...{ name: 'hotfix', permissions: { repository: { contents: 'write' } }, repositorySelection: 'all' },
    ...{ expiresAt: new Date(Date.parse('2027-03-01T08:10:00Z') + 7 * dayMs), reason: 'It was easier this way' },
  });

  await at('2027-03-01T08:50:00Z');
  await ask(director, mona, {
    ...{ purpose: 'Checks the links of the website', name: 'link-check', days: '30' },
    ...{ repositories: ['website'], permissions: ['contents:read'] },
    justification: 'A script on my machine reads the pages each night and lists broken links.',
  });
  await at('2027-03-01T09:15:00Z');
  await ask(director, dan, {
    ...{ purpose: 'Tidies up all repositories', name: 'org-cleanup', days: '90', repositories: null },
    permissions: ['administration:write', 'contents:write', 'workflows:write'],
    justification: 'I want to archive old repositories and update all workflows with one script.',
  });
  await passTo(morningEndsAt);
  await settle();
}
