import { dayMs, type SlackUserId } from '../../domain/ids.ts';
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
/** Those who are no members are asked for one by one, so many at a time. */
const strangersAtOnce = 25;
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
  const isMember = ([, login]: readonly [SlackUserId, string]): boolean => members.has(login.toLowerCase());
  const strangers = inTurn(
    unlinked.filter((person) => !isMember(person)),
    Math.floor(ports.clock.now() / quarterMs),
  );
  const breathe = breather(ports.clock);
  const unconfirmed = new Set<SlackUserId>();
  for (const [slackId] of [...unlinked.filter(isMember), ...strangers]) {
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
  const strangers = people.filter(({ login }) => !members.has(login.toLowerCase()));
  const asked = new Set(inTurn(strangers, Math.floor(ports.clock.now() / dayMs)));
  for (const person of people) {
    const { slackId, login, githubId } = person;
    const listed = members.get(login.toLowerCase());
    if (listed === undefined && !asked.has(person)) continue;
    const account =
      listed ??
      (await askAnyOrganization(ports, (organization) =>
        ports.github.accountByLogin(organization, login, unhurriedMs),
      ));
    if (account === null || account.githubId === githubId) continue;
    ports.log.error('a login of the policy now belongs to another account; the first one is kept', {
      slackId,
      login,
      keptId: githubId,
      otherId: account.githubId,
    });
  }
}

/** Other ones each time, until everybody had their turn. */
function inTurn<Person>(people: readonly Person[], turn: number): readonly Person[] {
  const first = (turn * strangersAtOnce) % Math.max(people.length, 1);
  return [...people.slice(first), ...people.slice(0, first)].slice(0, strangersAtOnce);
}
