import { noChange } from '../../domain/change.ts';
import { acts, type PersonAct, type PersonActName } from '../../domain/decisions/acts.ts';
import type { Case } from '../../domain/decisions/case.ts';
import { type Acted, actedOn, organizationIdOf, refusedTo, voidedOffer } from '../../domain/decisions/follows.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { effectKey, post } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision, commitOnce } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { mayAct } from '../people/may-act.ts';
import { refuseUnknown } from '../people/refuse-unknown.ts';
import { type Aim, decideNow, unknownTo } from './decide-now.ts';
import { factsForApproval } from './facts-for-approval.ts';
import { factsForOffer } from './facts-for-offer.ts';
import { loadCase } from './load-case.ts';

/**
 * A person's Decision: every button and command comes through here. Authority is checked live before anything is decided; of two at once the
 * first commit stands, and the second is told who decided what. GitHub is called by the outbox.
 */
export async function act(ports: Ports, slackId: SlackUserId, deed: PersonAct, aim: Aim): Promise<Acted | Refusal> {
  const first = await loadCase(ports, deed, aim.id);
  if (first === null) return refuseMissing(ports, slackId, deed.act, aim);
  const { organization } = await organizationOf(ports, organizationIdOf(first));
  const by = await mayAct(ports, slackId, organization, deed.act, first);
  if (isRefusal(by)) return refusedTo(by, deed.act, first);
  const facts = await factsFor(ports, organization, deed, first);
  if (isRefusal(facts)) return facts;
  const decided = await commitDecision(ports, () => decideNow(ports, organization, by, deed, aim, { facts }));
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

/** Of a request that may have been named by its number nobody learns whether there is one. */
async function refuseMissing(ports: Ports, slackId: SlackUserId, name: PersonActName, { id }: Aim): Promise<Refusal> {
  const { isByNumber, who } = acts[name];
  return typeof id === 'number' && isByNumber === true ? refuseUnknown(ports, slackId, id, who) : unknownTo({ id });
}
