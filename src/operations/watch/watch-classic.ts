import { type Change, noChange, together } from '../../domain/change.ts';
import type { ClassicSight, ClassicToken, ListedClassicToken } from '../../domain/classic/classic-token.ts';
import { classicTokenId, isLivingClassic } from '../../domain/classic/classic-token.ts';
import { isAsBefore, missClassicToken, seeClassicToken } from '../../domain/classic/see-classic-token.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { effectKey, post } from '../../domain/step.ts';
import { Fault } from '../../ports/fault.ts';
import type { Github } from '../../ports/github.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { commitDecision } from '../commit-decision.ts';
import { findOrganization, type GovernedOrganization } from '../find-organization.ts';
import { findHolder } from '../people/find-holder.ts';

/** GitHub tells nobody when a classic token is authorized: its list is read once an hour. */
const apartMs = 55 * 60_000;
const accountTimeoutMs = 10_000;

/** Reads the classic tokens that are authorized for each organization, where GitHub shows them. */
export async function watchClassic(ports: Ports): Promise<void> {
  for (const { login } of ports.policy().organizations) {
    try {
      const governed = await findOrganization(ports, login);
      const listedAt = governed?.organization.classicListedAt ?? null;
      if (governed === null || (listedAt !== null && ports.clock.now() - listedAt < apartMs)) continue;
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
  if (shown.sight !== 'seen') return record(ports, organization, shown.sight, noChange);
  // Where the permission was away for a while, what was known before is no news, and what is new is.
  const isFirst =
    organization.classicSight !== 'seen' && (await ports.store.livingClassicTokens(organization.id)).length === 0;
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
  await record(ports, organization, 'seen', isFirst ? await summary(ports, organization) : noChange);
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
  if (row !== null && row.login.toLowerCase() === login.toLowerCase()) return row.holder;
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
  // Most of what an hour's list shows is as it was, and no request waits for it.
  const isAwaited = ({ githubId }: GithubAccount) => open.some((request) => request.holder.githubId === githubId);
  if (before !== null && isLivingClassic(before) && isAsBefore(before, listed) && !isAwaited(before.holder)) return;
  const holder = await holderOf(github, governed, before, listed.login);
  // The login was given up between the two answers: the next listing names another.
  if (holder === null) return;
  const mayBeMeant = isAwaited(holder);
  const slackId = await findHolder(ports, holder);
  await commitDecision(ports, async () => {
    const row = await ports.store.classicToken(id);
    const own = row?.requestNumber == null ? null : await ports.store.request(row.requestNumber);
    const requests = [...(own === null ? [] : [own]), ...(mayBeMeant ? await openRequests(ports, organization) : [])];
    const dossier = { organizationId: organization.id, policy, row, holder, slackId, requests, isFirst, beganAt };
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

async function summary(ports: Ports, organization: Organization): Promise<Change> {
  const living = await ports.store.livingClassicTokens(organization.id);
  const unagreed = living.filter(({ agreement }) => agreement === null).length;
  if (unagreed === 0) return noChange;
  const key = effectKey.news('classic_found', String(organization.id), organization.version);
  const message = { kind: 'classic_found', count: living.length, unagreed } as const;
  return { ...noChange, effects: post(organization.id, 'reviewers', key, message) };
}

async function record(ports: Ports, { id }: Organization, sight: ClassicSight, also: Change): Promise<void> {
  const recorded = await commitDecision(ports, async () => {
    const row = await ports.store.organizationById(id);
    if (row === null) return { change: noChange };
    const next = { ...row, version: row.version + 1, classicListedAt: ports.clock.now(), classicSight: sight };
    const write = { table: 'organizations', was: row.version, row: next } as const;
    return { change: together({ ...noChange, writes: [write] }, also) };
  });
  if (isRefusal(recorded)) throw new Fault('store', 'busy', { isRetryable: true });
}
