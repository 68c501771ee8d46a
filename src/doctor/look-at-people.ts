import type { ChannelId, SlackUserId } from '../domain/ids.ts';
import { confirmedByTwo } from '../domain/people/claim.ts';
import { stands } from '../domain/people/link.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { Fault } from '../ports/fault.ts';
import type { Github } from '../ports/github.ts';
import type { Directory } from '../ports/slack.ts';
import type { StoredLinks } from '../store/stored-links.ts';
import { type Finding, note, right, wrong } from './finding.ts';
import { isIn, lookAtReviewers, samePeople, slackOf } from './look-at-reviewers.ts';

const unhurriedMs = 10_000;

export type Outside = { readonly github: Github; readonly directory: Directory; readonly links: StoredLinks };

/** Everybody of the policy, one by one: whom Slack and GitHub know, who is a member, and whether anybody could decide. */
export async function lookAtPeople(policy: Policy, outside: Outside): Promise<readonly Finding[]> {
  try {
    const found: Finding[] = [...(await namedTwice(policy, outside))];
    for (const [slackId, login] of policy.people) {
      const problem = await problemOf(policy, slackId, login, outside);
      if (problem !== null) found.push(problem);
    }
    for (const [login, sponsor] of policy.machineUsers) {
      const problem = await problemOfMachineUser(policy, login, sponsor, outside);
      if (problem !== null) found.push(problem);
    }
    const count = policy.people.size + policy.machineUsers.size;
    if (found.length === 0) found.push(right('people', `all ${count} are known to Slack and GitHub`));
    for (const organization of policy.organizations) {
      const inChannel = await whoIsIn(organization.channel, policy, outside);
      const proved = provedLinks(policy, organization.login, outside.links);
      const asked = { policy, ...outside, proved, inChannel };
      found.push(await deciders(organization.login, asked), ...(await lookAtReviewers(organization, asked)));
    }
    return found;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [wrong('people', `they could not be looked up (${error.code})`, 'Mend the rows of Slack and GitHub first')];
  }
}

/** On Enterprise Grid one person may be named by either of two ids; a start refuses a policy that gives them two accounts. */
async function namedTwice({ people }: Policy, { directory }: Outside): Promise<readonly Finding[]> {
  if (!directory.isOnGrid) return [];
  const globals = await directory.globalIds([...people.keys()], unhurriedMs);
  const before = new Map<SlackUserId, SlackUserId>();
  const found: Finding[] = [];
  for (const [slackId, globalId] of globals) {
    const other = before.get(globalId);
    if (other !== undefined)
      found.push(wrong(`people: ${slackId}`, `the same person as ${other} in Slack`, 'Remove one of the two lines'));
    before.set(globalId, slackId);
  }
  return found;
}

async function problemOf(
  policy: Policy,
  slackId: SlackUserId,
  login: string,
  { github, directory }: Outside,
): Promise<Finding | null> {
  const what = `people: ${slackId}`;
  const person = await directory.person(slackId, unhurriedMs);
  if (person === null)
    return wrong(what, 'Slack knows nobody of this id', 'Copy the member ID: their profile in Slack → ⋮');
  if (person.isDeactivated)
    return wrong(what, `${person.name} is deactivated in Slack`, 'Remove the line from the policy');
  if (person.isGuest || person.isStranger || person.isBot) {
    return wrong(
      what,
      `${person.name} is no full member of the workspace, and can’t use Countersign`,
      'Remove the line from the policy',
    );
  }
  return account(policy, what, login, github);
}

async function problemOfMachineUser(
  policy: Policy,
  login: string,
  sponsor: SlackUserId,
  { github, links }: Outside,
): Promise<Finding | null> {
  const what = `machine_users: ${login}`;
  if (!policy.people.has(sponsor) && !links.people.some(({ slackId }) => slackId === sponsor)) {
    return wrong(what, `its sponsor ${sponsor} has no GitHub account in people`, 'Add the sponsor to people');
  }
  return account(policy, what, login, github);
}

async function account(policy: Policy, what: string, login: string, github: Github): Promise<Finding | null> {
  const [first] = policy.organizations;
  if (first === undefined) return null;
  const found = await github.accountByLogin(first.login, login, unhurriedMs);
  if (found === null) return wrong(what, `GitHub knows no ${login}`, 'Correct the login in the policy');
  for (const organization of policy.organizations) {
    if ((await github.membership(organization.login, found, unhurriedMs)) !== null) return null;
  }
  return wrong(
    what,
    `${login} is a member of no organization of the policy`,
    'Invite them on GitHub, or remove the line',
  );
}

/** The links of those who may decide without a line in the policy: they signed in, their provider names them, or two owners confirmed it. */
function provedLinks(policy: Policy, login: string, { people, confirmed, organizations }: StoredLinks) {
  const id = organizations.find((one) => one.login.toLowerCase() === login.toLowerCase())?.id;
  const isProved = (link: StoredLinks['people'][number]): boolean =>
    link.proof !== 'vouched' || confirmed.some((claim) => claim.organizationId === id && confirmedByTwo(claim, link));
  return people.filter((link) => stands(link, policy.people) && isProved(link));
}

/** Null where Slack did not say: then nobody is told to be missing. */
async function whoIsIn(
  channel: ChannelId,
  { people }: Policy,
  { directory, links }: Outside,
): Promise<ReadonlySet<SlackUserId> | null> {
  try {
    const members = await directory.membersOfChannel(channel, unhurriedMs);
    const ours = [...people.keys(), ...links.people.map(({ slackId }) => slackId)];
    const same = await samePeople(directory, [...members, ...ours]);
    const there = new Set([...members].map(same));
    return new Set([...members, ...ours.filter((slackId) => there.has(same(slackId)))]);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** Nobody decides on their own request: where only one owner could, theirs wait for ever. */
async function deciders(organization: string, asked: Parameters<typeof lookAtReviewers>[1]): Promise<Finding> {
  const what = `${organization}: who decides`;
  const owners = await asked.github.owners(organization);
  const linked = owners.flatMap((one) => {
    const slackId = slackOf(one, asked);
    return slackId === null ? [] : [{ name: one.login, slackId }];
  });
  if (linked.length === 0)
    return wrong(
      what,
      'no owner is linked to a Slack account: nobody can decide',
      'Add at least two owners to people: they can confirm everybody else',
    );
  if (linked.length === 1)
    return wrong(
      what,
      `only ${linked[0]?.name} can decide, and never on their own requests`,
      'Add another owner to people, or let one link themselves with /pat link',
    );
  const { inChannel } = asked;
  const names = (people: typeof linked): string => people.map(({ name }) => name).join(', ');
  if (inChannel === null) return note(what, `${names(linked)}; who of them is in the channel, Slack did not say`);
  const able = linked.filter((one) => isIn(inChannel, one));
  const outside = names(linked.filter((one) => !isIn(inChannel, one)));
  if (outside === '') return right(what, names(able));
  const mend = 'Invite them to the channel: the buttons are there';
  if (able.length === 0) return wrong(what, `no linked owner is in the channel: ${outside}`, mend);
  return able.length === 1
    ? wrong(what, `only ${names(able)} is in the channel; not in it: ${outside}`, mend)
    : note(what, `${names(able)}; not in the channel: ${outside}`, mend);
}
