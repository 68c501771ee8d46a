import { asUnseen } from '../../domain/decisions/as-unknown.ts';
import { demandToSee } from '../../domain/decisions/follows.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { objectionToReminder, remindAct } from '../../domain/notices/remind-holder.ts';
import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import type { Quorum } from '../../domain/policy/admit.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { missingBeside, missingBesideOfToken } from '../../domain/requests/approvals.ts';
import type { Named } from '../../domain/requests/meant-by-name.ts';
import { type RequestReason, reasonsAgainst } from '../../domain/requests/reasons-against.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Agreement, RepositoryAccess } from '../../domain/scope/agreement.ts';
import { mayNameTo, type NamedPrivately } from '../../domain/scope/named-privately.ts';
import { type HolderRole, isOwnerBy, roleInRisk } from '../../domain/scope/risk.ts';
import { acceptedOf, livingGrants } from '../../domain/tokens/dossier.ts';
import { type Ending, endingOf } from '../../domain/tokens/ending.ts';
import { reasonsAgainstToken, type TokenReason } from '../../domain/tokens/reasons-against-token.ts';
import type { SentAs } from '../../domain/tokens/sent-as.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import { requestBehind } from '../../domain/tokens/token-for-rules.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';
import { objectionTo } from '../people/may-act.ts';
import { quorumOn } from '../people/quorum-on.ts';
import { refuseUnknown } from '../people/refuse-unknown.ts';
import { lastDone } from '../watch/last-done.ts';
import { loadDossier } from '../watch/load-dossier.ts';
import { renewedToken } from '../watch/renewed-token.ts';
import { sentAsOfRequest } from '../watch/sent-as-of-request.ts';
import { tokensOfRequest } from '../watch/tokens-of-request.ts';
import { type Background, loadBackground } from './load-background.ts';
import { namePrivately } from './name-privately.ts';
import type { ReadableRepositories } from './readable-repositories.ts';

export type Details = {
  readonly organization: string;
  /** The policy only observes: what would change something at GitHub is decided there. */
  readonly isObserved?: boolean;
  readonly mayDecide: boolean;
  readonly holderRole: HolderRole;
  /** Whether private repositories may be named to whoever looks: who has left sees no names any more. */
  readonly mayNamePrivate: NamedPrivately;
  readonly background: Background;
} /** `forbidden`: what the policy of today has against it. `missingBeside`: how many more it takes where whoever looks approved it; else null, or left out. */ & (
  | {
      readonly of: 'request';
      readonly request: TokenRequest;
      readonly forbidden: readonly RequestReason[];
      readonly missingBeside?: number | null;
      /** As whom GitHub was called about its token. */
      readonly sentAs?: SentAs | null;
      readonly token: ActiveToken | null;
      readonly waiting: PendingToken | null;
    }
  | {
      readonly of: 'pending_token';
      readonly token: PendingToken;
      readonly request: TokenRequest | null;
      /** What it was accepted with as it was, and is compared with instead. */
      readonly accepted?: Agreement | null;
      /** It can reach the organization already, with another scope. */
      readonly isEdit: boolean;
      readonly ending: Ending | null;
      /** Left out where nobody has to approve it. */
      readonly quorum?: Quorum;
      readonly missingBeside?: number | null;
      readonly forbidden: readonly TokenReason[];
    }
  | {
      readonly of: 'active_token';
      readonly token: ActiveToken;
      readonly request: TokenRequest | null;
      readonly forbidden: readonly TokenReason[];
      /** Why its holder can't be reminded now; null where they can. */
      readonly unreminded?: Refusal | null;
    }
);

/**
 * Everything about a request or a token: for reviewers and for whoever asked. Private repositories are named to owners and to whoever asked; to
 * other reviewers only those that GitHub lets them read. A token's id names a PendingToken or an ActiveToken.
 */
export async function showDetails(
  ports: Ports,
  readable: ReadableRepositories,
  slackId: SlackUserId,
  subject: Named,
): Promise<Details | Refusal> {
  if (subject.of === 'request') {
    const request = await ports.store.request(subject.number);
    if (request === null) return asUnseen(await refuseUnknown(ports, slackId, subject.number, 'self_or_reviewer'));
    const { organization, policy } = await organizationOf(ports, request.organizationId);
    const matter = { on: 'request', request } as const;
    const person = await authorize(ports, slackId, organization, demandToSee(matter));
    if (isRefusal(person)) return asUnseen(person);
    const about = await tokensOfRequest(ports, request);
    const mayDecide = (await objectionTo(ports, person, matter, true)) === null;
    const background = await loadBackground(
      ports,
      organization,
      { asker: request.requester, holder: request.holder },
      { request, ...about },
    );
    const isOwn = person.githubId === request.requester.githubId;
    const shown = {
      ...shownTo(person, request.requester, background),
      ...(isOwn
        ? {}
        : { mayNamePrivate: await namePrivately(ports, readable, organization, person, accessesOf(request)) }),
    };
    const sentAs = await sentAsOfRequest(ports, about.token);
    return {
      of: 'request',
      organization: organization.login,
      request,
      ...about,
      sentAs,
      forbidden: reasonsAgainst(request, isOwnerBy(shown.holderRole), policy, await renewedToken(ports, request)),
      missingBeside: missingBeside(request, request.verdict.approvals, person.githubId),
      mayDecide,
      ...shown,
    };
  }
  const token = await ports.store.pendingToken(subject.id);
  if (token === null) return activeTokenDetails(ports, slackId, subject.id);
  const governed = await organizationOf(ports, token.organizationId);
  const { organization } = governed;
  const matter = { on: 'pending_token', token } as const;
  const person = await authorize(ports, slackId, organization, demandToSee(matter));
  if (isRefusal(person)) return asUnseen(person);
  const dossier = await loadDossier(ports, governed, token.tokenId, token.holder);
  const request = requestBehind(token, dossier);
  const about = { request, token: null, waiting: token };
  const background = await loadBackground(ports, organization, ownToken(token), about);
  const shown = shownTo(person, token.holder, background);
  const isOwner = isOwnerBy(shown.holderRole);
  const quorum = await quorumOn(ports, governed, token, request, isOwner);
  return {
    of: 'pending_token',
    organization: organization.login,
    isObserved: governed.policy.mode === 'observe',
    token,
    request,
    accepted: acceptedOf(dossier, token.match),
    isEdit: livingGrants(dossier).length > 0,
    ending: endingOf(dossier),
    forbidden: reasonsAgainstToken(token, dossier, isOwner, ports.clock.now()),
    quorum,
    missingBeside: missingBesideOfToken(token, quorum.approvals, person.githubId),
    mayDecide: (await objectionTo(ports, person, matter, true)) === null,
    ...shown,
  };
}

async function activeTokenDetails(ports: Ports, slackId: SlackUserId, id: string): Promise<Details | Refusal> {
  const token = await ports.store.activeToken(id);
  if (token === null) return refuse({ why: 'unknown_message' });
  const governed = await organizationOf(ports, token.organizationId);
  const { organization, policy } = governed;
  const matter = { on: 'active_token', token } as const;
  const person = await authorize(ports, slackId, organization, demandToSee(matter));
  if (isRefusal(person)) return asUnseen(person);
  const request = token.requestNumber === null ? null : await ports.store.request(token.requestNumber);
  const background = await loadBackground(ports, organization, ownToken(token), { request, token, waiting: null });
  const dossier = await loadDossier(ports, governed, token.tokenId, token.holder);
  const shown = shownTo(person, token.holder, background);
  const remindedAt = await lastDone(ports, { of: 'active_token', id: token.id }, remindAct);
  const now = ports.clock.now();
  return {
    of: 'active_token',
    organization: organization.login,
    isObserved: policy.mode === 'observe',
    token,
    request,
    forbidden: reasonsAgainstToken(token, dossier, isOwnerBy(shown.holderRole), now),
    unreminded: objectionToReminder(token, { holder: dossier.holder.slackId, remindedAt }, now),
    mayDecide: (await objectionTo(ports, person, matter, true)) === null,
    ...shown,
  };
}

function ownToken({ holder }: PendingToken | ActiveToken) {
  return { asker: holder, holder };
}

/** Every list of repositories that Details may show of it. */
function accessesOf({ scope, offer, agreement }: TokenRequest): readonly RepositoryAccess[] {
  const offered = offer === null ? [] : [offer.asked.access, offer.scope.access];
  return [scope.access, ...offered, ...(agreement === null ? [] : [agreement.access])];
}

function shownTo(viewer: LinkedPerson, asker: GithubAccount, background: Background) {
  const { role, holderRole } = background;
  return { background, holderRole: roleInRisk(holderRole), mayNamePrivate: mayNameTo(viewer, asker, role) };
}
