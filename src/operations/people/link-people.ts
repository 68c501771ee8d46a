import { dayMs, type SlackUserId } from '../../domain/ids.ts';
import { askedInTurn } from '../../domain/looks/take-turns.ts';
import { takenBy } from '../../domain/people/link.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { notLinkedYet, standingLinks } from './accounts.ts';
import { askAnyOrganization, askableFirst, isRefusedHere } from './ask-any-organization.ts';
import { linkPerson } from './link-person.ts';
import { returnDecisions } from './return-decisions.ts';

const unhurriedMs = 10_000;
/** From so many on the members are listed, a hundred a call, instead of asked for one by one. */
const manyPeople = 20;
const betweenListsSeconds = 3_540;
const quarterMs = 900_000;

/** The accounts behind many logins, by login: mostly members. Empty where there are few, or the list was read for this within the hour. */
async function membersFor(ports: Ports, what: string, count: number): Promise<ReadonlyMap<string, GithubAccount>> {
  if (count < manyPeople) return new Map();
  const byLogin = new Map<string, GithubAccount>();
  await ports.pace.run(`members to ${what}`, async () => {
    for (const organization of await askableFirst(ports)) {
      try {
        for (const account of await ports.github.members(organization))
          byLogin.set(account.login.toLowerCase(), account);
      } catch (error) {
        // Its members are asked for one by one, as another organization.
        if (!isRefusedHere(error)) throw error;
      }
    }
    return betweenListsSeconds;
  });
  return byLogin;
}

/** Links everybody of the policy whose account isn't known yet, and gives back what was decided under links that stand no longer. */
export async function linkPeople(ports: Ports): Promise<void> {
  const unlinked = await notLinkedYet(ports);
  const members = await membersFor(ports, 'link', unlinked.length);
  const breathe = breather(ports.clock);
  const unconfirmed = new Set<SlackUserId>();
  const turn = Math.floor(ports.clock.now() / quarterMs);
  for (const [slackId] of askedInTurn(unlinked, ([, login]) => login, members, turn)) {
    await breathe();
    const linked = await linkPerson(ports, slackId, unhurriedMs, members);
    if (isRefusal(linked)) {
      unconfirmed.add(slackId);
      ports.log.warn('a person of the policy could not be linked', { slackId, why: linked.why });
    }
  }
  await returnDecisions(ports, unconfirmed);
}

/** Says where a login of the policy has gone to another account; the first one is kept, and the other gains nothing by it. */
export async function checkPeople(ports: Ports): Promise<void> {
  const people = (await standingLinks(ports)).filter(({ proof }) => proof === 'policy');
  const members = await membersFor(ports, 'check', people.length);
  const turn = Math.floor(ports.clock.now() / dayMs);
  for (const person of askedInTurn(people, ({ login }) => login, members, turn)) {
    const { slackId, login, githubId } = person;
    const account =
      members.get(login.toLowerCase()) ??
      (await askAnyOrganization(ports, (organization) =>
        ports.github.accountByLogin(organization, login, unhurriedMs),
      ));
    const otherId = takenBy(person, account);
    if (otherId === null) continue;
    ports.log.error('a login of the policy now belongs to another account; the first one is kept', {
      slackId,
      login,
      keptId: githubId,
      otherId,
    });
  }
}
