import type { SlackUserId, TokenId } from '../../domain/ids.ts';
import { type GithubAccount, hasLeftSlack, roleIn } from '../../domain/person.ts';
import { sponsoredBy } from '../../domain/requests/machine-user.ts';
import { grantsOfLeaver, leaveBehind } from '../../domain/tokens/leave-behind.ts';
import type { HolderGone } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { slackOf } from '../people/accounts.ts';
import { leavingsOf } from '../people/leavings-of.ts';
import { recordReturn } from '../people/note-return.ts';
import { membershipOf } from './end-requests-of-leavers.ts';
import { loadDossier } from './load-dossier.ts';

const unhurriedMs = 10_000;

/**
 * Tells the reviewers, in one message, what somebody who left leaves behind, and does with it what the policy says. A webhook's word for it is
 * not enough: GitHub is asked. `lost`: tokens that lost access by it. Throws a Fault where GitHub does not answer.
 */
export async function tellOfLeaver(
  ports: Ports,
  governed: GovernedOrganization,
  holder: GithubAccount,
  why: HolderGone,
  lost: readonly TokenId[],
  known: SlackUserId | null = null,
): Promise<void> {
  const { store } = ports;
  const { organization, policy } = governed;
  if (why === 'left' && roleIn(await membershipOf(ports, organization, holder)) !== 'none') return;
  await commitDecision(ports, async () => {
    const { id: organizationId } = organization;
    const living = await store.activeTokensOf(holder.githubId);
    const ended = await Promise.all(
      [...new Set(lost)].map((tokenId) => store.activeTokensOfToken(organizationId, tokenId)),
    );
    const grants = grantsOfLeaver({ organizationId, githubId: holder.githubId }, living, ended);
    const tokens = await Promise.all(
      grants.map(async (token) => ({
        token,
        dossier: await loadDossier(ports, governed, token.tokenId, token.holder),
      })),
    );
    const slackId = (await slackOf(ports, holder.githubId)) ?? known;
    const sponsored = slackId === null ? [] : sponsoredBy(slackId, ports.policy());
    const requests = await store.openRequests(organizationId);
    const told = await leavingsOf(ports, organizationId, holder);
    const leaver = { organization, policy, holder, slackId, why, tokens, requests, sponsored, told };
    return { change: leaveBehind(leaver, ports.clock.now()) };
  });
}

/**
 * The same of somebody who is said to be deactivated in Slack: whoever is back by now has left nothing behind, and who comes back while it is told is
 * told of as back. `slackId`: theirs where their link has ended. Throws a Fault where Slack does not answer.
 */
export async function tellOfDeactivated(
  ports: Ports,
  governed: GovernedOrganization,
  { login, githubId }: GithubAccount,
  known: SlackUserId | null,
): Promise<void> {
  const holder = { login, githubId };
  const slackId = (await slackOf(ports, githubId)) ?? known;
  const isGone = async (): Promise<boolean> =>
    slackId === null || hasLeftSlack(await ports.directory.personAfresh(slackId, unhurriedMs));
  if (!(await isGone())) return;
  await tellOfLeaver(ports, governed, holder, 'deactivated', [], slackId);
  if (slackId !== null && !(await isGone())) await recordReturn(ports, holder);
}
