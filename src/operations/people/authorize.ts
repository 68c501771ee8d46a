import { asReviewer, asTheirOwn, type Demand } from '../../domain/decisions/authority.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import {
  type GithubAccount,
  isMember,
  type LinkedPerson,
  type Membership,
  type Reviewer,
  roleIn,
  type ToldMembership,
  whyNotServed,
} from '../../domain/person.ts';
import { type Fitting, onlyOwners, type Reviewers, type standsAs, standsIn } from '../../domain/policy/reviewers.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from './accounts.ts';
import { fitsNow } from './fits-reviewer.ts';
import { linkPerson } from './link-person.ts';
import { mayDecideFor } from './may-decide-for.ts';

/** Slack forgets a click after 3 s: together these leave time to decide, commit and answer. Mostly the second is a local read. */
const directoryTimeoutMs = 400;
const linkTimeoutMs = 400;
const membershipTimeoutMs = 1_400;
/** Where nobody waits. */
const unhurriedMs = 10_000;

/**
 * Only what Slack says of a person: guests, bots and other workspaces' people are refused. What is cached is five minutes old at most,
 * which is too old for a decision: who was made a guest a minute ago decides nothing, on what is their own neither.
 */
export async function recognise(
  ports: Pick<Ports, 'directory'>,
  slackId: SlackUserId,
  isAfresh = false,
  timeoutMs = directoryTimeoutMs,
): Promise<Refusal | null> {
  try {
    const person = isAfresh
      ? await ports.directory.personAfresh(slackId, timeoutMs)
      : await ports.directory.person(slackId, timeoutMs);
    const why = whyNotServed(person);
    return why === null ? null : refuse({ why });
  } catch (error) {
    if (error instanceof Fault) return refuse({ why: 'person_not_checked' });
    throw error;
  }
}

async function linked(ports: Ports, slackId: SlackUserId, organization: string): Promise<LinkedPerson | Refusal> {
  try {
    return await linkPerson(ports, slackId, linkTimeoutMs);
  } catch (error) {
    if (error instanceof Fault) return refuse({ why: 'member_not_checked', organization });
    throw error;
  }
}

/** Who a Slack person is on GitHub: mostly local reads. */
export async function identify(
  ports: Ports,
  slackId: SlackUserId,
  organization: Organization,
  isAfresh = false,
): Promise<LinkedPerson | Refusal> {
  return (await recognise(ports, slackId, isAfresh)) ?? linked(ports, slackId, organization.login);
}

/** The person's membership now; a Refusal where they have none, or GitHub did not say in time. */
export async function requireMember(
  ports: Ports,
  organization: Organization,
  person: LinkedPerson,
): Promise<Membership | Refusal> {
  const no = refuse({ why: 'not_a_member', login: person.login, organization: organization.login });
  return requireActive(ports, organization, person, no);
}

/** The same of any account; `no`: what is answered where it has none. */
export async function requireActive(
  ports: Ports,
  organization: Organization,
  account: GithubAccount,
  no: Refusal,
): Promise<Membership | Refusal> {
  const told = await liveMembership(ports, organization, account);
  if (told === 'not_checked') return refuse({ why: 'member_not_checked', organization: organization.login });
  return isMember(told) ? told : no;
}

/** Membership as GitHub tells it this very moment. */
export async function liveMembership(
  ports: Ports,
  organization: Organization,
  account: GithubAccount,
  timeoutMs = membershipTimeoutMs,
): Promise<ToldMembership> {
  try {
    return await ports.github.membership(organization.login, account, timeoutMs);
  } catch (error) {
    if (error instanceof Fault) return 'not_checked';
    throw error;
  }
}

/**
 * The one gate: may this Slack person do this, now? Asked at every click, and again (`mayStillDecide`) before GitHub is called. An
 * outage is a Refusal, never a yes. People are compared by GitHub's numeric id, so a second Slack account is the same person.
 */
export async function authorize(
  ports: Ports,
  slackId: SlackUserId,
  organization: Organization,
  demand: Demand,
): Promise<Reviewer | Refusal> {
  const person = await identify(ports, slackId, organization, true);
  if (isRefusal(person)) return person;
  const { reviewers = onlyOwners } = demand;
  return asTheirOwn(person, demand) ?? requireReviewer(ports, organization, person, reviewers);
}

async function requireReviewer(
  ports: Ports,
  organization: Organization,
  person: LinkedPerson,
  reviewers: Reviewers,
): Promise<Reviewer | Refusal> {
  const as = await standingAs(ports, organization, person, reviewers, membershipTimeoutMs);
  return asReviewer(
    person,
    organization.login,
    reviewers.rules,
    as,
    await isProven(ports, organization, person.slackId),
  );
}

/** Whether somebody's link is proof enough to decide for the organization. */
async function isProven(ports: Ports, organization: Organization, slackId: SlackUserId): Promise<boolean> {
  const link = await accountOf(ports, slackId);
  return link !== null && mayDecideFor(ports, organization, link);
}

/** As what the person may decide now (`standsIn`). */
export async function standingAs(
  ports: Ports,
  organization: Organization,
  person: LinkedPerson,
  reviewers: Reviewers,
  timeoutMs: number,
): Promise<ReturnType<typeof standsAs>> {
  const about = { organization: organization.login, timeoutMs };
  const [membership, early] = await Promise.all([
    liveMembership(ports, organization, person, timeoutMs),
    fitsNow(ports, person, reviewers, about),
  ]);
  let fitting: Fitting = { login: person.login, rules: early };
  for (;;) {
    const as = standsIn(reviewers, membership, fitting);
    if (typeof as === 'string') return as;
    fitting = { login: as.login, rules: await fitsNow(ports, { ...person, login: as.login }, reviewers, about) };
  }
}

/** What the account is in the organization, to be shown. */
export async function roleNow(
  ports: Ports,
  organization: Organization,
  account: GithubAccount,
): Promise<ReturnType<typeof roleIn>> {
  return roleIn(await liveMembership(ports, organization, account));
}

/** Whether the account is an owner now; null where GitHub did not answer in time. */
export async function isOwnerNow(
  ports: Ports,
  organization: Organization,
  account: GithubAccount,
): Promise<boolean | null> {
  const role = await roleNow(ports, organization, account);
  return role === 'unknown' ? null : role === 'owner';
}

/** Whether the account is a member now, invited ones not; null where GitHub did not say. */
export async function isMemberNow(
  ports: Ports,
  organization: Organization,
  account: GithubAccount,
): Promise<boolean | null> {
  const role = await roleNow(ports, organization, account);
  return role === 'unknown' ? null : role !== 'none';
}

/**
 * Asked again just before GitHub is called, with all the time it takes: an outage throws a Fault and is retried, never taken as a no.
 */
export async function mayStillDecide(
  ports: Ports,
  organization: Organization,
  reviewer: LinkedPerson,
  reviewers: Reviewers = onlyOwners,
): Promise<boolean> {
  // A login that was only renamed is linked anew before anything is concluded from it.
  const link = await linkPerson(ports, reviewer.slackId, unhurriedMs);
  if (isRefusal(link) || link.githubId !== reviewer.githubId) return false;
  if (!(await isProven(ports, organization, reviewer.slackId))) return false;
  const as = await standingAs(ports, organization, reviewer, reviewers, unhurriedMs);
  if (as === 'unknown') throw new Fault('github', 'reviewer_not_checked', { isRetryable: true });
  return as !== 'nobody';
}
