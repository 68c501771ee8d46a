import type { GithubUserId, SlackUserId } from '../../domain/ids.ts';
import { isSameLogin, type Link } from '../../domain/people/link.ts';
import { isGoneFromHere, isMember } from '../../domain/person.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf, slackOf, standingLinks } from './accounts.ts';
import { dropOwnToken } from './drop-own-token.ts';
import { endLink } from './end-link.ts';
import { noteReturn } from './note-return.ts';

const unhurriedMs = 10_000;
/** An event has to be taken within three seconds. */
const wordMs = 2_000;

/** What the policy's `people` says ends there alone. */
async function ownLinks(ports: Ports): Promise<readonly Link[]> {
  return (await standingLinks(ports)).filter(({ proof }) => proof !== 'policy');
}

/**
 * Ends the links of people who were deactivated in Slack, or whose account belongs to no organization of the policy any more. Webhooks and
 * events tell of them; this finds those that they did not. Throws a Fault where GitHub or Slack does not answer: an outage ends nobody's link.
 */
export async function endLinksOfLeavers(ports: Ports): Promise<void> {
  for (const link of await ownLinks(ports)) {
    const person = await ports.directory.person(link.slackId, unhurriedMs);
    if (isGoneFromHere(person)) await endLink(ports, link.slackId, 'deactivated');
    else await endIfGone(ports, link);
  }
}

/** The link of somebody who is said to have left Slack. Throws a Fault where Slack does not say. */
export async function endLinkIfGone(ports: Ports, slackId: SlackUserId, timeoutMs = unhurriedMs): Promise<void> {
  const person = await ports.directory.personAfresh(slackId, timeoutMs);
  if (isGoneFromHere(person)) await endLink(ports, slackId, 'deactivated');
}

/** Slack's word for it. An event may come late, twice or out of order: what it says is asked, and where Slack is silent its Hint or the next look asks again. */
export async function heedWord(ports: Ports, slackId: SlackUserId, said: 'gone' | 'there'): Promise<void> {
  try {
    if (said === 'gone') await endLinkIfGone(ports, slackId, wordMs);
    else await noteReturn(ports, slackId);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    ports.log.warn('Slack says that somebody left or is back, and could not be asked; we’ll ask again', {
      slackId,
      ...error.fields,
    });
  }
}

/** The same, for one account that is said to have left an organization. */
export async function endLinkOfLeaver(ports: Ports, login: string): Promise<void> {
  for (const link of await ownLinks(ports)) if (isSameLogin(link.login, login)) await endIfGone(ports, link);
}

/** Somebody took back on GitHub that we may know who they are there. What others say of them stands. */
export async function endAuthorizedLink(ports: Ports, githubId: GithubUserId): Promise<void> {
  // Whoever says who they are: with the authorization every token of theirs is void.
  await dropOwnToken(ports, githubId, 'revoked');
  const slackId = await slackOf(ports, githubId);
  const link = slackId === null ? null : await accountOf(ports, slackId);
  if (link?.proof === 'oauth') await endLink(ports, link.slackId, 'authorization_revoked');
}

async function endIfGone(ports: Ports, link: Link): Promise<void> {
  for (const { login } of ports.policy().organizations) {
    if (await mayBeMember(ports, login, link)) return;
  }
  await endLink(ports, link.slackId, 'left');
}

/** One answer that can't be read says nothing of this person, and must not keep the others waiting. */
async function mayBeMember(ports: Ports, organization: string, link: Link): Promise<boolean> {
  try {
    return isMember(await ports.github.membership(organization, link, unhurriedMs));
  } catch (error) {
    if (error instanceof Fault && error.code === 'bad_answer') return true;
    throw error;
  }
}
