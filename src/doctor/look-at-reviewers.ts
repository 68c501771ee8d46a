import type { GithubUserId, SlackUserId } from '../domain/ids.ts';
import type { OrganizationPolicy, Policy } from '../domain/policy/policy.ts';
import { kindOf, type ReviewerRule } from '../domain/policy/reviewers.ts';
import { Fault } from '../ports/fault.ts';
import type { Github } from '../ports/github.ts';
import type { Directory } from '../ports/slack.ts';
import { type Finding, note, notSeen, right, wrong } from './finding.ts';

const unhurriedMs = 10_000;

const mends: Readonly<Record<string, string>> = {
  plan_upgrade_required: 'Slack has user groups on paid plans only: name others in the policy',
  missing_scope: 'Paste the manifest into the Slack app’s settings again, and reinstall the app',
};

type Asked = {
  readonly policy: Policy;
  readonly github: Github;
  readonly directory: Directory;
  /** The Slack people and the accounts behind links that are proof enough. */
  readonly proved: readonly { readonly slackId: SlackUserId; readonly githubId: GithubUserId }[];
};

/** Whom an organization names besides its owners, wherever it does: that they are there, and that somebody of them could decide. */
export async function lookAtReviewers(of: OrganizationPolicy, asked: Asked): Promise<readonly Finding[]> {
  const named = new Set([
    ...of.reviewers,
    ...(of.escalation?.to ?? []),
    ...of.rules.flatMap(({ then }) => then.reviewers ?? []),
  ]);
  const teams = of.rules.flatMap(({ when }) =>
    (when.requester ?? []).flatMap((one) => (one.is === 'team' ? [one.team] : [])),
  );
  const found: Finding[] = [];
  for (const rule of named) {
    const finding = await foundOf(of.login, rule, asked);
    if (finding !== null) found.push(finding);
  }
  for (const team of new Set(teams)) {
    if (!named.has(`team:${team}`)) found.push(await teamOfRule(of.login, team, asked.github));
  }
  return found;
}

/** On Enterprise Grid a group may list people by another id than the policy does. */
async function samePeople(
  directory: Directory,
  ids: readonly SlackUserId[],
): Promise<(slackId: SlackUserId) => SlackUserId> {
  if (!directory.isOnGrid) return (slackId) => slackId;
  const globals = await directory.globalIds(ids, unhurriedMs);
  return (slackId) => globals.get(slackId) ?? slackId;
}

async function foundOf(organization: string, rule: ReviewerRule, asked: Asked): Promise<Finding | null> {
  const what = `${organization}: ${rule}`;
  const kind = kindOf(rule);
  try {
    switch (kind.is) {
      case 'team': {
        const members = await asked.github.teamMembers(organization, kind.name, unhurriedMs);
        if (members === null) return wrong(what, 'there is no such team on GitHub', 'Correct its name in the policy');
        const able = members.filter((one) => isLinked(one, asked));
        return able.length === 0
          ? nobody(what, members.length)
          : right(what, able.map(({ login }) => login).join(', '));
      }
      case 'group': {
        const members = await asked.directory.membersOfGroup(kind.name, unhurriedMs);
        if (members === null)
          return wrong(what, 'there is no such user group in Slack', 'Correct its id in the policy');
        const linked = [...asked.policy.people.keys(), ...asked.proved.map(({ slackId }) => slackId)];
        const same = await samePeople(asked.directory, [...members, ...linked]);
        const known = new Set(linked.map(same));
        const able = members.filter((slackId) => known.has(same(slackId)));
        return able.length === 0
          ? nobody(what, members.length)
          : right(what, `${able.length} of ${members.length} linked`);
      }
      case 'repository_admins':
        return note(what, 'who that is depends on the request; where nobody could decide, the owners do');
      default:
        return null;
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const mend = mends[error.code];
    return mend === undefined ? notSeen(what, error.code) : wrong(what, `could not be looked up (${error.code})`, mend);
  }
}

async function teamOfRule(organization: string, team: string, github: Github): Promise<Finding> {
  const what = `${organization}: team ${team} of a rule`;
  try {
    const members = await github.teamMembers(organization, team, unhurriedMs);
    return members === null
      ? wrong(
          what,
          'there is no such team on GitHub: people decide instead of the rule',
          'Correct its name in the policy',
        )
      : right(what, `${members.length} in it`);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return notSeen(what, error.code);
  }
}

function isLinked(
  one: { readonly githubId: GithubUserId; readonly login: string },
  { policy, proved }: Asked,
): boolean {
  const login = one.login.toLowerCase();
  return (
    proved.some(({ githubId }) => githubId === one.githubId) ||
    [...policy.people.values()].some((named) => named.toLowerCase() === login)
  );
}

function nobody(what: string, members: number): Finding {
  return wrong(
    what,
    members === 0 ? 'nobody is in it' : `none of its ${members} is linked to a Slack account`,
    'Until somebody is, the owners decide: let them link themselves with /pat link',
  );
}
