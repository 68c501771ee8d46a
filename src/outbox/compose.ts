import type { MessageCopy } from '../domain/change.ts';
import type { Destination, Message } from '../domain/message.ts';
import { passedOn } from '../domain/messages/copies.ts';
import { isAnswered } from '../domain/notices/asked-now.ts';
import { waitsForHolder } from '../domain/notices/hand-over.ts';
import { deniedRenewal } from '../domain/requests/renewal.ts';
import { isOwnerBy } from '../domain/scope/risk.ts';
import { hasLeftWith, isToldWithLeaver } from '../domain/still-matters.ts';
import { isChange } from '../domain/tokens/dossier.ts';
import { endingOf } from '../domain/tokens/ending.ts';
import { stillUnused } from '../domain/tokens/possible-requests.ts';
import { reasonsAgainstToken } from '../domain/tokens/reasons-against-token.ts';
import type { PendingToken } from '../domain/tokens/token.ts';
import { requestBehind, tokenForRules } from '../domain/tokens/token-for-rules.ts';
import { aboutWaiting, waitingContent } from '../operations/ask/waiting-content.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { isMemberNow } from '../operations/people/authorize.ts';
import { findHolder, isMachineUser } from '../operations/people/find-holder.ts';
import { quorumOn } from '../operations/people/quorum-on.ts';
import { unlinkedSponsorOf } from '../operations/people/require-impartial.ts';
import { roleOf } from '../operations/people/role-of.ts';
import { listVersion } from '../operations/subject-now.ts';
import { loadDossier } from '../operations/watch/load-dossier.ts';
import type { Ports } from '../ports/ports.ts';
import { composeClaim } from './compose-claim.ts';
import { composeClassicEnd, composeClassicToken } from './compose-classic.ts';
import { composeDigest } from './compose-digest.ts';
import { composeExpiry } from './compose-expiry.ts';
import { composeOrganization } from './compose-organization.ts';
import { composeQuestion } from './compose-question.ts';
import { composeRequest } from './compose-request.ts';
import { composeTogether } from './compose-together.ts';
import { composeUnusedReview, composeUnusedToken } from './compose-unused.ts';
import { composeWaiting } from './compose-waiting.ts';
import { composeWelcome } from './compose-welcome.ts';
import { type Composed, type Composer, observedBy } from './composer.ts';
import { mayNamePrivate } from './may-name-private.ts';
import { toldBefore } from './told-before.ts';

/** Makes a message's content, for the place where it will stand, or stands as `own`. */
export async function compose(
  composer: Composer,
  message: Message,
  to: Destination | null,
  own: MessageCopy | null = null,
): Promise<Composed | null> {
  const { ports } = composer;
  switch (message.kind) {
    case 'request_card':
    case 'request_sent':
    case 'request_approved':
    case 'request_news':
    case 'request_question':
    case 'request_offer':
    case 'request_offer_void':
    case 'request_answer': {
      const request = await ports.store.request(message.number);
      return request === null ? null : composeRequest(composer, message, request, to);
    }
    case 'pending_token_card':
    case 'pending_token_held':
    case 'pending_token_news': {
      const token = await ports.store.pendingToken(message.id);
      if (token === null) return null;
      return composePendingToken(composer, message.kind, token, to, own);
    }
    case 'claim_card':
    case 'claim_news':
      return composeClaim(ports, message);
    case 'expiry':
      return composeExpiry(ports, message.noticeIds, to);
    case 'active_token_news':
    case 'active_token_card':
    case 'approval_off':
    case 'holder_reminder':
      return composeActiveToken(composer, message, to, own);
    case 'baseline':
    case 'pending_token_list':
      return composeOrganization(composer, message);
    case 'holder_left':
    case 'revoked_together': {
      const content = await composeTogether(ports, message);
      if (content === null) return null;
      const { policy } = await organizationOf(ports, message.organizationId);
      return { content: { ...observedBy(composer, policy, 'active'), ...content }, shownVersion: listVersion };
    }
    case 'classic_ends':
      return composeClassicEnd(composer, message, to, own);
    case 'classic_token_card':
    case 'classic_token_news':
      return composeClassicToken(composer, message);
    case 'unused_token':
      return composeUnusedToken(ports, message.id, own);
    case 'unused_review':
      return composeUnusedReview(ports, message.organizationId, listVersion);
    case 'digest':
      return composeDigest(ports, message, to);
    case 'requests_waiting':
      return composeWaiting(ports, message, await loginOf(ports, to));
    case 'channel_welcome':
      return composeWelcome(ports, to);
    case 'organization_paused':
    case 'organization_resumed':
    case 'login_taken':
    case 'approvals_stopped':
    case 'approval_outdated':
    case 'denial_outdated':
    case 'own_token_trouble':
    case 'account_linked':
    case 'owner_linked':
    case 'leak_reported':
    case 'policy_taken':
    case 'policy_refused':
    case 'trail_head':
    case 'classic_found':
    case 'undeliverable':
    case 'stuck':
    case 'gave_up': {
      const organization = await loginOf(ports, to);
      return { content: { ...message, organization }, shownVersion: 0 };
    }
  }
}

async function composePendingToken(
  composer: Composer,
  kind: 'pending_token_card' | 'pending_token_held' | 'pending_token_news',
  token: PendingToken,
  to: Destination | null,
  own: MessageCopy | null,
): Promise<Composed> {
  const { ports } = composer;
  const governed = await organizationOf(ports, token.organizationId);
  const { organization, policy } = governed;
  const observed = observedBy(composer, policy, token.status === 'approved' ? 'active' : 'waiting');
  const shownVersion = token.version;
  if (kind === 'pending_token_held') {
    const content = await waitingContent(ports, governed, token, observed);
    const isPassedOn =
      own !== null && own.reader !== null && own.reader !== content.holderSlackId && waitsForHolder(token);
    return isPassedOn ? { content: { ...content, isPassedOn }, shownVersion: passedOn } : { content, shownVersion };
  }
  const dossier = await loadDossier(ports, governed, token.tokenId, token.holder);
  const base = { ...observed, ...(await aboutWaiting(ports, organization.login, token, dossier)) };
  switch (kind) {
    case 'pending_token_news':
      return {
        content: {
          ...{ kind, ...base, unused: policy.mode === 'observe' ? null : stillUnused(base.request) },
          isEdit: isChange(token, dossier),
        },
        shownVersion,
      };
    case 'pending_token_card': {
      const activeToken = token.status === 'approved' ? (dossier.activeTokens.at(-1) ?? null) : null;
      const isEdit = token.status !== 'approved' && isChange(token, dossier);
      const names = await mayNamePrivate(ports, policy, to);
      const request = requestBehind(token, dossier);
      const holderRole = await roleOf(ports, governed, tokenForRules(token, request, null));
      const isOwner = isOwnerBy(holderRole);
      return {
        content: {
          kind,
          ...base,
          activeToken,
          isEdit,
          mayNamePrivate: names,
          holderRole,
          unlinkedSponsor: await unlinkedSponsorOf(ports, token.holder),
          forbidden: reasonsAgainstToken(token, dossier, isOwner, ports.clock.now()),
          ...(token.status === 'held' ? { quorum: await quorumOn(ports, governed, token, request, isOwner) } : {}),
        },
        shownVersion,
      };
    }
  }
}

type OfActiveToken = Extract<Message, { kind: `active_token_${string}` | 'approval_off' | 'holder_reminder' }>;

async function composeActiveToken(
  composer: Composer,
  message: OfActiveToken,
  to: Destination | null,
  own: MessageCopy | null,
): Promise<Composed | null> {
  const { ports } = composer;
  const row = await ports.store.activeToken(message.id);
  if (row === null) return null;
  const asks = message.kind === 'holder_reminder' || (message.kind === 'active_token_news' && isQuestion(message));
  const asked = asks ? await composeQuestion(ports, message, row, own) : null;
  // Answered before it could be sent.
  if (own === null && asked !== null && isAnswered(asked.question.so)) return null;
  const { token, question } = asked ?? { token: row, question: undefined };
  const governed = await organizationOf(ports, token.organizationId);
  const { organization, policy } = governed;
  const base = {
    organization: organization.login,
    token,
    holderSlackId: await findHolder(ports, token.holder),
    isSponsored: await isMachineUser(ports, token.holder),
  };
  const request = token.requestNumber === null ? null : await ports.store.request(token.requestNumber);
  const shownVersion = asked?.shownVersion ?? token.version;
  switch (message.kind) {
    case 'active_token_news': {
      const { kind, news, audience } = message;
      const isMember = news === 'gone' ? await isMemberNow(ports, organization, token.holder) : null;
      if (isToldWithLeaver(message, isMember)) return null;
      const hasLeft = hasLeftWith(news, isMember);
      const observed = observedBy(composer, policy, 'active');
      const isBesideCard = news === 'not_revoked' && audience === 'reviewers';
      const cardUrl = isBesideCard ? ((await toldBefore(ports, token, to, null))?.url ?? null) : null;
      const content = { ...observed, kind, news, audience, hasLeft, request, question, cardUrl, ...base };
      return { content, shownVersion };
    }
    case 'active_token_card': {
      const names = await mayNamePrivate(ports, policy, to);
      const dossier = await loadDossier(ports, governed, token.tokenId, token.holder);
      const ending = endingOf(dossier);
      const holderRole = await roleOf(ports, governed, tokenForRules(token, requestBehind(token, dossier), null));
      const forbidden = reasonsAgainstToken(token, dossier, isOwnerBy(holderRole), ports.clock.now());
      return {
        content: {
          ...observedBy(composer, policy, 'active'),
          ...{ kind: message.kind, request, ...base, mayNamePrivate: names, ending, forbidden },
          holderRole,
          denied: deniedRenewal(token, await ports.store.renewalsOf(token.organizationId, token.tokenId)),
          unlinkedSponsor: await unlinkedSponsorOf(ports, token.holder),
          toldBefore: await toldBefore(ports, token, to, own),
        },
        shownVersion,
      };
    }
    case 'approval_off':
      return { content: { kind: message.kind, ...base }, shownVersion };
    case 'holder_reminder': {
      const observed = observedBy(composer, policy, 'active');
      return { content: { kind: message.kind, ...observed, ...base, by: message.by, question }, shownVersion };
    }
  }
}

/** What its holder answers, by a button or on GitHub. */
function isQuestion({ news, audience }: Extract<Message, { kind: 'active_token_news' }>): boolean {
  return news === 'prolonged' || news === 'replaced' || (news === 'exceeding' && audience === 'holder');
}

async function loginOf(ports: Ports, to: Destination | null): Promise<string> {
  if (to === null) return '';
  return (await organizationOf(ports, to.organizationId)).organization.login;
}
