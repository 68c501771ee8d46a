import type { Whose } from '../../domain/decisions/authority.ts';
import {
  absentFrom,
  administratorsOfAll,
  askedForMembership,
  besidesTheirs,
  fittingAmong,
  type Named,
  peopleCalled,
  type Somebody,
  whoCounts,
} from '../../domain/decisions/who-could-decide.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { Absent, Deciders } from '../../domain/policy/asked.ts';
import { kindOfReviewer, type ReviewerRule } from '../../domain/policy/reviewer-rule.ts';
import type { Reviewers } from '../../domain/policy/reviewers.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { everybody } from './accounts.ts';
import { isMemberNow } from './authorize.ts';
import { standsBehind } from './find-holder.ts';
import { channelMembers, groupMembers } from './group-members.ts';
import { provenOf } from './may-decide-for.ts';

/** Whoever asks waits for it. */
const timeoutMs = 700;

/** `owners`: where they were asked for already. */
type More = { readonly owners?: readonly GithubAccount[] | null; readonly waitMs?: number };
export type Could = { readonly deciders: Deciders; readonly absent: Absent };

/**
 * Who could decide by each rule at this moment: with a link that is proof enough, and none of those whom the request is about. And who of
 * them is not in the channel, where the buttons are (`domain/decisions/who-could-decide.ts`).
 */
export async function couldDecide(
  ports: Ports,
  governed: GovernedOrganization,
  reviewers: Reviewers,
  whose: Whose,
  { owners, waitMs = timeoutMs }: More = {},
): Promise<Could> {
  const { organization, policy } = governed;
  const inChannel = await unlessSilent(channelMembers(ports, policy.channel, waitMs));
  const { sponsor } = await standsBehind(ports, whose.holder);
  const able = await provenOf(ports, organization, besidesTheirs(await everybody(ports), whose, sponsor));
  const found = await Promise.all(
    reviewers.rules.map(async (rule): Promise<readonly [ReviewerRule, readonly SlackUserId[] | null]> => {
      const isAsked = rule === 'owners' && owners !== undefined;
      const named = isAsked ? owners : await unlessSilent(whoFits(ports, governed, rule, reviewers, waitMs));
      return [rule, named === null ? null : await amongThem(ports, governed, able, named)];
    }),
  );
  return { deciders: new Map(found), absent: absentFrom(inChannel, able) };
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

/** None where there is no such team or group. */
async function whoFits(
  ports: Ports,
  { organization: { login } }: GovernedOrganization,
  rule: ReviewerRule,
  { repositories }: Reviewers,
  timeoutMs: number,
): Promise<Named> {
  const { github } = ports;
  const kind = kindOfReviewer(rule);
  switch (kind.is) {
    case 'owners':
      return github.everyOwner(login, timeoutMs);
    case 'repository_admins':
      return administratorsOfAll(
        await Promise.all(repositories.map((one) => github.administrators(login, one, timeoutMs))),
      );
    case 'team':
      return (await github.teamMembers(login, kind.name, timeoutMs)) ?? [];
    case 'group':
      return (await groupMembers(ports, kind.name, timeoutMs)) ?? [];
    case 'person':
      return peopleCalled(ports.policy().people, kind.name);
  }
}

async function amongThem(
  ports: Ports,
  { organization }: GovernedOrganization,
  able: readonly Somebody[],
  named: Named,
): Promise<readonly SlackUserId[]> {
  const fitting = fittingAmong(able, named);
  const asked = askedForMembership(fitting).map(
    async (link) => [link.slackId, await isMemberNow(ports, organization, link)] as const,
  );
  return whoCounts(fitting, new Map(await Promise.all(asked)));
}
