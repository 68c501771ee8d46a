import type { Entry } from '../../domain/change.ts';
import { subjectKey } from '../../domain/message.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { type RequestStanding, standingOfRequest } from '../../domain/requests/request-standing.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { HolderRole } from '../../domain/scope/risk.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import { worthTelling } from '../../domain/worth-telling.ts';
import type { Ports } from '../../ports/ports.ts';
import { roleNow } from '../people/authorize.ts';

export type OtherRequest = { readonly request: TokenRequest; readonly standing: RequestStanding };

/** What a card has no room for: who asks, what else is theirs, and what happened so far. */
export type Background = {
  /** What GitHub says now of who asks; `none`: no member. */
  readonly role: HolderRole | 'none';
  /** The same of whose token it is, or will be: another account where a sponsor asks for a machine user. */
  readonly holderRole: HolderRole | 'none';
  readonly isForMachineUser: boolean;
  /** The holder's other tokens that can reach the organization, the first to expire first. */
  readonly tokens: readonly ActiveToken[];
  /** The other requests there of who asks, the newest first, and what became of each. */
  readonly requests: readonly OtherRequest[];
  /** The newest lines of the trail about it, the oldest of them first. */
  readonly history: readonly Entry[];
  readonly isHistoryCut: boolean;
};

/** Nobody has more; a limit all the same, since each is read whole. */
const mostRequests = 500;
const shownEntries = 12;
/** Not all of them are told. */
const readEntries = 60;

export type About = {
  readonly request: TokenRequest | null;
  readonly token: ActiveToken | null;
  readonly waiting: PendingToken | null;
};

export async function loadBackground(
  ports: Ports,
  organization: Organization,
  { asker, holder }: { readonly asker: GithubAccount; readonly holder: GithubAccount },
  { request, token, waiting }: About,
): Promise<Background> {
  const { store } = ports;
  const isHere = (one: { readonly organizationId: number }): boolean => one.organizationId === organization.id;
  const tokenIds = new Set([token?.tokenId, waiting?.tokenId]);
  const tokenId = token?.tokenId ?? waiting?.tokenId ?? null;
  // How the token came to be active is told by the rows that it waited by.
  const waited = tokenId === null ? [] : await store.pendingTokensOfToken(organization.id, tokenId);
  const subjects = [
    ...(request === null ? [] : [requestName(request.number)]),
    ...waited.map(({ id }) => subjectKey({ of: 'pending_token', id })),
    ...(token === null ? [] : [subjectKey({ of: 'active_token', id: token.id })]),
  ];
  const isForMachineUser = asker.githubId !== holder.githubId;
  const [role, holderRole] = await Promise.all([
    roleNow(ports, organization, asker),
    isForMachineUser ? roleNow(ports, organization, holder) : null,
  ]);
  const read = await store.entriesAbout(subjects, readEntries);
  const entries = worthTelling(read);
  return {
    role,
    holderRole: holderRole ?? role,
    isForMachineUser,
    tokens: (await store.activeTokensOf(holder.githubId)).filter((one) => isHere(one) && !tokenIds.has(one.tokenId)),
    requests: await withStandings(
      ports,
      (await store.requestsOf(asker.githubId, mostRequests)).filter(
        (one) => isHere(one) && one.number !== request?.number,
      ),
    ),
    history: entries.slice(0, shownEntries).toReversed(),
    isHistoryCut: entries.length > shownEntries || read.length === readEntries,
  };
}

async function withStandings({ store }: Ports, requests: readonly TokenRequest[]): Promise<readonly OtherRequest[]> {
  const fulfilled = requests.filter(({ status }) => status === 'fulfilled');
  const holders = [...new Set(fulfilled.map(({ holder }) => holder.githubId))];
  const grants = await Promise.all(
    holders.flatMap((holder) => [store.activeTokensOf(holder), store.endedTokensOf(holder, mostRequests)]),
  );
  const standing = async (request: TokenRequest): Promise<OtherRequest> => {
    const classic = request.classic === null ? null : await store.classicTokenOfRequest(request.number);
    return { request, standing: standingOfRequest(request, grants.flat(), classic?.status ?? null) };
  };
  return Promise.all(requests.map(standing));
}
