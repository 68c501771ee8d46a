// Who acts in the matrix. All but those who are said to be members own the organization, so that each is refused for one reason alone.
import { cast, channel, policyText, type World } from '@countersign/sandbox-stage/cast';
import { enterprise, globalIdOf } from '../support/on-grid.ts';
import { home } from '../support/raw-slack.ts';

const acme = 'acme';

/** What is the actor's own in their cells: the request and the tokens, the machine user's that they stand for, or nothing (they are Mona's). */
type Owns = 'self' | 'machine user' | 'nothing';

export type Actor = {
  readonly slackId: string;
  readonly login: string;
  readonly role: 'admin' | 'member';
  readonly owns: Owns;
  /** How the program knows the account: `policy` by its people, the others by a row; null: not at all. */
  readonly link: 'policy' | 'oauth' | 'vouched once' | 'vouched twice' | null;
  readonly slack?: {
    readonly isGuest?: 'restricted';
    readonly isBot?: true;
    readonly deleted?: true;
    readonly isStranger?: true;
  };
};

const owner = { role: 'admin', owns: 'nothing', link: 'policy' } as const;
const member = { ...owner, role: 'member' } as const;

export const actors = {
  'owner by the policy': { ...owner, slackId: cast.bea.slackId, login: cast.bea.login },
  'owner who signed in': { ...owner, slackId: 'U0SIGNED001', login: 'signed-in', link: 'oauth' },
  'owner vouched for by two': { ...owner, slackId: 'U0TWICE0001', login: 'twice', link: 'vouched twice' },
  'owner vouched for by one': { ...owner, slackId: 'U0ONCE00001', login: 'once', link: 'vouched once' },
  'owner whose own it is': { ...owner, slackId: 'U0OLIVE0001', login: 'olive', owns: 'self' },
  'owner demoted a moment ago': { ...member, slackId: 'U0DEMOTED01', login: 'demoted' },
  'member of a team that reviews': { ...member, slackId: 'U0TEAM00001', login: 'in-team' },
  'removed from that team a moment ago': { ...member, slackId: 'U0TEAM00002', login: 'was-in-team' },
  'administrator of the repository': { ...member, slackId: 'U0ADMIN0001', login: 'repo-admin' },
  'on call in Slack': { ...member, slackId: 'U0ONCALL001', login: 'on-call' },
  'named by the policy': { ...member, slackId: 'U0NAMED0001', login: 'named-one' },
  requester: { ...member, slackId: cast.mona.slackId, login: cast.mona.login, owns: 'self' },
  'another member': { ...member, slackId: cast.dan.slackId, login: cast.dan.login },
  'sponsor of the machine user': { ...member, slackId: 'U0SPONSOR01', login: 'sam', owns: 'machine user' },
  'member without a link': { ...member, slackId: cast.nell.slackId, login: 'nell-dev', link: null },
  guest: { ...owner, slackId: cast.gus.slackId, login: cast.gus.login, slack: { isGuest: 'restricted' } },
  'deactivated person': { ...owner, slackId: 'U0GONE00001', login: 'gone', slack: { deleted: true } },
  'somebody of another workspace': { ...owner, slackId: 'U0STRANGE01', login: 'strange', slack: { isStranger: true } },
  bot: { ...owner, slackId: 'U0BOT000001', login: 'robot', slack: { isBot: true } },
} as const satisfies Readonly<Record<string, Actor>>;

export type ActorName = keyof typeof actors;
export const actorNames = Object.keys(actors) as readonly ActorName[];
export const everyActor: readonly Actor[] = Object.values(actors);

export const machineUser = 'acme-ci';
const [team, group] = ['security', 'S0MATRIX001'];
const reviewers = `    reviewers: [owners, "team:${team}", repository-admins, "slack:${group}", "user:named-one"]\n`;

/** Those whom the program may know by its policy alone, and the sponsor. */
export function matrixPolicy(): string {
  const people = everyActor.filter(({ link }) => link === 'policy');
  const listed = people.map(({ slackId, login }) => `  ${slackId}: ${login}`);
  return policyText(reviewers).replace(
    /^people:[\s\S]*/m,
    `people:\n${listed.join('\n')}\n  ${cast.carl.slackId}: ${cast.carl.login}\nmachine_users:\n  ${machineUser}: ${actors['sponsor of the machine user'].slackId}\n`,
  );
}

/** Whoever is refused for what Slack says of them becomes so after all else was done: before, they are full members. */
export function peopleArrive({ slack, github }: World): void {
  const known = new Set<string>(Object.values(cast).map(({ login }) => login));
  const members = github.state.organization(acme)?.members;
  for (const { slackId, login, role } of everyActor) {
    slack.addPerson({ id: slackId, name: login });
    const account = known.has(login) ? github.state.user(login) : github.people.addUser(login);
    members?.set(account.id, login === 'demoted' ? 'admin' : role);
  }
  github.state.setTeam(acme, team, ['in-team', 'was-in-team']);
  slack.state.groups?.set(group, { handle: 'on-call', members: ['U0ONCALL001'], isDisabled: false });
  const payments = github.state.organization(acme)?.repositories.find(({ name }) => name === 'payments');
  payments?.collaborators.set('repo-admin', 'admin');
  slack.addChannel({
    ...{ id: channel, name: 'token-reviews', isPrivate: true },
    members: [...everyActor.map(({ slackId }) => slackId), cast.carl.slackId],
  });
  slack.inviteBot(channel);
}

/** The workspace joins an enterprise, which has an id of its own for each of its people. */
export function joinEnterprise({ slack }: World): void {
  slack.joinEnterprise(enterprise);
  for (const person of [...slack.state.people.values()])
    if (!person.isBot && !person.isStranger)
      slack.state.people.set(person.id, { ...person, globalId: globalIdOf(person.id), memberOf: [home] });
}

/** What nobody told the program of: Slack's and GitHub's own word is asked at each act. */
export function peopleChange({ slack, github }: World): void {
  for (const { slackId, login, slack: now } of everyActor)
    if (now !== undefined) slack.addPerson({ id: slackId, name: login, ...now });
  github.state.organization(acme)?.members.set(github.state.user('demoted').id, 'member');
  github.state.setTeam(acme, team, ['in-team']);
}
