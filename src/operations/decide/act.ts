import { noChange, together } from '../../domain/change.ts';
import { acts, isApproval, type PersonAct, type PersonActName } from '../../domain/decisions/acts.ts';
import type { Case } from '../../domain/decisions/case.ts';
import { type ClickPlace, decide } from '../../domain/decisions/decide.ts';
import {
  type Acted,
  actedOn,
  demandOf,
  drawnWith,
  holderOf,
  organizationIdOf,
  refusedTo,
  voidedOffer,
} from '../../domain/decisions/follows.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { LinkedPerson, Reviewer } from '../../domain/person.ts';
import { quotasOfApprovals } from '../../domain/quota.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import { effectKey, post } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision, commitOnce } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';
import { sponsorOf } from '../people/find-holder.ts';
import { refuseUnknown } from '../people/refuse-unknown.ts';
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
  if (first === null) return unknownTo(ports, slackId, deed.act, id);
  const { organization } = await organizationOf(ports, organizationIdOf(first));
  const by = await mayAct(ports, slackId, organization, deed.act, first);
  if (isRefusal(by)) return refusedTo(by, deed.act, first);
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
    // A token may already wait for what was decided.
    const hint = acts[deed.act].isLookedFor ? hintOfClick(ports, organization.login, holderOf(given)) : noChange;
    return { given, change: { ...together(change, drawnWith(deed.act, given, change), hint), quotas } };
  });
  if (isRefusal(decided)) {
    if (decided.why === 'used_up') await tellOfBurst(ports, organization, by, decided);
    return decided;
  }
  const { given } = decided;
  const voided = voidedOffer(given, decided.change);
  if (voided !== null) return voided;
  if (acts[deed.act].isLookedFor) ports.wake.reconcile();
  return actedOn(given);
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

async function mayAct(
  ports: Ports,
  slackId: SlackUserId,
  organization: Organization,
  name: PersonActName,
  given: Case,
): Promise<Reviewer | Refusal> {
  const { who, grants } = acts[name];
  const sponsor = given.on === 'request' ? null : await sponsorOf(ports, given.token.holder);
  const person = await authorize(ports, slackId, organization, demandOf(name, given, sponsor));
  if (isRefusal(person) || who !== 'reviewer') return person;
  const objection =
    given.on === 'request'
      ? await requireImpartial(ports, person, given.request, grants)
      : await requireKnownSponsor(ports, person, given.token.holder, grants);
  return objection ?? person;
}

/** Of a request that may have been named by its number nobody learns whether there is one. */
async function unknownTo(
  ports: Ports,
  slackId: SlackUserId,
  name: PersonActName,
  id: string | RequestNumber,
): Promise<Refusal> {
  const { isByNumber, who } = acts[name];
  return typeof id === 'number' && isByNumber === true ? refuseUnknown(ports, slackId, id, who) : unknown(id);
}

function unknown(id: string | RequestNumber): Refusal {
  return typeof id === 'number'
    ? refuse({ why: 'unknown_request', given: requestName(id) })
    : refuse({ why: 'unknown_message' });
}
