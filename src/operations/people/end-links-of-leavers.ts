import type { GithubUserId } from '../../domain/ids.ts';
import { isSameLogin, type Link } from '../../domain/people/link.ts';
import { hasLeftSlack, isMember } from '../../domain/person.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf, slackOf, standingLinks } from './accounts.ts';
import { dropOwnToken } from './drop-own-token.ts';
import { endLink } from './end-link.ts';
import { noteReturn } from './note-return.ts';

const unhurriedMs = 10_000;

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
    if (hasLeftSlack(person)) await endLink(ports, link.slackId, 'deactivated');
    else {
      await noteReturn(ports, link.slackId);
      await endIfGone(ports, link);
    }
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
