import type { ClassicToken } from '../domain/classic/classic-token.ts';
import { type AppHome, isNewcomer } from '../domain/homes/app-home.ts';
import { isMadeClassic, type OwnClassic, ownClassic } from '../domain/homes/own-classic.ts';
import { ownThings, type WaitingThing } from '../domain/homes/own-things.ts';
import { waitsForReviewer } from '../domain/homes/waits-for-reviewer.ts';
import type { GithubUserId, OrganizationId, RequestNumber, SlackUserId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Organization } from '../domain/organization.ts';
import { type GithubAccount, hasLeftSlack, type LinkedPerson, whyNotServed } from '../domain/person.ts';
import { isEnforced } from '../domain/policy/policy.ts';
import type { ReviewerRule } from '../domain/policy/reviewer-rule.ts';
import { refuse } from '../domain/refusal.ts';
import { linkToCreate } from '../domain/requests/classic-link.ts';
import { sponsoredBy } from '../domain/requests/machine-user.ts';
import { holdersPage } from '../domain/requests/owners-page.ts';
import type { TokenRequest } from '../domain/requests/token-request.ts';
import { wayToRenew } from '../domain/requests/way-to-renew.ts';
import { accountOf } from '../operations/people/accounts.ts';
import { notLinked } from '../operations/people/not-linked.ts';
import { renewedToken } from '../operations/watch/renewed-token.ts';
import { tokensOfRequest } from '../operations/watch/tokens-of-request.ts';
import type { HomeContent, HomeReview, HomeThing } from '../ports/home-content.ts';
import type { Ports } from '../ports/ports.ts';
import { compose } from './compose.ts';
import type { Composer } from './composer.ts';
import { standingOnHome } from './home-standing.ts';

/** The Home as it is to be shown, and the row as it is then. Null where Slack has nobody there to show it to. */
export type ComposedHome = { readonly content: HomeContent; readonly home: AppHome; readonly language: Language };

/** Nobody waits for it. */
const directoryTimeoutMs = 10_000;
/** Older requests than these are in nobody's way. */
const mostRequests = 200;
const mostEndedTokens = 5;
/** So many of each are named to an owner; the others are counted. */
const mostNamed = 3;

/** Makes a person's Home from the rows as they are now. Throws a Fault where Slack does not say who they are. */
export async function composeHome(composer: Composer, home: AppHome): Promise<ComposedHome | null> {
  const { ports } = composer;
  const { slackId } = home;
  const person = await ports.directory.person(slackId, directoryTimeoutMs);
  if (person === null || hasLeftSlack(person)) return null;
  const newcomer = { isNewcomer: isNewcomer(home, ports.clock.now()) };
  const seen: AppHome = { ...home, zone: person.zone };
  const { language } = person;
  const why = whyNotServed(person);
  if (why !== null) {
    // Without their zone: whatever Slack tells of them next, they may be served by then.
    return {
      content: { for: 'stranger', refusal: refuse({ why }), ...newcomer },
      home: { ...seen, zone: null, showsOthers: false },
      language,
    };
  }
  const link = await accountOf(ports, slackId);
  if (link === null) {
    const content: HomeContent = { for: 'unlinked', refusal: await notLinked(ports, slackId), ...newcomer };
    return { content, home: { ...seen, showsOthers: false }, language };
  }
  const machines = await machineUsersOf(ports, slackId);
  const known = (await ports.store.organizations()).filter(({ login }) => isNamed(ports, login));
  const role = await standingOnHome(ports, seen, link, known);
  const own = new Set([link, ...machines].map(({ githubId }) => githubId));
  const reviews: HomeReview[] = [];
  for (const organization of known) {
    if (role.ownerOf?.ids.includes(organization.id)) reviews.push(await reviewOf(ports, organization));
    const rules = role.ownerOf?.reviews?.find(({ id }) => id === organization.id)?.rules ?? [];
    if (rules.length > 0) reviews.push(...(await waitingFor(ports, organization, rules, own)));
  }
  const content: HomeContent = {
    ...newcomer,
    for: 'person',
    self: link.githubId,
    zone: person.zone,
    ...(await ownOf(composer, link, machines, known)),
    reviews,
    organizations: new Map(known.map(({ id, login }) => [id, login])),
    observed: new Set(known.filter(({ login }) => !isEnforced(ports.policy(), login)).map(({ id }) => id)),
    unchecked: role.unchecked,
  };
  const isReviewer = reviews.length > 0 || (role.ownerOf?.reviews ?? []).length > 0;
  const showsOthers = isReviewer || role.isUnsure || role.unchecked.length > 0 || machines.length > 0;
  return { content, home: { ...seen, ownerOf: role.isUnsure ? null : role.ownerOf, showsOthers }, language };
}

function isNamed({ policy }: Ports, login: string): boolean {
  return policy().organizations.some((one) => one.login.toLowerCase() === login.toLowerCase());
}

async function machineUsersOf({ store, policy }: Ports, slackId: SlackUserId): Promise<readonly GithubAccount[]> {
  const accounts = await Promise.all(
    sponsoredBy(slackId, policy()).map(async (login) => {
      const known = await store.machineUserByLogin(login);
      return known === null ? [] : [{ githubId: known.githubId, login }];
    }),
  );
  return accounts.flat();
}

async function ownOf(
  composer: Composer,
  link: LinkedPerson,
  machines: readonly GithubAccount[],
  known: readonly Organization[],
) {
  const { store } = composer.ports;
  const accounts = [link, ...machines];
  const isOwn = (holder: GithubAccount): boolean => accounts.some(({ githubId }) => githubId === holder.githubId);
  const isKnown = ({ organizationId }: { readonly organizationId: OrganizationId }): boolean =>
    known.some(({ id }) => id === organizationId);
  const ofAll = async <T>(read: (account: GithubAccount) => Promise<readonly T[]>): Promise<readonly T[]> =>
    (await Promise.all(accounts.map(read))).flat();
  const pending = await Promise.all(known.map(({ id }) => store.unsettledPendingTokens(id)));
  const requests = (await store.requestsOf(link.githubId, mostRequests)).filter(isKnown);
  const own = ownThings({
    requests,
    pendingTokens: pending.flat().filter(({ holder }) => isOwn(holder)),
    activeTokens: (await ofAll(({ githubId }) => store.activeTokensOf(githubId))).filter(isKnown),
    endedTokens: (await ofAll(({ githubId }) => store.endedTokensOf(githubId, mostEndedTokens))).filter(isKnown),
  });
  const waiting: HomeThing[] = [];
  for (const thing of own.waiting) waiting.push(...(await withContent(composer, thing, link, known)));
  return { waiting, active: own.active, classic: await classicOf(composer, link, requests, isKnown), ended: own.ended };
}

async function classicOf(
  { ports: { store, clock } }: Composer,
  { githubId }: LinkedPerson,
  requests: readonly TokenRequest[],
  isKnown: (token: ClassicToken) => boolean,
): Promise<readonly OwnClassic[]> {
  const shown = new Set<RequestNumber>();
  for (const { number } of requests.filter(isMadeClassic)) {
    if ((await store.classicTokenOfRequest(number)) !== null) shown.add(number);
  }
  return ownClassic(requests, (await store.classicTokensOf(githubId)).filter(isKnown), shown, clock.now());
}

/** As its own message says it, where it has one. */
async function withContent(
  composer: Composer,
  thing: WaitingThing,
  link: LinkedPerson,
  known: readonly Organization[],
): Promise<readonly HomeThing[]> {
  const { organizationId } = thing.what === 'held' ? thing.token : thing.request;
  const to = { to: 'person', slackId: link.slackId, organizationId } as const;
  if (thing.what === 'held') {
    const { id } = thing.token;
    const content = (await compose(composer, { kind: 'pending_token_held', id }, to))?.content;
    return content?.kind === 'pending_token_held' ? [{ what: 'held', content }] : [];
  }
  if (thing.what === 'offer') {
    const { number } = thing.request;
    const content = (await compose(composer, { kind: 'request_offer', number }, to))?.content;
    return content?.kind === 'request_offer' ? [{ ...thing, forbidden: content.forbidden }] : [];
  }
  if (thing.what === 'question') return [thing];
  if (thing.what !== 'to_make') {
    const { renewed, revokesAt, reopened } = await tokensOfRequest(composer.ports, thing.request);
    return [{ ...thing, about: { renewed, revokesAt, reopened } }];
  }
  const organization = known.find(({ id }) => id === organizationId)?.login ?? '';
  const { url, isPrefilled } = linkToCreate(
    composer.githubWebUrl,
    organization,
    thing.request,
    composer.ports.clock.now(),
  );
  if (thing.request.renews === null) return [{ ...thing, createUrl: url, isPrefilled }];
  const way = wayToRenew(thing.request, await renewedToken(composer.ports, thing.request));
  const renewal = { way, tokensPage: holdersPage(composer.githubWebUrl) };
  return [{ ...thing, createUrl: url, isPrefilled, renewal }];
}

function counted<T>(all: readonly T[]): { readonly count: number; readonly first: readonly T[] } {
  return { count: all.length, first: all.slice(0, mostNamed) };
}

async function reviewOf({ store, policy }: Ports, { id, login }: Organization): Promise<HomeReview> {
  const pending = (await store.openRequests(id)).filter(({ status }) => status === 'pending');
  const held = (await store.unsettledPendingTokens(id)).filter(({ status }) => status === 'held');
  const unclaimed = await store.unclaimedTokens(id, mostNamed);
  return {
    organization: login,
    isOwner: true,
    isObserved: !isEnforced(policy(), login),
    requests: counted(pending.toSorted((one, other) => one.undecidedUntil - other.undecidedUntil)),
    held: counted(held.toSorted((one, other) => one.firstSeenAt - other.firstSeenAt)),
    exceeding: counted((await store.exceedingTokens()).filter(({ organizationId }) => organizationId === id)),
    unclaimed: { count: unclaimed.count, first: unclaimed.newest },
  };
}

/** What a reviewer who is no owner should look at: requests that name them alone, and nothing where none waits. */
async function waitingFor(
  { store, policy }: Ports,
  { id, login }: Organization,
  rules: readonly ReviewerRule[],
  own: ReadonlySet<GithubUserId>,
): Promise<readonly HomeReview[]> {
  const requests = (await store.openRequests(id)).filter((request) => waitsForReviewer(request, rules, own));
  if (requests.length === 0) return [];
  const inOrder = requests.toSorted((one, other) => one.undecidedUntil - other.undecidedUntil);
  const none = { count: 0, first: [] };
  const about = { organization: login, isOwner: false, isObserved: !isEnforced(policy(), login) };
  return [{ ...about, requests: counted(inOrder), held: none, exceeding: none, unclaimed: none }];
}
