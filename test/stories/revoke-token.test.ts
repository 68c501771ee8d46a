import { cast, channel } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
  revoke,
  toldPrivately,
  usualToken,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;
const dayMs = 86_400_000;

async function withActiveToken() {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  const token = await makeToken(world);
  expect(isActive(world, token)).toBe(true);
  return { world, token };
}

const revocations = (world: TestWorld) => world.github.state.reviews.filter(({ act }) => act === 'revoke');

describe('a token that is revoked from its card', () => {
  it('asks for a reason, ends its access by one call, and says so everywhere with what it does not undo', async () => {
    const { world, token } = await withActiveToken();
    const asked = await world.slack.click(carl.slackId, cardOf(world, 'PAT-1'), 'revoke_token');
    const view = await world.slack.until(() => asked.modal);
    expect(reads(view as never)).toContain('The token of mona loses access to acme immediately.');
    expect(reads(view as never)).toContain('SSH keys and deploy keys added with the token keep working');
    await world.slack.submit(
      carl.slackId,
      await world.slack.fill(carl.slackId, view, { reason: 'The laptop is gone.' }),
    );
    await world.settle();
    expect(isActive(world, token)).toBe(false);
    expect(revocations(world)).toHaveLength(1);
    const card = cardOf(world, 'token “nightly-release”');
    expect(reads(card)).toContain(`Revoked by <@${carl.slackId}> on 1 March 2027`);
    expect(reads(card)).toContain('Reason: The laptop is gone.');
    expect(buttonsOf(card)).toEqual(['request_details']);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token was revoked on 1 March 2027');
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toEqual(['request_details']);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `<@${carl.slackId}> revoked your token “nightly-release”. It can no longer reach acme.`,
    );
    expect(lastDirectMessage(world, mona.slackId)).toContain('Reason: The laptop is gone.');
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'SSH keys and deploy keys added with the token keep working',
    );
    // The news that it worked stays as it was: its guide says that there is no token to use.
    expect(world.slack.directMessages(mona.slackId).flatMap(buttonsOf)).toEqual(['token_guide']);
    const [news] = world.slack.directMessages(mona.slackId).filter((one) => buttonsOf(one).includes('token_guide'));
    if (news === undefined) throw new Error('no message offers the guide');
    const guide = await world.slack.click(mona.slackId, news, 'token_guide');
    expect(await toldPrivately(world, guide)).toContain('PAT-1 has no token to use.');
    // Once each, and no notice that it "has gone" on top.
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ minutes: 6 });
    expect(directMessages(world, mona.slackId).filter((text) => text.includes('revoked your token'))).toHaveLength(1);
    expect(cardsAbout(world, 'token “nightly-release”')).toHaveLength(1);
  });

  it('needs a reason that is no credential', async () => {
    const { world, token } = await withActiveToken();
    expect((await revoke(world, carl.slackId, 'PAT-1', ' \n')).errors).toEqual({ reason: 'Please fill this in.' });
    const secret = `ghp_${'a'.repeat(36)}`;
    expect((await revoke(world, carl.slackId, 'PAT-1', secret)).errors?.reason).toContain('looks like a token');
    expect(isActive(world, token)).toBe(true);
  });

  it('is revoked by nobody but owners and its holder', async () => {
    const { world, token } = await withActiveToken();
    const answer = await revoke(world, dan.slackId, 'PAT-1', 'I do not like it', true);
    expect(reads(answer.view as never)).toContain('Only owners of acme can decide this');
    expect(isActive(world, token)).toBe(true);
    expect(revocations(world)).toEqual([]);
  });

  it('twice at once is one call, and whoever comes second is told', async () => {
    const { world } = await withActiveToken();
    const [one, other] = await Promise.all([
      revoke(world, bea.slackId, 'PAT-1', 'Leaked.'),
      revoke(world, carl.slackId, 'PAT-1', 'Not needed.'),
    ]);
    await world.settle();
    expect(revocations(world)).toHaveLength(1);
    const refused = [one, other].map(({ view }) => (view === null || view === undefined ? '' : reads(view as never)));
    expect(refused.filter((text) => text.includes('Nothing was changed: the token “nightly-release”'))).toHaveLength(1);
  });

  it('is not let in again by the old agreement when its holder asks GitHub for it once more', async () => {
    const { world, token } = await withActiveToken();
    await revoke(world, carl.slackId, 'PAT-1', 'Leaked.');
    await world.settle();
    const { permissions, repositorySelection, repositories = [] } = usualToken(world);
    world.github.people.requestAccess(token.tokenId, { permissions, repositorySelection, repositories });
    await world.settle();
    expect(isPending(world, token)).toBe(true);
    expect(reads(cardOf(world, 'is waiting for approval again'))).toContain(`<@${carl.slackId}> revoked this token`);
    expect(reads(cardOf(world, 'is waiting for approval again'))).not.toContain('created the token “');
  });
});

describe('a token that its holder ends', () => {
  it('by /pat revoke is revoked without an owner', async () => {
    const { world, token } = await withActiveToken();
    const opened = await world.slack.command(mona.slackId, '/pat revoke pat-1');
    const view = await world.slack.until(() => opened.modal);
    const form = reads(view as never);
    expect(form).toContain('Your token loses access to acme immediately. You can’t undo this.');
    expect(form).toContain('It can still read public data until you delete it on GitHub.');
    expect(form).toContain('The owners will see this.');
    await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, view, { reason: 'Not needed.' }));
    await world.settle();
    expect(isActive(world, token)).toBe(false);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain(`Revoked by <@${mona.slackId}>, its holder, on `);
    expect(lastDirectMessage(world, mona.slackId)).toContain('You revoked your token “nightly-release”.');
  });

  it('by the button on their own copy is revoked too', async () => {
    const { world, token } = await withActiveToken();
    const copy = world.slack
      .directMessages(mona.slackId)
      .find((message) => buttonsOf(message).includes('revoke_token'));
    if (copy === undefined) throw new Error('no copy offers it');
    const asked = await world.slack.click(mona.slackId, copy, 'revoke_token');
    const view = await world.slack.until(() => asked.modal);
    await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, view, { reason: 'Not needed.' }));
    await world.settle();
    expect(isActive(world, token)).toBe(false);
  });

  it.each([
    ['/pat revoke', mona.slackId, 'Which one? Send its number or its name, for example: /pat revoke PAT-12.'],
    ['/pat revoke PAT-9', mona.slackId, 'You have no request PAT-9.'],
    ['/pat revoke PAT-1', dan.slackId, 'You have no request PAT-1.'],
  ])('%s of %s is refused in words', async (text, slackId, said) => {
    const { world } = await withActiveToken();
    expect(await toldPrivately(world, await world.slack.command(slackId, text))).toContain(said);
  });

  it('says where there is nothing to revoke', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat revoke PAT-1'))).toContain(
      'PAT-1 has no active token, so nothing was revoked.',
    );
  });
});

describe('a revocation while GitHub fails', () => {
  it('whose answer was lost is read back, and not sent again', async () => {
    const { world, token } = await withActiveToken();
    world.github.server.faults.add({
      fits: /POST .*personal-access-tokens\/\d+$/,
      when: 'after',
      answer: { status: 500 },
    });
    await revoke(world, carl.slackId, 'PAT-1', 'Leaked.');
    await world.settle();
    expect(isActive(world, token)).toBe(false);
    expect(revocations(world)).toHaveLength(1);
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('Revoked by');
  });

  it('goes on being tried for as long as GitHub does not answer', async () => {
    const { world, token } = await withActiveToken();
    world.github.server.faults.add({
      fits: /POST .*personal-access-tokens\/\d+$/,
      when: 'before',
      times: 4,
      answer: { status: 502 },
    });
    await revoke(world, carl.slackId, 'PAT-1', 'Leaked.');
    await world.settle();
    expect(reads(cardOf(world, 'token “nightly-release”'))).toContain('Being revoked by');
    for (let minute = 0; minute < 5; minute += 1) await world.pass({ minutes: 1 });
    expect(isActive(world, token)).toBe(false);
  });

  it('that GitHub refuses says so, and can be tried again', async () => {
    const { world, token } = await withActiveToken();
    world.github.server.faults.add({
      fits: /POST .*personal-access-tokens\/\d+$/,
      when: 'before',
      answer: { status: 403 },
    });
    await revoke(world, carl.slackId, 'PAT-1', 'Leaked.');
    await world.settle();
    expect(isActive(world, token)).toBe(true);
    const told = world.slack.messagesIn(channel).map(reads).join('\n');
    expect(told).toContain('was not revoked and can still reach acme. GitHub refused to revoke it');
    await revoke(world, carl.slackId, 'PAT-1', 'Leaked.');
    await world.settle();
    expect(isActive(world, token)).toBe(false);
  });

  it('by someone who is no longer an owner is not carried out', async () => {
    const { world, token } = await withActiveToken();
    world.github.server.faults.add({
      fits: /POST .*personal-access-tokens\/\d+$/,
      when: 'before',
      answer: { status: 502 },
    });
    await revoke(world, carl.slackId, 'PAT-1', 'Leaked.');
    await world.settle();
    world.github.people.setRole('carl-owner', 'acme', 'member');
    await world.pass({ minutes: 1 });
    expect(isActive(world, token)).toBe(true);
    expect(world.slack.messagesIn(channel).map(reads).join('\n')).toContain(
      'The owner who revoked it is no longer an owner.',
    );
  });
});

it('a token that expires while GitHub can’t be told that it is revoked is revoked when it is back, and nobody sees it as active', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  const token = await makeToken(world, { expiresAt: new Date(world.now() + dayMs) });
  await passWithoutOutage(world, 23.5);
  const faults = world.github.server.faults;
  faults.add({ fits: /POST .*personal-access-tokens\/\d+$/, when: 'before', times: 1_000, answer: { status: 503 } });
  await revoke(world, bea.slackId, '· PAT-1', 'It leaked.');
  await passWithoutOutage(world, 2);
  expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token expired on 2 March 2027');
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 10 * dayMs));
  await world.pass({ minutes: 6 });
  expect(reads(cardOf(world, 'token “nightly-release”'))).toContain(`Being revoked by <@${bea.slackId}>`);
  faults.clear();
  await passWithoutOutage(world, 2);
  expect(isActive(world, token)).toBe(false);
  expect(lastDirectMessage(world, mona.slackId)).toContain('It leaked.');
});
