import { noChange } from '../../domain/change.ts';
import type { ClassicSight, ClassicToken, ListedClassicToken } from '../../domain/classic/classic-token.ts';
import { classicTokenId, isLivingClassic } from '../../domain/classic/classic-token.ts';
import {
  isAwaited,
  isClassicListDue,
  isFirstSight,
  isToLookAt,
  recordClassicList,
} from '../../domain/classic/list-classic.ts';
import { missClassicToken, seeClassicToken } from '../../domain/classic/see-classic-token.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { isSameLogin } from '../../domain/people/link.ts';
import type { GithubAccount } from '../../domain/person.ts';
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
  const github = ports.github.for('rotation');
  const beganAt = ports.clock.now();
  const shown = await github.listClassicTokens(organization.login);
  if (shown.sight !== 'seen') return record(ports, organization, shown.sight, false);
  const isFirst = isFirstSight(organization, await ports.store.livingClassicTokens(organization.id));
  const open = await openRequests(ports, organization);
  const breathe = breather(ports.clock);
  for (const listed of shown.listed) {
    await breathe();
    await see(ports, governed, github, listed, { isFirst, open, beganAt });
  }
  const seen = new Set(shown.listed.map(({ credentialId }) => classicTokenId(organization.id, credentialId)));
  const living = await ports.store.livingClassicTokens(organization.id);
  for (const token of living.filter(({ id }) => !seen.has(id))) {
    await breathe();
    // Page numbers are no snapshot: one that moved while paging is asked for by its holder.
    if (!(await isListed(github, organization.login, token))) await miss(ports, token.id);
  }
  await record(ports, organization, 'seen', isFirst);
}

/** Whether GitHub lists this very credential now. */
export async function isListed(github: Github, organization: string, token: ClassicToken): Promise<boolean> {
  const shown = await github.listClassicTokens(organization, token.login);
  // What can't be seen is not gone.
  if (shown.sight !== 'seen') throw new Fault('github', `classic_${shown.sight}`, { isRetryable: true });
  return shown.listed.some(({ credentialId }) => credentialId === token.credentialId);
}

/** Those that no token that was seen uses. */
async function openRequests(ports: Ports, { id }: Organization): Promise<readonly TokenRequest[]> {
  const open: TokenRequest[] = [];
  for (const request of await ports.store.classicRequestsOf(id)) {
    if ((await ports.store.classicTokenOfRequest(request.number)) === null) open.push(request);
  }
  return open;
}

async function holderOf(
  github: Github,
  { organization }: GovernedOrganization,
  row: ClassicToken | null,
  login: string,
): Promise<GithubAccount | null> {
  if (row !== null && isSameLogin(row.login, login)) return row.holder;
  return github.accountByLogin(organization.login, login, accountTimeoutMs);
}

async function see(
  ports: Ports,
  governed: GovernedOrganization,
  github: Github,
  listed: ListedClassicToken,
  {
    isFirst,
    open,
    beganAt,
  }: { readonly isFirst: boolean; readonly open: readonly TokenRequest[]; readonly beganAt: Instant },
): Promise<void> {
  const { organization, policy } = governed;
  const id = classicTokenId(organization.id, listed.credentialId);
  const before = await ports.store.classicToken(id);
  if (!isToLookAt(before, listed, open)) return;
  const holder = await holderOf(github, governed, before, listed.login);
  // The login was given up between the two answers: the next listing names another.
  if (holder === null) return;
  const mayBeMeant = isAwaited(holder, open);
  const slackId = await findHolder(ports, holder);
  await commitDecision(ports, async () => {
    const row = await ports.store.classicToken(id);
    const own = row?.requestNumber == null ? null : await ports.store.request(row.requestNumber);
    const requests = [...(own === null ? [] : [own]), ...(mayBeMeant ? await openRequests(ports, organization) : [])];
    const { lastEight } = listed;
    const alike =
      lastEight === null ? [] : await ports.store.classicTokensAlike(organization.id, holder.githubId, lastEight);
    const dossier = {
      organizationId: organization.id,
      policy,
      row,
      holder,
      slackId,
      alike,
      requests,
      isFirst,
      beganAt,
    };
    return { change: seeClassicToken(dossier, listed, ports.clock.now()) };
  });
}

/** It was asked for, and is not there. */
export async function miss(ports: Ports, id: string): Promise<void> {
  const token = await ports.store.classicToken(id);
  if (token === null) return;
  const slackId = await findHolder(ports, token.holder);
  await commitDecision(ports, async () => {
    const row = await ports.store.classicToken(id);
    if (row === null || !isLivingClassic(row)) return { change: noChange };
    return { change: missClassicToken(row, slackId, ports.clock.now()) };
  });
}

async function record(ports: Ports, { id }: Organization, sight: ClassicSight, isFirst: boolean): Promise<void> {
  const recorded = await commitDecision(ports, async () => {
    const row = await ports.store.organizationById(id);
    const first = isFirst ? await ports.store.livingClassicTokens(id) : [];
    return { change: row === null ? noChange : recordClassicList(row, sight, first, ports.clock.now()) };
  });
  if (isRefusal(recorded)) throw new Fault('store', 'busy', { isRetryable: true });
}
