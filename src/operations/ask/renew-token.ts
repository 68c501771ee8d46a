import { together } from '../../domain/change.ts';
import { asUnknown } from '../../domain/decisions/as-unknown.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { admit, type Verdict } from '../../domain/policy/admit.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { askedWhole } from '../../domain/requests/asked-whole.ts';
import type { Named } from '../../domain/requests/meant-by-name.ts';
import { isSameOrNarrower, renewalOf, tokenToRenew } from '../../domain/requests/renewal.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { RequestedScope } from '../../domain/scope/agreement.ts';
import { objectionToRenewal } from '../../domain/tokens/renewable.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { accountOf } from '../people/accounts.ts';
import { authorize, recognise, requireMember } from '../people/authorize.ts';
import { sponsorOf } from '../people/find-holder.ts';
import { notLinked } from '../people/not-linked.ts';
import { verdictFor } from '../people/verdict-for.ts';
import { hintOfClick } from '../watch/leave-hint.ts';
import { loadDossier } from '../watch/load-dossier.ts';
import { sendAsked } from './send-asked.ts';

/** What the one page of a renewal shows: nothing of it can be changed there, so nothing of it is taken from there. */
export type RenewalPage = {
  readonly token: ActiveToken;
  readonly organization: string;
  readonly scope: RequestedScope;
  /** The request that let the token in; null where none did. */
  readonly request: TokenRequest | null;
  readonly verdict: Verdict;
  readonly undecidedDays: number;
};

/** The page for the token of a button. Reads our rows alone: Slack's trigger lives 3 s, and GitHub is asked when it is sent. */
export async function offerRenewal(
  ports: Ports,
  slackId: SlackUserId,
  tokenId: string,
): Promise<RenewalPage | Refusal> {
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  const token = await ports.store.activeToken(tokenId);
  const person = await accountOf(ports, slackId);
  if (person === null) return notLinked(ports, slackId);
  // Somebody else's is answered like one that does not exist.
  if (token === null || !(await isTheirs(ports, slackId, person.githubId, token))) {
    return refuse({ why: 'unknown_message' });
  }
  const { organization, policy } = await organizationOf(ports, token.organizationId);
  const objection = await whyNot(ports, token);
  if (objection !== null) return objection;
  const request = await requestOf(ports, token);
  const now = ports.clock.now();
  const asked = { ...renewalOf(token, request, policy, now), requester: person };
  const { scope } = asked;
  const verdict = admit(scope, policy, now, askedWhole(asked, null), isSameOrNarrower(token, scope, request));
  if (verdict.outcome === 'refuse') return refuse({ why: 'policy_forbids', reasons: verdict.reasons });
  return {
    token,
    organization: organization.login,
    scope,
    request,
    verdict,
    undecidedDays: policy.lapse.undecidedDays,
  };
}

/** The same for what a command names. */
export async function offerRenewalOf(ports: Ports, slackId: SlackUserId, named: Named): Promise<RenewalPage | Refusal> {
  if (named.of === 'token') return offerRenewal(ports, slackId, named.id);
  const { number } = named;
  // Of whom we don't know, none is anybody's: whether there is such a request they are not told.
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  const asker = await accountOf(ports, slackId);
  if (asker === null) return notLinked(ports, slackId);
  const request = await ports.store.request(number);
  const token = tokenToRenew(number, asker, request, await ports.store.activeTokenOfRequest(number));
  if (isRefusal(token)) return token;
  const page = await offerRenewal(ports, slackId, token.id);
  return isRefusal(page) ? asUnknown(page, number) : page;
}

/**
 * Asks for the renewal, on the revision of the token that the page showed. Where a written rule of the policy lets it in, it is approved in
 * the same commit; otherwise it goes the way of every request.
 */
export async function renewToken(
  ports: Ports,
  slackId: SlackUserId,
  seen: { readonly id: string; readonly revision: number },
): Promise<{ readonly number: RequestNumber } | Refusal> {
  const first = await ports.store.activeToken(seen.id);
  if (first === null) return refuse({ why: 'unknown_message' });
  const governed = await organizationOf(ports, first.organizationId);
  const { organization, policy } = governed;
  const person = await authorize(ports, slackId, organization, {
    who: 'self',
    self: first.holder.githubId,
    of: 'token',
    sponsor: await sponsorOf(ports, first.holder),
  });
  if (isRefusal(person)) return person;
  const member = await requireMember(ports, organization, { ...person, ...first.holder });
  if (isRefusal(member)) return member;
  // Of this very revision, which is looked at once more below.
  const before = await requestOf(ports, first);
  const asked = { ...renewalOf(first, before, policy, ports.clock.now()), requester: person };
  const { scope } = asked;
  const more = { isSameOrNarrower: isSameOrNarrower(first, scope, before) };
  const verdict = await verdictFor(ports, governed, asked, member.isOwner, more);
  if (verdict.outcome === 'refuse') return refuse({ why: 'policy_forbids', reasons: verdict.reasons });
  const renewed = await commitDecision(ports, async () => {
    const token = await ports.store.activeToken(seen.id);
    if (token === null) return refuse({ why: 'unknown_message' });
    if (token.revision !== seen.revision) return refuse({ why: 'old_revision' });
    const objection = await whyNot(ports, token);
    if (objection !== null) return objection;
    const at = ports.clock.now();
    const earlier = await ports.store.renewalsOf(organization.id, token.tokenId);
    // Unique: of two renewals at once the second finds this one taken, and then that one is open.
    const draftId = `renewal:${token.id}.${earlier.length}`;
    const again = { ...renewalOf(token, before, policy, at), scope, verdict, draftId };
    const sent = await sendAsked(ports, governed, person, again, at);
    if (isRefusal(sent)) return sent;
    return { ...sent, change: together(sent.change, hintOfClick(ports, organization.login, token.holder)) };
  });
  if (isRefusal(renewed)) return renewed;
  ports.wake.reconcile();
  return { number: renewed.number };
}

async function isTheirs(ports: Ports, slackId: SlackUserId, githubId: number, { holder }: ActiveToken) {
  return holder.githubId === githubId || (await sponsorOf(ports, holder)) === slackId;
}

async function requestOf({ store }: Ports, { requestNumber }: ActiveToken): Promise<TokenRequest | null> {
  return requestNumber === null ? null : store.request(requestNumber);
}

async function whyNot(ports: Ports, token: ActiveToken): Promise<Refusal | null> {
  const { organizationId, tokenId, holder } = token;
  const dossier = await loadDossier(ports, await organizationOf(ports, organizationId), tokenId, holder);
  return objectionToRenewal(dossier, token, await ports.store.renewalsOf(organizationId, tokenId));
}
