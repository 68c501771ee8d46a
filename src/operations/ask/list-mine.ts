import type { ClassicToken } from '../../domain/classic/classic-token.ts';
import type { GithubUserId, OrganizationId, RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { isEnforced, policyOf } from '../../domain/policy/policy.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { ownersPage } from '../../domain/requests/owners-page.ts';
import { type RequestReason, reasonsAgainstOffer } from '../../domain/requests/reasons-against.ts';
import type { Reopened } from '../../domain/requests/reopened.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { accountOf, isLinked } from '../people/accounts.ts';
import { recognise } from '../people/authorize.ts';
import { machineUsersOf } from '../people/machine-users-of.ts';
import { notLinked } from '../people/not-linked.ts';
import { tokensOfRequest } from '../watch/tokens-of-request.ts';
import { type WaitingContent, waitingContent } from './waiting-content.ts';

export type OwnItems = {
  /** Each with the newest token that it let in, and the one that waits for it or because of it. */
  readonly requests: readonly {
    readonly request: TokenRequest;
    readonly token: ActiveToken | null;
    readonly waiting: PendingToken | null;
    /** That token with what its holder can do, where it is on hold. */
    readonly onHold?: WaitingContent | null;
    readonly isObserved?: boolean;
    readonly followedBy?: RequestNumber | null;
    readonly reopened?: Reopened | null;
    /** Why the policy of today lets them not take what a reviewer offers; empty, too, where nobody offers anything. */
    readonly offerForbidden: readonly RequestReason[];
  }[];
  /** Tokens that wait on GitHub and that no request above tells of: their own, and those of the machine users that they sponsor. */
  readonly waiting?: readonly WaitingContent[];
  /** Their own, and those of the machine users that they sponsor. */
  readonly tokens: readonly ActiveToken[];
  /** Classic ones that GitHub shows. */
  readonly classicTokens?: readonly ClassicToken[];
  /** Their account; null where it is not known yet. */
  readonly self: GithubUserId | null;
  /** Logins by id. */
  readonly organizations: ReadonlyMap<OrganizationId, string>;
  /** Those that the policy only observes: nothing is revoked there. */
  readonly observed?: ReadonlySet<OrganizationId>;
};

const shownRequests = 20;

/** A person's own requests and tokens, from our rows alone. */
export async function listMine(ports: Ports, githubWebUrl: string, slackId: SlackUserId): Promise<OwnItems | Refusal> {
  const { store } = ports;
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  if (!(await isLinked(ports, slackId))) return notLinked(ports, slackId);
  const person = await accountOf(ports, slackId);
  if (person === null) return { requests: [], tokens: [], self: null, organizations: new Map() };
  const asked = [];
  for (const request of await store.requestsOf(person.githubId, shownRequests)) {
    const { policy } = await organizationOf(ports, request.organizationId);
    const about = await tokensOfRequest(ports, request);
    asked.push({ request, ...about, offerForbidden: reasonsAgainstOffer(request, null, policy, about.renewed) });
  }
  const known = await store.organizations();
  const organizations = new Map(known.map(({ id, login }) => [id, login]));
  const observed = new Set(known.filter(({ login }) => !isEnforced(ports.policy(), login)).map(({ id }) => id));
  const machineUsers = await machineUsersOf(ports, slackId);
  const accounts = [person.githubId, ...machineUsers];
  const tokens = (await Promise.all(accounts.map((id) => store.activeTokensOf(id)))).flat();
  const contents = await waitingOf(ports, githubWebUrl, known, ({ holder }) => accounts.includes(holder.githubId));
  const requests = asked.map((one) => {
    const isIts = ({ token }: WaitingContent): boolean => token.id === one.waiting?.id && token.status === 'held';
    return { ...one, onHold: contents.find(isIts) ?? null };
  });
  const told = new Set(asked.flatMap((one) => (one.waiting === null ? [] : [one.waiting.id])));
  const waiting = contents.filter(({ token }) => !told.has(token.id));
  const classicTokens = await store.classicTokensOf(person.githubId);
  return { requests, waiting, tokens, classicTokens, self: person.githubId, organizations, observed };
}

async function waitingOf(
  ports: Ports,
  githubWebUrl: string,
  known: readonly Organization[],
  isOwn: (token: PendingToken) => boolean,
): Promise<readonly WaitingContent[]> {
  const contents: WaitingContent[] = [];
  for (const organization of known) {
    const { id, login } = organization;
    const policy = policyOf(ports.policy(), login);
    if (policy === undefined) continue;
    const observed = policy.mode === 'observe' ? { ownersPage: ownersPage(githubWebUrl, login, 'waiting') } : {};
    for (const token of await ports.store.unsettledPendingTokens(id)) {
      if (isOwn(token)) contents.push(await waitingContent(ports, { organization, policy }, token, observed));
    }
  }
  return contents;
}
