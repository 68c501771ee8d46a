import type { SlackUserId } from '../../domain/ids.ts';
import { takeTurns } from '../../domain/looks/take-turns.ts';
import type { Link } from '../../domain/people/link.ts';
import {
  accountBehind,
  addressesOf,
  afterProviders,
  type ExternalIdentity,
  withoutLink,
} from '../../domain/people/match-identity.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { accountOf, standingLinks } from './accounts.ts';
import { endLink } from './end-link.ts';
import { knownAs } from './known-as.ts';
import { linkAccount } from './link-account.ts';
import { samlOrganizations } from './link-by-identity.ts';

const betweenListsSeconds = 3_540;
const unhurriedMs = 10_000;
/** People are looked for in Slack so many at a time, others each time. */
const lookedForAtOnce = 40;
const hourMs = 3_600_000;

/**
 * Follows what identity providers say, where the policy relies on them: members whom Slack knows by the same address are linked, and links that
 * they no longer bear out end. Every list is read to its end before anything is concluded, and addresses are kept nowhere.
 */
export async function followIdentities(ports: Ports): Promise<void> {
  const organizations = samlOrganizations(ports);
  const links = (await standingLinks(ports)).filter(({ proof }) => proof === 'saml');
  if (organizations.length === 0) {
    // What they rested on was taken out of the policy.
    for (const { slackId } of links) await end(ports, slackId);
    return;
  }
  await ports.pace.run('identities', async () => {
    const listed = new Map<string, readonly ExternalIdentity[]>();
    for (const organization of organizations) {
      const identities = await ports.github.identities(organization);
      if (identities === null) {
        ports.log.warn('GitHub shows no identity provider of the organization; the enterprise may have it', {
          organization,
        });
      }
      listed.set(organization, identities ?? []);
    }
    const each = [...listed.values()];
    for (const link of links) await follow(ports, link, each);
    for (const identities of each) await linkMembers(ports, identities, each);
    return betweenListsSeconds;
  });
}

/** Whether any provider still says so; where it names another account by now, that is the link. */
async function follow(ports: Ports, link: Link, each: readonly (readonly ExternalIdentity[])[]): Promise<void> {
  const { slackId, githubId } = link;
  const account = afterProviders(githubId, await addressOf(ports, slackId), each);
  if (account === 'stands') return;
  if (account !== 'ends' && !isRefusal(await linkAccount(ports, { slackId, account, proof: 'saml', by: null }))) return;
  await end(ports, slackId);
}

/** Null where Slack does not tell it. */
async function addressOf(ports: Ports, slackId: SlackUserId): Promise<string | null> {
  try {
    return await ports.directory.addressOf(slackId, unhurriedMs);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

async function end(ports: Ports, slackId: SlackUserId): Promise<void> {
  await endLink(ports, slackId, 'identity_changed');
}

/** Members who are not linked, and whom Slack knows by an address that is theirs alone. */
async function linkMembers(
  ports: Ports,
  identities: readonly ExternalIdentity[],
  each: readonly (readonly ExternalIdentity[])[],
): Promise<void> {
  const unlinked = withoutLink(identities, await standingLinks(ports));
  const turn = Math.floor(ports.clock.now() / hourMs);
  const breathe = breather(ports.clock);
  for (const one of takeTurns(unlinked, turn, lookedForAtOnce)) {
    for (const address of addressesOf(one, identities)) {
      await breathe();
      const person = await ports.directory.byAddress(address, unhurriedMs);
      const account = accountBehind(address, person, each);
      if (person === null || account === null) continue;
      const slackId = await knownAs(ports, person.slackId, unhurriedMs);
      if ((await accountOf(ports, slackId)) !== null) continue;
      await linkAccount(ports, { slackId, account, proof: 'saml', by: null });
      break;
    }
  }
}
