import { isOwnRequest } from '../../domain/decisions/authority.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import type { Absent, Deciders } from '../../domain/policy/asked.ts';
import { kindOfReviewer, type ReviewerRule } from '../../domain/policy/reviewer-rule.ts';
import type { Reviewers } from '../../domain/policy/reviewers.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { everybody, namedLogin } from './accounts.ts';
import { isMemberNow } from './authorize.ts';
import { standsBehind } from './find-holder.ts';
import { channelMembers, groupMembers } from './group-members.ts';
import { mayDecideFor } from './may-decide-for.ts';

/** Whoever asks waits for it. */
const timeoutMs = 700;
/** More in one group are not asked for one by one: then whoever is linked counts. */
const mostAsked = 10;

export type WhoseRequest = { readonly requester: LinkedPerson; readonly holder: GithubAccount };
/** `owners`: where they were asked for already. */
type More = { readonly owners?: readonly GithubAccount[] | null; readonly waitMs?: number };
export type Could = { readonly deciders: Deciders; readonly absent: Absent };
type Somebody = Awaited<ReturnType<typeof everybody>>[number];

/**
 * Who could decide by each rule at this moment: with a link that is proof enough, and none of those whom the request is about. And who of
 * them is not in the channel, where the buttons are. What is not known must not be told as missing, so it is null.
 */
export async function couldDecide(
  ports: Ports,
  governed: GovernedOrganization,
  reviewers: Reviewers,
  about: WhoseRequest,
  { owners, waitMs = timeoutMs }: More = {},
): Promise<Could> {
  const { organization, policy } = governed;
  const inChannel = await unlessSilent(channelMembers(ports, policy.channel, waitMs));
  const { sponsor } = await standsBehind(ports, about.holder);
  const able: Somebody[] = [];
  for (const one of await everybody(ports)) {
    const them = { slackId: one.slackId, githubId: one.known?.githubId ?? null };
    if (isOwnRequest(them, about) || one.slackId === sponsor) continue;
    if (one.known === null || (await mayDecideFor(ports, organization, one.known))) able.push(one);
  }
  const found = await Promise.all(
    reviewers.rules.map(async (rule): Promise<readonly [ReviewerRule, readonly SlackUserId[] | null]> => {
      const isAsked = rule === 'owners' && owners !== undefined;
      const known = isAsked ? owners : await unlessSilent(whoFits(ports, governed, rule, reviewers, able, waitMs));
      return [rule, known === null ? null : await amongThem(ports, governed, able, known)];
    }),
  );
  const absent = inChannel === null ? null : able.flatMap(({ slackId }) => (inChannel.has(slackId) ? [] : [slackId]));
  return { deciders: new Map(found), absent: absent === null ? null : new Set(absent) };
}

/** Null where the outside did not say. */
async function unlessSilent<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** Accounts, or Slack people; none where there is no such team or group. */
async function whoFits(
  ports: Ports,
  { organization: { login } }: GovernedOrganization,
  rule: ReviewerRule,
  { repositories }: Reviewers,
  able: readonly Somebody[],
  timeoutMs: number,
): Promise<readonly (GithubAccount | SlackUserId)[]> {
  const { github } = ports;
  const kind = kindOfReviewer(rule);
  switch (kind.is) {
    case 'owners':
      return github.everyOwner(login, timeoutMs);
    case 'repository_admins': {
      const [first = [], ...others] = await Promise.all(
        repositories.map((one) => github.administrators(login, one, timeoutMs)),
      );
      return first.filter((one) => others.every((list) => list.some(({ githubId }) => githubId === one.githubId)));
    }
    case 'team':
      return (await github.teamMembers(login, kind.name, timeoutMs)) ?? [];
    case 'group':
      return (await groupMembers(ports, kind.name, timeoutMs)) ?? [];
    case 'person':
      return able.flatMap(({ slackId }) => (namedLogin(ports, slackId)?.toLowerCase() === kind.name ? [slackId] : []));
  }
}

async function amongThem(
  ports: Ports,
  { organization }: GovernedOrganization,
  able: readonly Somebody[],
  known: readonly (GithubAccount | SlackUserId)[],
): Promise<readonly SlackUserId[]> {
  const ids = new Set(known);
  const byId = new Set(known.flatMap((one) => (typeof one === 'string' ? [] : [one.githubId])));
  const logins = new Set(known.flatMap((one) => (typeof one === 'string' ? [] : [one.login.toLowerCase()])));
  const inSlack = able.filter(({ slackId }) => ids.has(slackId));
  const onGithub = able.filter((one) =>
    one.known === null ? logins.has(one.login.toLowerCase()) : byId.has(one.known.githubId),
  );
  // Teams and owners are members; whom Slack or the policy names need not be.
  const members = await Promise.all(
    inSlack.map(
      async (one) =>
        inSlack.length > mostAsked ||
        one.known === null ||
        (await isMemberNow(ports, organization, one.known)) !== false,
    ),
  );
  return [...onGithub, ...inSlack.filter((_, at) => members[at])].map(({ slackId }) => slackId);
}
