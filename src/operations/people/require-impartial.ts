import {
  type Behind,
  isStillSponsored as isStill,
  objectionToRequest,
  objectionToSponsor,
  objectionToToken,
  sponsorToLink,
} from '../../domain/decisions/authority.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { isForMachineUser, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from './accounts.ts';
import { standsBehind } from './find-holder.ts';
import { knownAlready } from './known-as.ts';

async function behind(ports: Ports, holder: GithubAccount): Promise<Behind> {
  const found = await standsBehind(ports, holder);
  return { ...found, account: found.sponsor === null ? null : await accountOf(ports, found.sponsor) };
}

/** The rule of `sponsorToLink`. */
export async function unlinkedSponsorOf(ports: Ports, holder: GithubAccount): Promise<SlackUserId | null> {
  return sponsorToLink(await behind(ports, holder));
}

/** Why somebody may not decide on an account's token for standing behind it (`objectionToSponsor`). `grants`: it would be let in. */
export async function requireKnownSponsor(
  ports: Ports,
  person: LinkedPerson,
  holder: GithubAccount,
  grants: boolean,
): Promise<Refusal | null> {
  return objectionToSponsor(person, holder, await behind(ports, holder), grants);
}

/** Why somebody may not decide on a token (`objectionToToken`). */
export async function requireDisinterested(
  ports: Ports,
  person: LinkedPerson,
  holder: GithubAccount,
  grants: boolean,
): Promise<Refusal | null> {
  return objectionToToken(person, holder, await behind(ports, holder), grants);
}

/** Why somebody may not decide on a request for its being their own matter (`objectionToRequest`). */
export async function requireImpartial(
  ports: Ports,
  person: LinkedPerson,
  { requester, holder }: TokenRequest,
  grants: boolean,
): Promise<Refusal | null> {
  // Asked from Slack by their other id it is their own still.
  const slackId = (await knownAlready(ports, [requester.slackId])) ?? requester.slackId;
  return objectionToRequest(
    person,
    { requester: { ...requester, slackId }, holder },
    await behind(ports, holder),
    grants,
  );
}

/** The rule of `isStillSponsored`. Most are for oneself, and of those nothing is read. */
export async function isStillSponsored(ports: Ports, request: TokenRequest): Promise<boolean> {
  return !isForMachineUser(request) || isStill(request, await standsBehind(ports, request.holder));
}
