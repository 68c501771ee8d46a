import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { type AdjustChoices, adjustChoices, readOffer } from '../../domain/requests/adjust-form.ts';
import type { FieldProblems } from '../../domain/requests/field-problem.ts';
import type { Answers } from '../../domain/requests/form-fields.ts';
import { objectionToAdjusting } from '../../domain/requests/may-open.ts';
import {
  arePrivateAmong,
  askedByName,
  isNamedFreely,
  namedFreely,
  seenByBoth,
  seenOfAsked,
} from '../../domain/requests/seen-for-offer.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Repository, RequestedScope } from '../../domain/scope/agreement.ts';
import { unlessFault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { type GovernedOrganization, organizationOf } from '../find-organization.ts';
import { isOwnerNow } from '../people/authorize.ts';
import { mayAct } from '../people/may-act.ts';
import { type FoundRepositories, findRepositories, visibleRepositories } from './find-repositories.ts';
import { mayRead } from './may-read.ts';
import type { ReadableRepositories } from './readable-repositories.ts';

type Offered = { readonly scope: RequestedScope; readonly reason: string };

type Reviewed = GovernedOrganization & {
  readonly request: TokenRequest;
  readonly by: LinkedPerson;
  readonly choices: AdjustChoices;
};

/** What the form shows: who may not decide this sees nothing of it, and no private repository's name that they may not see. */
export async function openAdjustment(
  ports: Ports,
  slackId: SlackUserId,
  seen: { readonly number: RequestNumber; readonly revision: number },
): Promise<{ readonly request: TokenRequest; readonly choices: AdjustChoices } | Refusal> {
  const reviewed = await review(ports, slackId, seen.number, seen.revision);
  return isRefusal(reviewed) ? reviewed : { request: reviewed.request, choices: reviewed.choices };
}

/** What the form that was sent offers: only what it could have offered is taken, looked up again. The Decision itself asks all else. */
export async function readAdjustment(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
  answers: Answers,
): Promise<Offered | { readonly problems: FieldProblems } | Refusal> {
  const reviewed = await review(ports, slackId, number, null);
  if (isRefusal(reviewed)) return reviewed;
  const { request, choices } = reviewed;
  const known = await unlessFault(() => lookUpForBoth(ports, reviewed, namedFreely(choices, answers)), null);
  return readOffer(answers, request.scope, choices, { known, now: ports.clock.now() });
}

/** Type-ahead where all repositories were asked for: those that the reviewer and the requester may both see. */
export async function suggestForOffer(
  ports: Ports,
  readable: ReadableRepositories,
  slackId: SlackUserId,
  number: RequestNumber,
  typed: string,
): Promise<FoundRepositories> {
  const request = await ports.store.request(number);
  if (request === null || !isNamedFreely(request)) return { repositories: [], hasMore: false };
  const { organization } = await organizationOf(ports, request.organizationId);
  const { repositories, hasMore } = await findRepositories(ports, readable, slackId, organization, typed);
  // What GitHub did not confirm is not shown.
  const answers = await Promise.all(
    repositories.map((one) => mayRead(ports, readable, organization, request.requester, one, 'suggestion')),
  );
  return { repositories: repositories.filter((_, index) => answers[index] === true), hasMore };
}

/** `revision`: the one that was seen; null where the Decision itself asks for it. */
async function review(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
  revision: number | null,
): Promise<Reviewed | Refusal> {
  const request = await ports.store.request(number);
  if (request === null) return refuse({ why: 'unknown_message' });
  const governed = await organizationOf(ports, request.organizationId);
  const { organization, policy } = governed;
  const by = await mayAct(ports, slackId, organization, 'adjust_request', { on: 'request', request });
  if (isRefusal(by)) return by;
  const objection = revision === null ? null : objectionToAdjusting(request, revision);
  if (objection !== null) return objection;
  const readable = await readableOf(ports, { organization, by }, askedByName(request.scope));
  const seen = seenOfAsked(request, organization.login, readable);
  return isRefusal(seen) ? seen : { ...governed, request, by, choices: adjustChoices(request.scope, policy, seen) };
}

/** Owners see every repository of theirs; null where GitHub did not say. */
async function readableOf(
  ports: Ports,
  { organization, by }: Pick<Reviewed, 'organization' | 'by'>,
  asked: readonly Repository[],
): Promise<ReadonlySet<number> | 'all' | null> {
  if (!arePrivateAmong(asked) || (await isOwnerNow(ports, organization, by)) === true) return 'all';
  const names = asked.map(({ name }) => name);
  const found = await unlessFault(() => visibleRepositories(ports, organization, by, names), null);
  return found === null ? null : new Set([...found.values()].map(({ id }) => id));
}

async function lookUpForBoth(
  ports: Ports,
  { organization, request, by }: Reviewed,
  names: readonly string[],
): Promise<ReadonlyMap<string, Repository>> {
  const [own, theirs] = await Promise.all([
    visibleRepositories(ports, organization, by, names),
    visibleRepositories(ports, organization, request.requester, names),
  ]);
  return seenByBoth(own, theirs);
}
