import type { GithubUserId, SlackUserId } from '../domain/ids.ts';
import type { OrganizationPolicy, Policy } from '../domain/policy/policy.ts';
import { kindOfReviewer, type ReviewerRule } from '../domain/policy/reviewer-rule.ts';
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
  /** Who is in the organization's channel; null where Slack did not say. */
  readonly inChannel: ReadonlySet<SlackUserId> | null;
};

/** Somebody whom the policy lets decide, by the name that is shown; `slackId` is null where nobody is linked to the account. */
export type Somebody = { readonly name: string; readonly slackId: SlackUserId | null };

/** Whom an organization names besides its owners, wherever it does: that they are there, linked and in the channel, each of them. */
export async function lookAtReviewers(of: OrganizationPolicy, asked: Asked): Promise<readonly Finding[]> {
  const places = placesOf(of);
  const teams = of.rules.flatMap(({ when }) =>
    (when.requester ?? []).flatMap((one) => (one.is === 'team' ? [one.team] : [])),
  );
  const found: Finding[] = [];
  for (const [rule, named] of places) {
    const finding = await foundOf(of.login, rule, asked);
    if (finding !== null) found.push(named === '' ? finding : { ...finding, found: `${named}: ${finding.found}` });
  }
  for (const team of new Set(teams)) {
    if (!places.has(`team:${team}`)) found.push(await teamOfRule(of.login, team, asked.github));
  }
  return found;
}

/** On Enterprise Grid a group may list people by another id than the policy does. */
export async function samePeople(
  directory: Directory,
  ids: readonly SlackUserId[],
): Promise<(slackId: SlackUserId) => SlackUserId> {
  if (!directory.isOnGrid) return (slackId) => slackId;
  const globals = await directory.globalIds(ids, unhurriedMs);
  return (slackId) => globals.get(slackId) ?? slackId;
}

/** Where each of them is named; nothing for those who decide unless a rule says otherwise. */
function placesOf({ reviewers, escalation, rules }: OrganizationPolicy): ReadonlyMap<ReviewerRule, string> {
  const places = new Map<ReviewerRule, string>(reviewers.map((rule) => [rule, '']));
  const add = (rule: ReviewerRule, where: string): void => {
    const known = places.get(rule);
    if (known !== '') places.set(rule, known === undefined ? where : `${known}, ${where}`);
  };
  for (const { name, then } of rules) for (const rule of then.reviewers ?? []) add(rule, `rule “${name}”`);
  for (const rule of escalation?.to ?? []) add(rule, 'escalation');
  return places;
}

async function foundOf(organization: string, rule: ReviewerRule, asked: Asked): Promise<Finding | null> {
  const what = `${organization}: ${rule}`;
  const kind = kindOfReviewer(rule);
  try {
    switch (kind.is) {
      case 'team': {
        const members = await asked.github.teamMembers(organization, kind.name, unhurriedMs);
        if (members === null) return wrong(what, 'there is no such team on GitHub', 'Correct its name in the policy');
        return judge(
          what,
          members.map((one) => ({ name: one.login, slackId: slackOf(one, asked) })),
          asked.inChannel,
        );
      }
      case 'group': {
        const members = await asked.directory.membersOfGroup(kind.name, unhurriedMs);
        if (members === null)
          return wrong(what, 'there is no such user group in Slack', 'Correct its id in the policy');
        const linked = [...asked.policy.people.keys(), ...asked.proved.map(({ slackId }) => slackId)];
        const same = await samePeople(asked.directory, [...members, ...linked]);
        const known = new Map(linked.map((slackId) => [same(slackId), slackId]));
        return judge(
          what,
          members.map((slackId) => ({ name: slackId, slackId: known.get(same(slackId)) ?? null })),
          asked.inChannel,
        );
      }
      case 'person':
        return judge(
          what,
          [{ name: kind.name, slackId: slackOf({ githubId: null, login: kind.name }, asked) }],
          asked.inChannel,
        );
      case 'repository_admins':
        return note(what, 'who that is depends on the request; where nobody could decide, the owners do');
      case 'owners':
        return null;
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const mend = mends[error.code];
    return mend === undefined ? notSeen(what, error.code) : wrong(what, `could not be looked up (${error.code})`, mend);
  }
}

/** Decisions are buttons in the channel: whoever is not linked, or not in it, never has one. */
function judge(what: string, members: readonly Somebody[], inChannel: Asked['inChannel']): Finding {
  const untilThen = 'Until somebody is, the owners decide:';
  const linked = members.filter(({ slackId }) => slackId !== null);
  if (linked.length === 0) {
    return wrong(
      what,
      members.length === 0 ? 'nobody is in it' : `none of its ${members.length} is linked to a Slack account`,
      `${untilThen} let them link themselves with /pat link`,
    );
  }
  if (inChannel === null) return note(what, `${said(linked)}; who of them is in the channel, Slack did not say`);
  const able = linked.filter((one) => isIn(inChannel, one));
  const outside = linked.filter((one) => !isIn(inChannel, one));
  if (able.length === 0) {
    return wrong(what, `nobody of it is in the channel: ${said(outside)}`, `${untilThen} invite them to the channel`);
  }
  const others = members.filter((one) => !linked.includes(one));
  if (outside.length + others.length === 0) return right(what, said(able));
  const missing = [
    ...(outside.length === 0 ? [] : [`not in the channel: ${said(outside)}`]),
    ...(others.length === 0 ? [] : [`not linked: ${said(others)}`]),
  ];
  return note(
    what,
    `${said(able)}; ${missing.join('; ')}`,
    'Invite them to the channel, and let them link themselves with /pat link, if they are to decide',
  );
}

export function isIn(inChannel: ReadonlySet<SlackUserId>, { slackId }: Somebody): boolean {
  return slackId !== null && inChannel.has(slackId);
}

const mostNamed = 20;

function said(people: readonly Somebody[]): string {
  const names = people.slice(0, mostNamed).map(({ name }) => name);
  return people.length > mostNamed ? `${names.join(', ')} and ${people.length - mostNamed} more` : names.join(', ');
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

/** Whose account it is in Slack: proved, or named in the policy. */
export function slackOf(
  one: { readonly githubId: GithubUserId | null; readonly login: string },
  { policy, proved }: Pick<Asked, 'policy' | 'proved'>,
): SlackUserId | null {
  const login = one.login.toLowerCase();
  const link = proved.find(({ githubId }) => githubId === one.githubId);
  const named = [...policy.people].find(([, known]) => known.toLowerCase() === login);
  return link?.slackId ?? named?.[0] ?? null;
}
