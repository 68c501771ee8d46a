import type { Outcome } from '@countersign/sandbox-slack/line';
import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  asItIsNow,
  buttonsOf,
  cardOf,
  cardsAbout,
  carriedBy,
  lastDirectMessage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan, nell, gus } = cast;
const claimOf = 'says that their GitHub account is';

/** Nobody but the two owners is linked: everybody else has to be vouched for. */
const twoOwners = policyText()
  .replace(/ {2}U0(?:MONA|DAN|GUS)\w+: .*\n/g, '')
  .replace(/machine_users:[\s\S]*/, '');

async function worldOf(policy = twoOwners): Promise<TestWorld> {
  return startWorld({
    policy,
    prepare: ({ slack }) => {
      // Whoever owns the organization by now reads the channel too.
      const members = [bea, carl, mona, dan].map(({ slackId }) => slackId);
      slack.addChannel({ id: channel, name: 'token-reviews', isPrivate: true, members });
      slack.inviteBot(channel);
    },
  });
}

async function say(world: TestWorld, slackId: string, words: string): Promise<string> {
  const told = await toldPrivately(world, await world.slack.command(slackId, words));
  await world.settle();
  return told;
}

type Button = 'vouch_person' | 'refuse_person';

/** Presses it, whether or not the card still shows it. */
async function press(
  world: TestWorld,
  slackId: string,
  button: Button,
  card = cardOf(world, claimOf),
  value = carriedBy(card, button),
): Promise<Outcome> {
  const outcome = await world.slack.click(slackId, card, button, { force: true, value });
  await world.settle();
  return outcome;
}

/** What whoever presses it is told, and nobody else. */
async function toldOf(
  world: TestWorld,
  ...pressed: Parameters<typeof press> extends [unknown, ...infer Rest] ? Rest : never
) {
  return toldPrivately(world, await press(world, ...pressed));
}

/** What the trail says that happened to Claims and links of people; the two owners are linked by the policy. */
async function trailOf(world: TestWorld): Promise<readonly string[]> {
  const entries = await world.database.rows<{ readonly act: string; readonly actor: string; readonly data: string }>(
    'SELECT act, actor, data FROM entries ORDER BY seq',
  );
  return entries
    .filter(({ act, data }) => act.startsWith('claim.') || (act.startsWith('person.') && data.includes('vouched')))
    .map(({ act, actor }) => `${act} by ${actor.replace('slack:', '')}`);
}

function ownersOf({ github }: TestWorld): Map<number, 'admin' | 'member'> {
  const found = github.state.organization(organization);
  if (found === undefined) throw new Error('there is no organization');
  return found.members;
}

function makeRole(world: TestWorld, login: string, role: 'admin' | 'member'): void {
  ownersOf(world).set(world.github.state.user(login).id, role);
}

function claimCards(world: TestWorld): number {
  return cardsAbout(world, claimOf).length;
}

describe('somebody who can’t sign in', () => {
  it('says who they are, an owner confirms it, and they can request a token', async () => {
    const world = await worldOf();
    world.github.state.setProfile(mona.login, { name: 'Mona Reyes', createdAt: new Date('2019-03-04') });
    world.slack.addPerson({
      ...{ id: mona.slackId, name: 'mona', realName: 'Mona Reyes', title: 'Release engineer' },
      ...{ tz: mona.zone, displayName: 'mo' },
    });
    expect(await say(world, mona.slackId, '/pat link mona')).toBe(
      'We asked the owners of acme to confirm that you are mona on GitHub. One of them has to. We’ll tell you here.',
    );
    const card = cardOf(world, claimOf);
    expect(reads(card)).toBe(
      [
        `*<@${mona.slackId}> says that their GitHub account is mona · acme*`,
        'On GitHub: mona, “Mona Reyes”, member of acme, account since 4 March 2019 / In Slack: “Mona Reyes”, shown as “mo”, title “Release engineer”',
        'Anybody can type any name. Confirm only if you have asked this person yourself.',
        '[Confirm account] [Refuse]',
      ].join('\n'),
    );
    expect(buttonsOf(card)).toEqual(['vouch_person', 'refuse_person']);
    expect((await press(world, bea.slackId, 'vouch_person')).ephemeral).toEqual([]);
    expect(reads(asItIsNow(world, card))).toBe(
      `<@${bea.slackId}> confirmed that <@${mona.slackId}> is mona on GitHub.`,
    );
    expect(buttonsOf(asItIsNow(world, card))).toEqual([]);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `You are linked to mona on GitHub now. <@${bea.slackId}> confirmed it.`,
    );
    const opened = await world.slack.command(mona.slackId, '/pat request');
    expect(await world.slack.until(() => opened.modal)).toBeDefined();
  });

  it('leaves a trail of who said what', async () => {
    const world = await worldOf();
    await say(world, mona.slackId, '/pat link mona');
    await press(world, bea.slackId, 'vouch_person');
    expect(await trailOf(world)).toEqual([
      `claim.open by ${mona.slackId}`,
      'person.link by countersign',
      `claim.vouch by ${bea.slackId}`,
    ]);
  });

  it.each(['@mona', 'https://github.com/mona', 'github.com/mona/', 'MONA'])('may write %s', async (typed) => {
    const world = await worldOf();
    expect(await say(world, mona.slackId, `/pat link ${typed}`)).toContain('that you are mona on GitHub');
  });

  it('is told what to send where they name no account', async () => {
    const world = await worldOf();
    expect(await say(world, mona.slackId, '/pat link')).toBe(
      'Tell us your GitHub login, and an owner confirms it: /pat link your-github-login.',
    );
  });
});

describe('what can’t be theirs is refused at once', () => {
  it.each([
    ['a login that nobody has', nell.slackId, 'no-such-login', 'GitHub has no account no-such-login'],
    ['an owner’s who is linked', nell.slackId, 'bea-owner', 'The policy’s people gives bea-owner to somebody else.'],
    ['another account than the policy gives them', bea.slackId, 'mona', 'The policy’s people gives you another GitHub'],
    ['what they are already', bea.slackId, 'bea-owner', 'You’re already linked to bea-owner on GitHub'],
    ['what a guest says', gus.slackId, 'gus-guest', 'Guests can’t use Countersign.'],
    ['something that is no login', nell.slackId, 'who knows?', 'GitHub has no account who knows?'],
  ])('%s', async (_, slackId, login, told) => {
    const world = await worldOf();
    expect(await say(world, slackId, `/pat link ${login}`)).toContain(told);
    expect(claimCards(world)).toBe(0);
    expect(await trailOf(world)).toEqual([]);
  });

  it('somebody who is no member', async () => {
    const world = await worldOf();
    world.github.people.addUser('outsider');
    expect(await say(world, nell.slackId, '/pat link outsider')).toContain('isn’t an active member of acme');
    expect(claimCards(world)).toBe(0);
  });

  it('a stranger of another workspace', async () => {
    const world = await worldOf();
    world.slack.addPerson({ id: nell.slackId, name: 'nell', isStranger: true, teamId: 'T0OTHERTEAM' });
    expect(await say(world, nell.slackId, '/pat link mona')).toContain('Only members of this workspace');
    expect(claimCards(world)).toBe(0);
  });

  it('a machine user', async () => {
    const world = await worldOf(`${twoOwners}machine_users:\n  acme-ci: ${bea.slackId}\n`);
    expect(await say(world, nell.slackId, '/pat link acme-ci')).toContain('The policy has acme-ci as a machine user');
  });
});

describe('where no owner is linked', () => {
  const nobody = `${twoOwners.split('people:')[0]}people:\n  ${dan.slackId}: dan-dev\n`;

  it('nobody could confirm, and whoever asks hears which owners to talk to', async () => {
    const world = await worldOf(nobody);
    expect(await say(world, mona.slackId, '/pat link mona')).toBe(
      'No owner of acme is linked in Slack yet, so nothing was sent. Ask an owner (bea-owner and carl-owner) to be listed under people in the policy first.',
    );
    expect(claimCards(world)).toBe(0);
  });

  it('an owner’s account needs two others', async () => {
    const world = await worldOf(twoOwners.replace(/ {2}U0CARL.*\n/, ''));
    expect(await say(world, carl.slackId, '/pat link carl-owner')).toContain(
      'Two owners have to confirm this, and only one of acme is linked in Slack yet',
    );
  });
});

describe('nobody vouches for themselves', () => {
  it('from the Slack account that claims', async () => {
    const world = await worldOf();
    await say(world, mona.slackId, '/pat link mona');
    expect(await toldOf(world, mona.slackId, 'vouch_person')).toContain('not linked to a GitHub account yet');
    expect(reads(cardOf(world, claimOf))).toContain('Confirm only if');
  });

  it('for their own account from a second Slack account: it can’t even be claimed', async () => {
    const world = await worldOf();
    world.slack.addPerson({ id: 'U0BEA000002', name: 'bea2' });
    expect(await say(world, 'U0BEA000002', '/pat link bea-owner')).toContain('gives bea-owner to somebody else');
    expect(claimCards(world)).toBe(0);
  });

  it('a member for another member', async () => {
    const world = await worldOf(twoOwners.replace('people:\n', `people:\n  ${dan.slackId}: dan-dev\n`));
    await say(world, mona.slackId, '/pat link mona');
    expect(await toldOf(world, dan.slackId, 'vouch_person')).toContain('Only owners of acme can decide this.');
    expect(await toldOf(world, dan.slackId, 'refuse_person')).toContain('Only owners of acme can decide this.');
    expect(await trailOf(world)).toEqual([`claim.open by ${mona.slackId}`]);
  });
});

/** Three owners are linked; Dan owns the organization too, and is not. */
async function ownerClaims(): Promise<TestWorld> {
  const world = await worldOf(twoOwners.replace('people:\n', `people:\n  ${mona.slackId}: mona\n`));
  makeRole(world, 'mona', 'admin');
  makeRole(world, 'dan-dev', 'admin');
  await say(world, dan.slackId, '/pat link dan-dev');
  return world;
}

describe('an account that owns the organization', () => {
  it('is confirmed by two owners, and by one it is not', async () => {
    const world = await ownerClaims();
    expect(reads(cardOf(world, claimOf))).toContain('The account owns acme, so two owners have to confirm.');
    await press(world, bea.slackId, 'vouch_person');
    expect(reads(cardOf(world, claimOf))).toContain(`<@${bea.slackId}> confirmed this. One more owner has to.`);
    expect(await say(world, dan.slackId, '/pat list')).toContain('not linked to a GitHub account yet');
    expect(await toldOf(world, bea.slackId, 'vouch_person')).toBe(
      'You have already confirmed this. Another owner has to confirm it too.',
    );
    await press(world, carl.slackId, 'vouch_person');
    expect(lastDirectMessage(world, dan.slackId)).toContain(
      `You are linked to dan-dev on GitHub now. <@${bea.slackId}> and <@${carl.slackId}> confirmed it.`,
    );
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved');
  });

  it('is not confirmed by somebody who was demoted between two clicks', async () => {
    const world = await ownerClaims();
    await press(world, bea.slackId, 'vouch_person');
    makeRole(world, 'bea-owner', 'member');
    await press(world, carl.slackId, 'vouch_person');
    expect(reads(cardOf(world, claimOf))).toContain(`<@${carl.slackId}> confirmed this. One more owner has to.`);
    expect(await trailOf(world)).not.toContain('person.link by countersign');
    await press(world, mona.slackId, 'vouch_person');
    expect(lastDirectMessage(world, dan.slackId)).toContain(`<@${carl.slackId}> and <@${mona.slackId}> confirmed it.`);
  });

  it('is not confirmed by somebody whose own link went to another person between two clicks', async () => {
    const world = await ownerClaims();
    await press(world, bea.slackId, 'vouch_person');
    const corrected = twoOwners
      .replace(bea.slackId, nell.slackId)
      .replace('people:\n', `people:\n  ${mona.slackId}: mona\n`);
    await world.restart(corrected);
    await press(world, carl.slackId, 'vouch_person');
    expect(reads(cardOf(world, claimOf))).toContain(`<@${carl.slackId}> confirmed this. One more owner has to.`);
    // The same account from another Slack user is the same owner, who has not confirmed by now.
    await press(world, nell.slackId, 'vouch_person');
    expect(lastDirectMessage(world, dan.slackId)).toContain(`<@${carl.slackId}> and <@${nell.slackId}> confirmed it.`);
  });

  it('is linked until the policy says otherwise, and what was approved under it goes back', async () => {
    const world = await ownerClaims();
    for (const { slackId } of [bea, carl]) await press(world, slackId, 'vouch_person');
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', dan.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${dan.slackId}>`);
    const given = `people:\n  ${mona.slackId}: mona\n  ${nell.slackId}: dan-dev\n`;
    await world.restart(twoOwners.replace('people:\n', given));
    await world.settle();
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
    expect(lastDirectMessage(world, mona.slackId)).toContain('is waiting for a decision again');
  });

  it('is not confirmed by an owner who was demoted a moment ago', async () => {
    const world = await ownerClaims();
    makeRole(world, 'bea-owner', 'member');
    expect(await toldOf(world, bea.slackId, 'vouch_person')).toContain('Only owners of acme can decide this.');
    expect(await trailOf(world)).toEqual([`claim.open by ${dan.slackId}`]);
  });

  it('waits where GitHub does not say what the first owner is by now', async () => {
    const world = await ownerClaims();
    await press(world, bea.slackId, 'vouch_person');
    world.github.server.faults.add({
      ...{ fits: /memberships\/bea-owner/, when: 'before', times: 9 },
      answer: { status: 502 },
    });
    expect(await toldOf(world, carl.slackId, 'vouch_person')).toBe(
      'We couldn’t check with GitHub what dan-dev is now. Nothing was changed. Please try again in a minute.',
    );
  });

  it('that became one while the claim waited needs two after all', async () => {
    const world = await worldOf();
    await say(world, mona.slackId, '/pat link mona');
    makeRole(world, 'mona', 'admin');
    await press(world, bea.slackId, 'vouch_person');
    expect(reads(cardOf(world, claimOf))).toContain('One more owner has to.');
    expect(await trailOf(world)).not.toContain('person.link by countersign');
  });
});

describe('a member whom one owner confirmed, and who is an owner now', () => {
  it('decides nothing until a second owner confirms', async () => {
    const world = await worldOf(twoOwners.replace('people:\n', `people:\n  ${dan.slackId}: dan-dev\n`));
    await say(world, mona.slackId, '/pat link mona');
    await press(world, bea.slackId, 'vouch_person');
    makeRole(world, 'mona', 'admin');
    await askForToken(world, dan.slackId, { repositories: ['website'] });
    const refused = await world.slack.click(mona.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    expect(await toldPrivately(world, refused)).toBe(
      'Only one owner confirmed that you are mona, and two have to before you can decide for acme. Nothing was decided. Ask with /pat link mona.',
    );
    expect(await say(world, mona.slackId, '/pat link mona')).toContain('Two of them have to');
    await press(world, bea.slackId, 'vouch_person');
    await press(world, carl.slackId, 'vouch_person');
    await approve(world, 'PAT-1', mona.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved');
  });
});

describe('a claim that waits', () => {
  it('is the only one of its person', async () => {
    const world = await worldOf();
    await say(world, mona.slackId, '/pat link mona');
    expect(await say(world, mona.slackId, '/pat link dan-dev')).toContain('The owners haven’t decided yet about mona');
    expect(claimCards(world)).toBe(1);
  });

  it('is the only one of its account, and whose it is stays untold', async () => {
    const world = await worldOf();
    await say(world, nell.slackId, '/pat link mona');
    const told = await say(world, mona.slackId, '/pat link mona');
    expect(told).toContain('Another person said the same about mona, and the owners haven’t decided.');
    expect(told).not.toContain(nell.slackId);
    expect(claimCards(world)).toBe(1);
    await press(world, bea.slackId, 'refuse_person');
    expect(await say(world, mona.slackId, '/pat link mona')).toContain('We asked the owners of acme');
  });

  it('times out after a week, and can be made again', async () => {
    const world = await worldOf();
    await say(world, mona.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    await world.pass({ days: 6, hours: 23 });
    await world.wake('lapse');
    expect(buttonsOf(asItIsNow(world, card))).toContain('vouch_person');
    await world.pass({ hours: 2 });
    await world.wake('lapse');
    expect(reads(asItIsNow(world, card))).toContain('Not enough owners confirmed within 7 days');
    expect(lastDirectMessage(world, mona.slackId)).toContain('The owners didn’t confirm within 7 days');
    expect(await trailOf(world)).toEqual([`claim.open by ${mona.slackId}`, 'claim.lapse by countersign']);
    expect(await toldOf(world, bea.slackId, 'vouch_person', card, carriedBy(card, 'vouch_person'))).toContain(
      'timed out',
    );
    expect(await say(world, mona.slackId, '/pat link mona')).toContain('We asked the owners of acme');
  });

  it('ends where the policy links the account meanwhile', async () => {
    const world = await worldOf();
    await say(world, nell.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    await world.restart(twoOwners.replace('people:\n', `people:\n  ${mona.slackId}: mona\n`));
    expect(await toldOf(world, bea.slackId, 'vouch_person', card)).toContain('can’t be confirmed any more');
    expect(reads(asItIsNow(world, card))).toContain('was linked in another way');
    expect(await say(world, nell.slackId, '/pat list')).toContain('not linked to a GitHub account yet');
  });

  it.each([
    [
      'ends where its login was recycled, and the name’s new owner gets nothing',
      (world: TestWorld) => {
        world.github.state.user('mona').login = 'mona-before';
        world.github.people.addUser('mona');
        makeRole(world, 'mona', 'member');
      },
      'mona was renamed on GitHub',
    ],
    [
      'ends where the account left',
      (world: TestWorld) => ownersOf(world).delete(world.github.state.user('mona').id),
      'mona is no longer a member',
    ],
    [
      'ends where its person was made a guest',
      (world: TestWorld) => world.slack.addPerson({ id: mona.slackId, name: 'mona', isGuest: 'restricted' }),
      'is no longer a full member of this workspace',
    ],
  ] as const)('%s', async (_, happens, told) => {
    const world = await worldOf();
    await say(world, mona.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    happens(world);
    expect(await toldOf(world, bea.slackId, 'vouch_person', card)).toContain('can’t be confirmed any more');
    expect(reads(asItIsNow(world, card))).toContain(told);
    expect(await trailOf(world)).toEqual([`claim.open by ${mona.slackId}`, 'claim.void by countersign']);
  });

  it('is drawn again where the click is on another revision, and nothing is decided', async () => {
    const world = await worldOf();
    await say(world, mona.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    const value = carriedBy(card, 'vouch_person').replace(/\d+$/, '7');
    expect(await toldOf(world, bea.slackId, 'vouch_person', card, value)).toContain('This changed after the button');
    expect(await toldOf(world, bea.slackId, 'vouch_person', card, 'nothing.1')).toContain('We no longer know this');
    expect(await trailOf(world)).toEqual([`claim.open by ${mona.slackId}`]);
  });

  it('is decided once by two owners at the same moment', async () => {
    const world = await worldOf();
    await say(world, mona.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    const [one, other] = await Promise.all(
      [bea, carl].map(({ slackId }) => world.slack.click(slackId, card, 'vouch_person')),
    );
    await world.settle();
    const late = await world.slack.until(() =>
      [one, other].find((outcome) => outcome !== undefined && outcome.ephemeral.length > 0),
    );
    expect(await toldPrivately(world, late)).toContain('was confirmed by');
    expect([one, other].filter((outcome) => outcome?.ephemeral.length === 1)).toHaveLength(1);
    expect((await trailOf(world)).filter((line) => line.startsWith('person.link'))).toHaveLength(1);
  });
});

describe('a claim that was refused', () => {
  it('is told with a name, and can’t be repeated for a week', async () => {
    const world = await worldOf();
    await say(world, nell.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    await press(world, bea.slackId, 'refuse_person');
    expect(reads(asItIsNow(world, card))).toBe(
      `<@${bea.slackId}> refused to confirm that <@${nell.slackId}> is mona on GitHub.`,
    );
    expect(lastDirectMessage(world, nell.slackId)).toBe(
      `<@${bea.slackId}> didn’t confirm that you are mona on GitHub. Nothing was linked. Please talk to them.`,
    );
    expect(await say(world, nell.slackId, '/pat link mona')).toContain(`<@${bea.slackId}> refused this on`);
    expect(claimCards(world)).toBe(0);
    expect(await toldOf(world, carl.slackId, 'vouch_person', card)).toContain(`was refused by <@${bea.slackId}>`);
    await world.pass({ days: 8 });
    expect(await say(world, nell.slackId, '/pat link mona')).toContain('We asked the owners');
  });

  it('counts: three a day are the most', async () => {
    const world = await worldOf();
    for (const login of ['mona', 'dan-dev', 'gus-guest']) {
      await say(world, nell.slackId, `/pat link ${login}`);
      await press(world, bea.slackId, 'refuse_person');
    }
    world.github.people.addUser('extra');
    makeRole(world, 'extra', 'member');
    expect(await say(world, nell.slackId, '/pat link extra')).toBe(
      'You asked 3 times within a day, which is the most. Nothing was sent. Please try again tomorrow.',
    );
    await world.pass({ days: 1 });
    expect(await say(world, nell.slackId, '/pat link extra')).toContain('We asked the owners');
  });
});

describe('where GitHub does not answer', () => {
  it('nothing is claimed, and nothing confirmed', async () => {
    const world = await worldOf();
    const down = { when: 'before', times: 99, answer: { status: 502 } } as const;
    world.github.server.faults.add({ ...down, fits: /memberships\/mona/ });
    const unknown = 'We couldn’t check with GitHub what mona is now. Nothing was changed.';
    expect(await say(world, mona.slackId, '/pat link mona')).toContain(unknown);
    expect(claimCards(world)).toBe(0);
    world.github.server.faults.clear();
    await say(world, mona.slackId, '/pat link mona');
    world.github.server.faults.add({ ...down, fits: /memberships\/mona/ });
    expect(await toldOf(world, bea.slackId, 'vouch_person')).toContain(unknown);
    expect(await trailOf(world)).toEqual([`claim.open by ${mona.slackId}`]);
  });
});
