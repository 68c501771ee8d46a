import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { type Asked, askForToken, fillForm, openForm, usual } from '../support/ask-for-token.ts';
import { letInByApp, passOften } from '../support/ended-token.ts';
import {
  approve,
  asItIsNow,
  buttonsOf,
  cardOf,
  carriedBy,
  deny,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;
const forCi: Asked = { machine_user: 'acme-ci' };
const sponsoredBy = ({ slackId }: { readonly slackId: string }) =>
  policyText().replace(`acme-ci: ${bea.slackId}`, `acme-ci: ${slackId}`);

/** Mona stands for acme-ci, and has asked for its token unless told otherwise. */
async function asked(changes: Asked = {}): Promise<TestWorld> {
  const world = await startWorld({ policy: sponsoredBy(mona) });
  await askForToken(world, mona.slackId, { ...forCi, ...changes });
  return world;
}

describe('a token that a sponsor asks for their machine user', () => {
  it('is that account’s from the card to its end, and the sponsor is told by its name', async () => {
    const world = await asked();
    expect(reads(cardOf(world, 'PAT-1'))).toContain('of the machine user acme-ci for acme · PAT-1');
    expect(directMessages(world, mona.slackId).at(-1)).toContain('of the machine user acme-ci');
    await approve(world);
    const approved = lastDirectMessage(world, mona.slackId);
    expect(approved).toContain('Sign in to GitHub as acme-ci and create it there.');
    expect(approved).toContain('A token of your own account won’t match this request.');
    const token = await makeToken(world, {}, 'acme-ci');
    expect(isActive(world, token)).toBe(true);
    expect(letInByApp(world, token)).toBe(1);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'The token “nightly-release” (PAT-1) of the machine user acme-ci can reach acme now',
    );
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active');
    const list = await world.slack.command(mona.slackId, '/pat list');
    const said = await toldPrivately(world, list);
    expect(said).toContain('PAT-1 “nightly-release” of the machine user acme-ci');
    expect(said).toContain('nightly-release of acme-ci, expires on');
    for (let day = 0; day < 29; day += 1) await world.pass({ days: 1 });
    const reminded = directMessages(world, mona.slackId).filter((text) => /expires (?:tomorrow|in)/.test(text));
    expect(reminded.length).toBeGreaterThan(0);
    for (const text of reminded) expect(text).toContain('acme-ci’s “');
    expect(reminded.at(-1)).toContain('You get this as the sponsor of this machine user.');
  });

  it('is let in at once where it already waits', async () => {
    const world = await startWorld({ policy: sponsoredBy(mona) });
    const token = await makeToken(world, {}, 'acme-ci');
    expect(lastDirectMessage(world, mona.slackId)).toContain('request it for acme-ci with /pat request');
    await askForToken(world, mona.slackId, forCi);
    expect(isPending(world, token)).toBe(true);
    await approve(world, '· PAT-1');
    expect(isActive(world, token)).toBe(true);
  });

  it('is not one that the sponsor makes themselves, nor is theirs one of its', async () => {
    const world = await asked();
    await approve(world);
    const own = await makeToken(world, {}, mona.login);
    expect(isPending(world, own)).toBe(true);
    expect(letInByApp(world, own)).toBe(0);
    world.github.people.cancelRequest(own.tokenId);
    await world.settle();
    await askForToken(world, mona.slackId, { token_name: 'mine' });
    await approve(world, '· PAT-2');
    const its = await makeToken(world, { name: 'mine' }, 'acme-ci');
    // It has the name of Mona's own request, and is let in by the machine user's, the only one that can be meant.
    expect(isActive(world, its)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token “mine” has been active');
    expect(reads(cardOf(world, '· PAT-2'))).toContain('Waiting for the token to be made on GitHub');
  });

  it('of another name is asked of the sponsor, whose answer counts', async () => {
    const world = await asked();
    await askForToken(world, mona.slackId, { ...forCi, token_name: 'deploy' });
    await approve(world, 'PAT-1');
    await approve(world, 'PAT-2');
    const token = await makeToken(world, { name: 'something-else' }, 'acme-ci');
    expect(isPending(world, token)).toBe(true);
    const question = world.slack.directMessages(mona.slackId).at(-1);
    if (question === undefined) throw new Error('nobody was asked');
    const [firstAnswer = ''] = JSON.stringify(question.blocks).match(/(?<="value":")[^"]*\.1(?=")/) ?? [];
    expect(reads(question)).toContain('Machine user acme-ci’s token “something-else”');
    await world.slack.click(mona.slackId, question, 'is_for_request', { value: firstAnswer });
    await world.settle();
    expect(isActive(world, token)).toBe(true);
  });

  it('can be revoked by the sponsor, and nobody has to agree', async () => {
    const world = await asked();
    await approve(world);
    const token = await makeToken(world, {}, 'acme-ci');
    const outcome = await world.slack.command(mona.slackId, '/pat revoke PAT-1');
    const view = await world.slack.until(() => outcome.modal);
    await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, view, { reason: 'Not needed.' }));
    await world.settle();
    expect(isActive(world, token)).toBe(false);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('was revoked');
  });
});

describe('who decides on it', () => {
  it('is never its sponsor, though they are an owner', async () => {
    const world = await startWorld();
    await askForToken(world, bea.slackId, forCi);
    const card = cardOf(world, 'PAT-1');
    const outcome = await world.slack.click(bea.slackId, card, 'approve_request');
    expect(await toldPrivately(world, outcome)).toContain('your own request');
    const denied = await world.slack.click(bea.slackId, card, 'deny_request');
    const view = await world.slack.until(() => denied.modal);
    await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, view, { reason: 'No.' }));
    await world.settle();
    expect(buttonsOf(asItIsNow(world, card))).toContain('approve_request');
    await approve(world, 'PAT-1', carl.slackId);
    const token = await makeToken(world, {}, 'acme-ci');
    expect(isActive(world, token)).toBe(true);
  });

  it('is not the machine user’s account itself', async () => {
    const linked = sponsoredBy(mona).replace(`${carl.slackId}: ${carl.login}`, `${carl.slackId}: acme-ci`);
    const world = await startWorld({ policy: linked });
    world.github.people.setRole('acme-ci', organization, 'admin');
    await askForToken(world, mona.slackId, forCi);
    const outcome = await world.slack.click(carl.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    expect(await toldPrivately(world, outcome)).toContain('This is your own request');
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it('denies it to the sponsor', async () => {
    const world = await asked();
    await deny(world, 'Use the deploy key.');
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'denied your request “nightly-release” (PAT-1) of the machine user acme-ci for acme.',
    );
  });
});

describe('a sponsor whom the policy has replaced', () => {
  it('asks for nothing more: the request ends, and both cards say why', async () => {
    const world = await asked();
    await world.restart(sponsoredBy(dan));
    await passOften(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`<@${mona.slackId}> no longer sponsors the machine user acme-ci.`);
    expect(lastDirectMessage(world, mona.slackId)).toContain('ended, because you no longer sponsor acme-ci.');
    expect(buttonsOf(cardOf(world, 'PAT-1'))).not.toContain('approve_request');
  });

  it('gets nothing approved in the moment before it ends', async () => {
    const world = await asked();
    const card = cardOf(world, 'PAT-1');
    const value = carriedBy(card, 'approve_request');
    world.github.server.faults.add({
      fits: /personal-access-token/,
      times: 1_000,
      when: 'before',
      answer: { status: 503 },
    });
    await world.restart(sponsoredBy(dan));
    world.github.server.faults.clear();
    const outcome = await world.slack.click(carl.slackId, card, 'approve_request', { force: true, value });
    await world.settle();
    expect(await toldPrivately(world, outcome)).toContain(
      `<@${mona.slackId}> no longer sponsors machine user acme-ci, so nobody can approve this request. Nothing was decided.`,
    );
    const token = await makeToken(world, {}, 'acme-ci');
    expect(isPending(world, token)).toBe(true);
    expect(letInByApp(world, token)).toBe(0);
  });

  it('is told so by Request again, instead of requesting the token for themselves', async () => {
    const world = await asked();
    await deny(world, 'Use the deploy key.');
    const news = world.slack.directMessages(mona.slackId).at(-1);
    if (news === undefined) throw new Error('Mona was not told');
    await world.restart(sponsoredBy(dan));
    const outcome = await world.slack.click(mona.slackId, news, 'request_again');
    expect(await toldPrivately(world, outcome)).toContain(
      'The policy no longer names you as the sponsor of machine user acme-ci, so we opened no form. Its present sponsor can request the token.',
    );
    expect(outcome.modal).toBeUndefined();
  });

  it('has an approval that lets no token in any more', async () => {
    const world = await asked();
    await approve(world);
    await world.restart(sponsoredBy(dan));
    const token = await makeToken(world, {}, 'acme-ci');
    expect(isPending(world, token)).toBe(true);
    expect(letInByApp(world, token)).toBe(0);
    expect(lastDirectMessage(world, dan.slackId)).toContain('acme-ci');
  });
});

describe('who has left', () => {
  it('takes the request with them, the sponsor and the machine user alike', async () => {
    for (const [login, said] of [
      [mona.login, 'Its requester left'],
      ['acme-ci', 'The machine user acme-ci left the organization'],
    ] as const) {
      const world = await asked();
      await approve(world);
      world.github.people.removeMember(login, organization, bea.login);
      await passOften(world);
      expect(reads(cardOf(world, 'PAT-1'))).toContain(said);
    }
  });
});

describe('the form', () => {
  it('does not ask whose token it is of people who sponsor nobody', async () => {
    const world = await startWorld({ policy: sponsoredBy(dan) });
    expect(JSON.stringify((await openForm(world, mona.slackId)).blocks)).not.toContain('machine_user');
    expect(JSON.stringify((await openForm(world, dan.slackId)).blocks)).toContain('For the machine user acme-ci');
  });

  it('says on its last page whose token it is', async () => {
    const world = await startWorld({ policy: sponsoredBy(mona) });
    const last = JSON.stringify((await fillForm(world, mona.slackId, forCi)).blocks);
    expect(last).toContain('Machine user');
    expect(last).toContain('acme-ci');
  });

  it('refuses a machine user that is no member, before anything is sent', async () => {
    const world = await startWorld({ policy: sponsoredBy(mona) });
    world.github.people.removeMember('acme-ci', organization, bea.login);
    const view = await fillForm(world, mona.slackId, { ...usual, ...forCi });
    expect(JSON.stringify(view.blocks)).toContain('isn’t an active member of acme');
  });
});

describe('the token of a machine user whose sponsor was replaced', () => {
  it('is their successor’s: whoever asked for it gets no guide to it, and no form to revoke it', async () => {
    const world = await asked();
    await approve(world);
    await makeToken(world, {}, 'acme-ci');
    await world.restart(sponsoredBy(dan));
    const guide = await world.slack.command(mona.slackId, '/pat guide PAT-1');
    expect(await toldPrivately(world, guide)).toContain('it isn’t yours');
    expect(guide.modal).toBeUndefined();
    const revoked = await world.slack.command(mona.slackId, '/pat revoke PAT-1');
    expect(await toldPrivately(world, revoked)).toContain('You have no request PAT-1.');
    expect(revoked.modal).toBeUndefined();
    const list = await world.slack.command(dan.slackId, '/pat list');
    expect(await toldPrivately(world, list)).toContain('nightly-release of acme-ci, expires on');
  });
});
