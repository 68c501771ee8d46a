import { type Destination, type Message, subjectKey } from '../domain/message.ts';
import { askedWhole } from '../domain/requests/asked-whole.ts';
import { linkToCreate } from '../domain/requests/classic-link.ts';
import { holdersPage } from '../domain/requests/owners-page.ts';
import { reasonsAgainst, reasonsAgainstOffer } from '../domain/requests/reasons-against.ts';
import type { TokenRequest } from '../domain/requests/token-request.ts';
import { nudgedUntil } from '../domain/requests/undecided.ts';
import { isOwnerBy } from '../domain/scope/risk.ts';
import { isToBeMade, leftWaiting } from '../domain/tokens/possible-requests.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { isOwnerNow } from '../operations/people/authorize.ts';
import { unlinkedSponsorOf } from '../operations/people/require-impartial.ts';
import { roleOf } from '../operations/people/role-of.ts';
import { lastDone } from '../operations/watch/last-done.ts';
import { sentAsOfRequest } from '../operations/watch/sent-as-of-request.ts';
import { tokensOfRequest } from '../operations/watch/tokens-of-request.ts';
import { type Composed, type Composer, observedBy } from './composer.ts';
import { mayNamePrivate } from './may-name-private.ts';

/** A message about a request, as it is now. */
export async function composeRequest(
  composer: Composer,
  message: Extract<Message, { kind: `request_${string}` }>,
  request: TokenRequest,
  to: Destination | null,
): Promise<Composed> {
  const { ports, githubWebUrl } = composer;
  const governed = await organizationOf(ports, request.organizationId);
  const { organization, policy } = governed;
  const about = await tokensOfRequest(ports, request);
  const { classic } = request.scope;
  // No owner approves a classic token on GitHub, wherever it is observed.
  const observed =
    classic === undefined ? observedBy(composer, policy, about.token === null ? 'waiting' : 'active') : {};
  const base = {
    ...observed,
    organization: organization.login,
    request,
    ...about,
    ...(classic === undefined ? {} : { isObserved: false }),
  };
  const shownVersion = request.version;
  const { kind } = message;
  if (kind === 'request_answer') return { content: { kind, ...base, place: message.place }, shownVersion };
  if (kind === 'request_news') {
    const why = message.isLeftToOwners === true ? { isLeftToOwners: true as const } : {};
    const isApprovalNew = request.status === 'fulfilled' && !(await isApprovalTold(ports, request));
    const onHold = leftWaiting(await ports.store.unsettledPendingTokens(request.organizationId), request);
    return { content: { kind, ...base, ...why, isApprovalNew, onHold }, shownVersion };
  }
  if (kind === 'request_question' || kind === 'request_offer_void') {
    return { content: { kind, ...base }, shownVersion };
  }
  if (kind === 'request_offer') {
    const isOwner = isOwnerBy(await roleOf(ports, governed, askedWhole(request, null)));
    const forbidden = reasonsAgainstOffer(request, isOwner, policy, about.renewed);
    return { content: { kind, ...base, forbidden }, shownVersion };
  }
  const holderRole = await roleOf(ports, governed, askedWhole(request, null));
  if (kind === 'request_sent') {
    const isPending = request.status === 'pending';
    const nudgedAt = isPending
      ? await lastDone(ports, { of: 'request', number: request.number }, 'request.nudge')
      : null;
    const nudgeAgainAt = nudgedUntil(nudgedAt, ports.clock.now());
    return { content: { kind, ...base, holderRole, nudgeAgainAt }, shownVersion };
  }
  if (kind === 'request_approved') {
    const { login } = organization;
    const createLink = isToBeMade(request, about.waiting)
      ? linkToCreate(githubWebUrl, login, request, ports.clock.now())
      : null;
    const isRequesterOwner = (await isOwnerNow(ports, organization, request.holder)) === true;
    const tokensPage = request.renews === null ? {} : { tokensPage: holdersPage(githubWebUrl) };
    return { content: { kind, ...base, createLink, ...tokensPage, isRequesterOwner }, shownVersion };
  }
  return {
    content: {
      kind,
      ...base,
      mayNamePrivate: await mayNamePrivate(ports, policy, to),
      holderRole,
      forbidden: reasonsAgainst(request, isOwnerBy(holderRole), policy, about.renewed),
      unlinkedSponsor: await unlinkedSponsorOf(ports, request.holder),
      sentAs: await sentAsOfRequest(ports, about.token),
    },
    shownVersion,
  };
}

async function isApprovalTold({ store }: Composer['ports'], { number }: TokenRequest): Promise<boolean> {
  const copies = await store.copiesAbout([subjectKey({ of: 'request', number })]);
  return copies.some(({ message }) => message === 'request_approved');
}
