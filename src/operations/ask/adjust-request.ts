import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { type AdjustChoices, adjustChoices, readOffer } from '../../domain/requests/adjust-form.ts';
import type { FieldProblems } from '../../domain/requests/field-problem.ts';
import type { Answers } from '../../domain/requests/form-fields.ts';
import { objectionToAdjusting } from '../../domain/requests/may-open.ts';
import { reviewersOfRequest, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Repository, RequestedScope } from '../../domain/scope/agreement.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { type GovernedOrganization, organizationOf } from '../find-organization.ts';
import { authorize, isOwnerNow } from '../people/authorize.ts';
import { requireImpartial } from '../people/require-impartial.ts';
import { type FoundRepositories, findRepositories, visibleRepositories } from './find-repositories.ts';
import type { ReadableRepositories } from './readable-repositories.ts';

const timeoutMs = 1_400;

type Offered = { readonly scope: RequestedScope; readonly reason: string };

type Reviewed = GovernedOrganization & { readonly request: TokenRequest; readonly by: LinkedPerson };

/** What the form shows: who may not decide this sees nothing of it, and no private repository's name that they may not see. */
export async function openAdjustment(
  ports: Ports,
  slackId: SlackUserId,
  seen: { readonly number: RequestNumber; readonly revision: number },
): Promise<{ readonly request: TokenRequest; readonly choices: AdjustChoices } | Refusal> {
  const reviewed = await review(ports, slackId, seen.number);
  if (isRefusal(reviewed)) return reviewed;
  const { request, policy } = reviewed;
  const objection = objectionToAdjusting(request, seen.revision);
  if (objection !== null) return objection;
  const visible = await visibleAmongAsked(ports, reviewed);
  return isRefusal(visible) ? visible : { request, choices: adjustChoices(request.scope, policy, visible) };
}

/** What the form that was sent offers: only what it could have offered is taken, looked up again. The Decision itself asks all else. */
export async function readAdjustment(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
  answers: Answers,
): Promise<Offered | { readonly problems: FieldProblems } | Refusal> {
  const reviewed = await review(ports, slackId, number);
  if (isRefusal(reviewed)) return reviewed;
  const { request, policy } = reviewed;
  const visible = await visibleAmongAsked(ports, reviewed);
  if (isRefusal(visible)) return visible;
  const choices = adjustChoices(request.scope, policy, visible);
  const known = await seenByBoth(ports, reviewed, choices, answers);
  if ('problems' in known) return known;
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
  const nothing: FoundRepositories = { repositories: [], hasMore: false };
  const request = await ports.store.request(number);
  if (request === null || request.status !== 'pending' || request.scope.access.selection !== 'all') return nothing;
  const { organization } = await organizationOf(ports, request.organizationId);
  const found = await findRepositories(ports, readable, slackId, organization, typed);
  const answers = await Promise.all(
    found.repositories.map((one) => mayAlsoSee(ports, readable, organization, request.requester, one)),
  );
  return { repositories: found.repositories.filter((_, index) => answers[index] === true), hasMore: found.hasMore };
}

async function mayAlsoSee(
  ports: Ports,
  readable: ReadableRepositories,
  { login }: Organization,
  person: LinkedPerson,
  repository: Repository,
): Promise<boolean> {
  const known = readable.known(ports, person, repository);
  if (known !== null) return known;
  try {
    const github = ports.github.for('suggestion', person.slackId);
    return await readable.ask({ ...ports, github }, login, person, repository, timeoutMs);
  } catch (error) {
    // What GitHub did not confirm is not shown.
    if (error instanceof Fault) return false;
    throw error;
  }
}

async function review(ports: Ports, slackId: SlackUserId, number: RequestNumber): Promise<Reviewed | Refusal> {
  const request = await ports.store.request(number);
  if (request === null) return refuse({ why: 'unknown_message' });
  const governed = await organizationOf(ports, request.organizationId);
  const self = request.requester.githubId;
  const by = await authorize(ports, slackId, governed.organization, {
    ...{ who: 'reviewer', self, of: 'request' },
    reviewers: reviewersOfRequest(request),
  });
  if (isRefusal(by)) return by;
  return (await requireImpartial(ports, by, request, true)) ?? { ...governed, request, by };
}

/** By id. */
async function visibleAmongAsked(ports: Ports, reviewed: Reviewed): Promise<ReadonlySet<number> | Refusal> {
  const { number, scope } = reviewed.request;
  const asked = scope.access.selection === 'subset' ? scope.access.repositories : [];
  const visible = await visibleOf(ports, reviewed, asked);
  if (isRefusal(visible)) return visible;
  return asked.length > 0 && visible.size === 0 ? refuse({ why: 'offer_unseen', number }) : visible;
}

/** Owners see every repository of theirs. */
async function visibleOf(
  ports: Ports,
  { organization, by }: Reviewed,
  asked: readonly Repository[],
): Promise<ReadonlySet<number> | Refusal> {
  const hasPrivate = asked.some(({ isPrivate }) => isPrivate);
  const ids = (some: readonly Repository[]): ReadonlySet<number> => new Set(some.map(({ id }) => id));
  if (!hasPrivate || (await isOwnerNow(ports, organization, by)) === true) return ids(asked);
  try {
    const names = await visibleNames(ports, organization, by, asked);
    return ids(asked.filter(({ id, isPrivate }) => !isPrivate || names.has(id)));
  } catch (error) {
    if (error instanceof Fault) return refuse({ why: 'reviewer_not_checked', organization: organization.login });
    throw error;
  }
}

async function visibleNames(
  ports: Ports,
  organization: Organization,
  person: GithubAccount,
  asked: readonly Repository[],
): Promise<ReadonlySet<number>> {
  const found = await visibleRepositories(
    ports,
    organization,
    person,
    asked.map(({ name }) => name),
  );
  return new Set([...found.values()].map(({ id }) => id));
}

/** Where all were asked for, the reviewer names some: none that either of the two may not see. */
async function seenByBoth(
  ports: Ports,
  { organization, request, by }: Reviewed,
  { repositories }: AdjustChoices,
  { repositories: named, repository_access: selection }: Answers,
): Promise<ReadonlyMap<string, Repository> | { readonly problems: FieldProblems }> {
  if (repositories !== null || selection !== 'subset' || !Array.isArray(named)) return new Map();
  try {
    const [own, theirs] = await Promise.all([
      visibleRepositories(ports, organization, by, named),
      visibleRepositories(ports, organization, request.requester, named),
    ]);
    return new Map([...own].filter(([name]) => theirs.has(name)));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { problems: { repositories: { why: 'repositories_not_checked' } } };
  }
}
