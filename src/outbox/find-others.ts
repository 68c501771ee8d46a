import type { Destination } from '../domain/message.ts';
import type { Others, Warned } from '../domain/messages/tell-elsewhere.ts';
import type { Post } from '../domain/step.ts';
import type { ActiveToken } from '../domain/tokens/token.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { standingLinks } from '../operations/people/accounts.ts';
import { findHolder } from '../operations/people/find-holder.ts';
import { findWarned } from '../operations/people/find-warned.ts';
import type { Ports } from '../ports/ports.ts';

/** Who could be told in the place of somebody, or of a channel, that can't be written to. */
export async function findOthers(ports: Ports, posts: readonly Post[], to: Destination): Promise<Others> {
  const warned = new Map<string, readonly Warned[]>();
  const asked = new Map<string, ActiveToken>();
  for (const { key, message } of posts) {
    if (message.kind === 'expiry') warned.set(key, await warnedBesides(ports, message.noticeIds, to));
    const token = message.kind === 'unused_token' ? await ports.store.activeToken(message.id) : null;
    if (token !== null) asked.set(key, token);
  }
  if (to.to === 'person') return { owners: null, warned, asked };
  return { owners: to.to === 'reviewers' ? await linkedOwners(ports, to) : [], warned, asked };
}

async function warnedBesides(ports: Ports, noticeIds: readonly string[], to: Destination): Promise<readonly Warned[]> {
  const besides = to.to === 'person' ? to.slackId : null;
  const warned: Warned[] = [];
  for (const { id: noticeId, activeTokenId } of await ports.store.notices(noticeIds)) {
    const token = await ports.store.activeToken(activeTokenId);
    const other = token === null ? null : await findWarned(ports, token, besides);
    warned.push({ noticeId, other, holder: token === null ? null : await findHolder(ports, token.holder) });
  }
  return warned;
}

async function linkedOwners(ports: Ports, to: Destination) {
  const { organization } = await organizationOf(ports, to.organizationId);
  const owners = new Set((await ports.github.owners(organization.login)).map(({ githubId }) => githubId));
  return (await standingLinks(ports)).filter(({ githubId }) => owners.has(githubId)).map(({ slackId }) => slackId);
}
