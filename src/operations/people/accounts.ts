import type { GithubUserId, SlackUserId } from '../../domain/ids.ts';
import {
  isSameLogin,
  isStillAccount,
  type KnownLinks,
  type Link,
  type LinkClaim,
  stands,
} from '../../domain/people/link.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';

/** The only file that reads `people`, the table and the policy's list: a row that stands no longer must be nobody's link anywhere. */
type Known = Pick<Ports, 'policy' | 'store'>;

function ifStanding({ policy }: Pick<Ports, 'policy'>, link: Link | null): Link | null {
  return link !== null && stands(link, policy().people) ? link : null;
}

/** The account that a Slack person is, from our rows alone; null where none is known yet. */
export async function accountOf(ports: Known, slackId: SlackUserId): Promise<Link | null> {
  return ifStanding(ports, await ports.store.personBySlackId(slackId));
}

/** The Slack person whose account it is, from our rows alone. */
export async function slackOf(ports: Known, githubId: GithubUserId): Promise<SlackUserId | null> {
  return ifStanding(ports, await ports.store.personByGithubId(githubId))?.slackId ?? null;
}

/** Whether they have an account, or the policy names one that GitHub was not asked about yet. */
export async function isLinked(ports: Known, slackId: SlackUserId): Promise<boolean> {
  return namedLogin(ports, slackId) !== null || (await accountOf(ports, slackId)) !== null;
}

/** Every link that stands, by Slack id. */
export async function standingLinks(ports: Known): Promise<readonly Link[]> {
  return (await ports.store.people()).filter((link) => ifStanding(ports, link) !== null);
}

/** Every link that was ever made and not ended, whether it stands or not. */
export function linksOnRecord({ store }: Pick<Ports, 'store'>): Promise<readonly Link[]> {
  return store.people();
}

/** The login that the policy gives a person. */
export function namedLogin({ policy }: Pick<Ports, 'policy'>, slackId: SlackUserId): string | null {
  return policy().people.get(slackId) ?? null;
}

/** Whom the policy names and who is not linked so, with the login there. */
export async function notLinkedYet(ports: Known): Promise<readonly (readonly [SlackUserId, string])[]> {
  const standing = new Set((await standingLinks(ports)).map(({ slackId }) => slackId));
  return [...ports.policy().people].filter(([slackId]) => !standing.has(slackId));
}

/** Everybody who has an account: `known` is null where GitHub was not asked who has the login that the policy names. */
export async function everybody(
  ports: Known,
): Promise<readonly { readonly slackId: SlackUserId; readonly login: string; readonly known: Link | null }[]> {
  const linked = (await standingLinks(ports)).map((link) => ({ ...link, known: link }));
  return [...linked, ...(await notLinkedYet(ports)).map(([slackId, login]) => ({ slackId, login, known: null }))];
}

/** What is known of both sides of a claim. */
export async function knownLinks(ports: Known, { slackId, account, proof }: LinkClaim): Promise<KnownLinks> {
  const { store } = ports;
  const ofPerson = await store.personBySlackId(slackId);
  // The policy names each login once, so only the person's own row can hold it; the others are many.
  const others = proof === 'policy' ? (ofPerson === null ? [] : [ofPerson]) : await store.people();
  return {
    ofPerson,
    ofAccount: await store.personByGithubId(account.githubId),
    ofLogin: others.filter(({ login }) => isSameLogin(login, account.login)),
    people: ports.policy().people,
  };
}

/** The rule of `isStillAccount`, by our rows alone. */
export async function stillAccount(
  ports: Known,
  person: LinkedPerson,
  isUnconfirmed = false,
): Promise<'yes' | 'no' | 'unknown'> {
  const link = await accountOf(ports, person.slackId);
  return isStillAccount(person, link, namedLogin(ports, person.slackId), isUnconfirmed);
}
