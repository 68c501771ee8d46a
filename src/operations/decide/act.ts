import { type Change, noChange, together } from '../../domain/change.ts';
import { classicTokenName } from '../../domain/classic/classic-token.ts';
import { acts, isApproval, type PersonAct, type PersonActName } from '../../domain/decisions/acts.ts';
import type { Case } from '../../domain/decisions/case.ts';
import { type ClickPlace, decide } from '../../domain/decisions/decide.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { type Subject, subjectKey } from '../../domain/message.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount, LinkedPerson, Reviewer } from '../../domain/person.ts';
import { quotasOfApprovals } from '../../domain/quota.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { requestName, reviewersOfRequest, type TokenRequest } from '../../domain/requests/token-request.ts';
import { effectKey, post, redraw } from '../../domain/step.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision, commitOnce } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';
import { sponsorOf } from '../people/find-holder.ts';
import { requireImpartial, requireKnownSponsor } from '../people/require-impartial.ts';
import { refuseIfUsedUp } from '../refuse-if-used-up.ts';
import { hintOfClick } from '../watch/leave-hint.ts';
import { factsForApproval } from './facts-for-approval.ts';
import { factsForOffer } from './facts-for-offer.ts';
import { loadCase } from './load-case.ts';
import { requireFreshSignIn } from './require-fresh-sign-in.ts';

/** What the click was on: a request's number or a token's id, and the revision that the button showed. */
export type Aim = {
  readonly id: string | RequestNumber;
  /** Null where the act came by a command. */
  readonly revision: number | null;
  readonly place: ClickPlace;
};

export type Acted = {
  readonly tokenName: string;
  readonly request: TokenRequest | null;
  readonly activeToken: ActiveToken | null;
};

/**
 * A person's Decision: every button and command comes through here. Authority is checked live before anything is decided; of two at once the
 * first commit stands, and the second is told who decided what. GitHub is called by the outbox.
 */
export async function act(
  ports: Ports,
  slackId: SlackUserId,
  deed: PersonAct,
  { id, revision, place }: Aim,
): Promise<Acted | Refusal> {
  const first = await loadCase(ports, deed, id);
  if (first === null) return unknown(id);
  const { organization } = await organizationOf(ports, organizationIdOf(first));
  const by = await mayAct(ports, slackId, organization, deed.act, first);
  if (isRefusal(by)) return notTheirs(by, deed.act, first);
  const facts = await factsFor(ports, organization, deed, first);
  if (isRefusal(facts)) return facts;
  const decided = await commitDecision(ports, async () => {
    const loaded = await loadCase(ports, deed, id);
    if (loaded === null) return unknown(id);
    const given = { ...loaded, ...facts };
    const now = ports.clock.now();
    const change = decide(given, { deed, by, revision, place }, now);
    if (isRefusal(change)) return change;
    const unsigned = await requireFreshSignIn(ports, deed, by, given);
    if (unsigned !== null) return unsigned;
    const quotas = isApproval(deed.act) ? quotasOfApprovals(by.slackId, given.policy.limits, now) : [];
    const usedUp = await refuseIfUsedUp(ports, quotas);
    if (usedUp !== null) return usedUp;
    return { given, change: { ...together(change, follows(ports, organization, deed.act, given, change)), quotas } };
  });
  if (isRefusal(decided)) {
    if (decided.why === 'used_up') await tellOfBurst(ports, organization, by, decided);
    return decided;
  }
  const { given } = decided;
  const voided = voidedOffer(decided.change, given);
  if (voided !== null) return voided;
  if (acts[deed.act].isLookedFor) ports.wake.reconcile();
  if (given.on === 'request') {
    return { tokenName: given.request.tokenName, request: given.request, activeToken: null };
  }
  const tokenName = 'tokenName' in given.token ? given.token.tokenName : classicTokenName(given.token);
  return { tokenName, request: null, activeToken: given.on === 'active_token' ? given.token : null };
}

async function factsFor(ports: Ports, organization: Organization, deed: PersonAct, first: Case) {
  const { grants, who } = acts[deed.act];
  if (!grants) return {};
  // What somebody lets in themselves is what a reviewer offered them.
  return who === 'self'
    ? factsForOffer(ports, organization, first)
    : factsForApproval(ports, organization, deed, first);
}

/** The others learn that it is theirs to decide, and that somebody may be acting in another's name: once for each burst. */
async function tellOfBurst(
  ports: Ports,
  { id }: Organization,
  { slackId }: LinkedPerson,
  { most, again }: Extract<Refusal, { why: 'used_up' }>,
): Promise<void> {
  const message = { kind: 'approvals_stopped', slackId, most, until: again } as const;
  const effects = post(id, 'reviewers', effectKey.stopped(id, slackId, again), message);
  await commitOnce(ports, { ...noChange, effects }, ports.clock.now());
}

/** What was committed is that the offer is void, which is not what was clicked on. */
function voidedOffer({ entries }: Change, given: Case): Refusal | null {
  if (given.on !== 'request' || !entries.some(({ act }) => act === 'request.void_offer')) return null;
  const { number, offer } = given.request;
  return refuse({ why: 'offer_void', number, slackId: offer?.by.slackId ?? '' });
}

/** What is committed with every Decision: its message is drawn, and a token may already wait for what was decided. */
function follows(ports: Ports, { login }: Organization, name: PersonActName, given: Case, change: Change): Change {
  const subject = subjectOf(given);
  const { isLookedFor, isUnshown = false } = acts[name];
  const isDrawn = change.effects.some((effect) => effect.kind === 'redraw' && isSameSubject(effect.subject, subject));
  const drawn: Change = { ...noChange, effects: isDrawn || isUnshown ? [] : [redraw(subject)] };
  return isLookedFor ? together(drawn, hintOfClick(ports, login, holderOf(given))) : drawn;
}

function subjectOf(given: Case): Subject {
  return given.on === 'request'
    ? { of: 'request', number: given.request.number }
    : { of: given.on, id: given.token.id };
}

function isSameSubject(one: Subject, other: Subject): boolean {
  return subjectKey(one) === subjectKey(other);
}

async function mayAct(
  ports: Ports,
  slackId: SlackUserId,
  organization: Organization,
  name: PersonActName,
  given: Case,
): Promise<Reviewer | Refusal> {
  const { who, grants } = acts[name];
  const person = await authorize(ports, slackId, organization, {
    who,
    self: personOf(given).githubId,
    of: given.on === 'request' ? 'request' : 'token',
    ...(given.on === 'request' ? { reviewers: reviewersOfRequest(given.request) } : {}),
    sponsor: given.on === 'request' || who === 'reviewer' ? null : await sponsorOf(ports, given.token.holder),
  });
  if (isRefusal(person) || who !== 'reviewer') return person;
  const objection =
    given.on === 'request'
      ? await requireImpartial(ports, person, given.request, grants)
      : await requireKnownSponsor(ports, person, given.token.holder, grants);
  return objection ?? person;
}

/** Whose act it is where it is somebody's own: a request is its requester's, a token its holder's. */
function personOf(given: Case): GithubAccount {
  return given.on === 'request' ? given.request.requester : given.token.holder;
}

function holderOf(given: Case): GithubAccount {
  return given.on === 'request' ? given.request.holder : given.token.holder;
}

function organizationIdOf(given: Case) {
  return given.on === 'request' ? given.request.organizationId : given.token.organizationId;
}

function unknown(id: string | RequestNumber): Refusal {
  return typeof id === 'number'
    ? refuse({ why: 'unknown_request', given: requestName(id) })
    : refuse({ why: 'unknown_message' });
}

function notTheirs(refusal: Refusal, name: PersonActName, given: Case): Refusal {
  return acts[name].isByNumber === true && given.on === 'request' && refusal.why === 'unknown_message'
    ? refuse({ why: 'not_your_request', number: given.request.number })
    : refusal;
}
