import { type ClassicToken, classicTokenId, type ListedClassicToken } from '../../domain/classic/classic-token.ts';
import {
  holderToLookAt,
  isClassicListDue,
  isFirstSight,
  notListed,
  recordClassicList,
  requestsInQuestion,
  type SeenOfRequest,
  unusedRequests,
} from '../../domain/classic/list-classic.ts';
import { missClassicToken, seeClassicToken } from '../../domain/classic/see-classic-token.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { Fault } from '../../ports/fault.ts';
import type { Github } from '../../ports/github.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { commitDecision } from '../commit-decision.ts';
import { findOrganization, type GovernedOrganization } from '../find-organization.ts';
import { findHolder } from '../people/find-holder.ts';

const accountTimeoutMs = 10_000;

/** One reading of an organization's list. */
type Reading = {
  readonly governed: GovernedOrganization;
  readonly github: Github;
  readonly isFirst: boolean;
  /** Requests that no token uses. */
  readonly open: readonly TokenRequest[];
  readonly beganAt: Instant;
};

/** Reads the classic tokens that are authorized for each organization, where GitHub shows them. */
export async function watchClassic(ports: Ports): Promise<void> {
  for (const { login } of ports.policy().organizations) {
    try {
      const governed = await findOrganization(ports, login);
      if (governed === null || !isClassicListDue(governed.organization, ports.clock.now())) continue;
      await watchOrganization(ports, governed);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      ports.log.warn('the classic tokens could not be read', { organization: login, ...error.fields });
    }
  }
}

async function watchOrganization(ports: Ports, governed: GovernedOrganization): Promise<void> {
  const { organization } = governed;
  const { id, login } = organization;
  const github = ports.github.for('rotation');
  const beganAt = ports.clock.now();
  const shown = await github.listClassicTokens(login);
  if (shown.sight !== 'seen') return record(ports, organization, { sight: shown.sight, isFirst: false });
  const { sight, listed } = shown;
  const isFirst = isFirstSight(organization, await ports.store.livingClassicTokens(id));
  const open = unusedRequests(await seenOf(ports, await ports.store.classicRequestsOf(id)));
  const breathe = breather(ports.clock);
  for (const one of listed) {
    await breathe();
    await see(ports, { governed, github, isFirst, open, beganAt }, one);
  }
  for (const token of notListed(await ports.store.livingClassicTokens(id), listed)) {
    await breathe();
    if (!(await isListed(github, login, token))) await miss(ports, token);
  }
  await record(ports, organization, { sight, isFirst });
}

/** Whether GitHub lists this very credential now. */
export async function isListed(github: Github, organization: string, token: ClassicToken): Promise<boolean> {
  const shown = await github.listClassicTokens(organization, token.login);
  // What can't be seen is not gone.
  if (shown.sight !== 'seen') throw new Fault('github', `classic_${shown.sight}`, { isRetryable: true });
  return notListed([token], shown.listed).length === 0;
}

/** With the token that was seen of each. */
async function seenOf({ store }: Ports, requests: readonly (TokenRequest | null)[]): Promise<readonly SeenOfRequest[]> {
  const seen: SeenOfRequest[] = [];
  for (const request of requests) {
    seen.push({ request, token: request === null ? null : await store.classicTokenOfRequest(request.number) });
  }
  return seen;
}

async function see(
  ports: Ports,
  { governed, github, isFirst, open, beganAt }: Reading,
  listed: ListedClassicToken,
): Promise<void> {
  const { organization, policy } = governed;
  const { store } = ports;
  const organizationId = organization.id;
  const id = classicTokenId(organizationId, listed.credentialId);
  const whose = holderToLookAt(await store.classicToken(id), listed, open);
  if (whose === 'as_before') return;
  const holder =
    whose === 'ask' ? await github.accountByLogin(organization.login, listed.login, accountTimeoutMs) : whose;
  // The login was given up between the two answers: the next listing names another.
  if (holder === null) return;
  const slackId = await findHolder(ports, holder);
  await commitDecision(ports, async () => {
    const row = await store.classicToken(id);
    const numbers = requestsInQuestion(row, holder, open);
    const found = await seenOf(ports, await Promise.all(numbers.map((number) => store.request(number))));
    const requests = unusedRequests(found, row?.requestNumber);
    const { lastEight } = listed;
    const alike = lastEight === null ? [] : await store.classicTokensAlike(organizationId, holder.githubId, lastEight);
    const dossier = { organizationId, policy, row, holder, slackId, alike, requests, isFirst, beganAt };
    return { change: seeClassicToken(dossier, listed, ports.clock.now()) };
  });
}

/** It was asked for, and is not there. */
export async function miss(ports: Ports, { id, holder }: ClassicToken): Promise<void> {
  const slackId = await findHolder(ports, holder);
  await commitDecision(ports, async () => ({
    change: missClassicToken(await ports.store.classicToken(id), slackId, ports.clock.now()),
  }));
}

async function record(
  ports: Ports,
  { id }: Organization,
  read: Parameters<typeof recordClassicList>[1],
): Promise<void> {
  const recorded = await commitDecision(ports, async () => {
    const { store, clock } = ports;
    const living = await store.livingClassicTokens(id);
    return { change: recordClassicList(await store.organizationById(id), read, living, clock.now()) };
  });
  if (isRefusal(recorded)) throw new Fault('store', 'busy', { isRetryable: true });
}
