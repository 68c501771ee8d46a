import { acts, type PersonAct, type PersonActName } from '../../domain/decisions/acts.ts';
import type { Case } from '../../domain/decisions/case.ts';
import { type ClickPlace, decide } from '../../domain/decisions/decide.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize, requireKnownSponsor } from '../people/authorize.ts';
import { leaveHintOfClick } from '../watch/leave-hint.ts';
import { holderOf, loadCase } from './load-case.ts';

/** What the click was on: a request's number or a token's id, and the revision that the button showed. */
export type Aim = {
  readonly id: string | RequestNumber;
  /** Null where the act came by a command. */
  readonly revision: number | null;
  readonly place: ClickPlace;
};

export type Acted = { readonly tokenName: string; readonly request: TokenRequest | null };

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
  const named = deed.act === 'answer_pending_token' ? deed.number : null;
  const first = await loadCase(ports, acts[deed.act].on, id, named);
  if (first === null) return unknown(id);
  const by = await mayAct(ports, slackId, deed.act, first);
  if (isRefusal(by)) return notTheirs(by, deed.act, first);
  const decided = await commitDecision(ports, async () => {
    const given = await loadCase(ports, acts[deed.act].on, id, named);
    if (given === null) return unknown(id);
    const change = decide(given, { deed, by, revision, place }, ports.clock.now());
    return isRefusal(change) ? change : { given, change };
  });
  if (isRefusal(decided)) return decided;
  const { given } = decided;
  // A token may already wait for what was decided.
  const { organization } = await organizationOf(ports, organizationIdOf(given));
  if (isDecision(deed.act) && acts[deed.act].on !== 'active_token')
    await leaveHintOfClick(ports, organization.login, personOf(given));
  return given.on === 'request'
    ? { tokenName: given.request.tokenName, request: given.request }
    : { tokenName: given.token.tokenName, request: null };
}

/** A question and its answer change nothing that GitHub could show. */
function isDecision(name: PersonActName): boolean {
  return name !== 'ask_requester' && name !== 'answer_question';
}

async function mayAct(
  ports: Ports,
  slackId: SlackUserId,
  name: PersonActName,
  given: Case,
): Promise<LinkedPerson | Refusal> {
  const { organization } = await organizationOf(ports, organizationIdOf(given));
  const { who, grants } = acts[name];
  const person = await authorize(ports, slackId, organization, {
    who,
    self: personOf(given).githubId,
    of: given.on === 'request' ? 'request' : 'token',
  });
  if (isRefusal(person) || given.on === 'request' || who !== 'reviewer') return person;
  return (await requireKnownSponsor(ports, person, holderOf(given), grants)) ?? person;
}

function personOf(given: Case): GithubAccount {
  return given.on === 'request' ? given.request.requester : given.token.holder;
}

function organizationIdOf(given: Case) {
  return given.on === 'request' ? given.request.organizationId : given.token.organizationId;
}

function unknown(id: string | RequestNumber): Refusal {
  return typeof id === 'number'
    ? refuse({ why: 'unknown_request', given: requestName(id) })
    : refuse({ why: 'unknown_message' });
}

/** Somebody else's request is answered like one that does not exist. */
function notTheirs(refusal: Refusal, name: PersonActName, given: Case): Refusal {
  return name === 'withdraw_request' && given.on === 'request' && refusal.why === 'unknown_message'
    ? refuse({ why: 'not_your_request', number: given.request.number })
    : refusal;
}
