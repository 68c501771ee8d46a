import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, fillForm } from '../support/ask-for-token.ts';
import { Browser } from '../support/browser.ts';
import { adjust } from '../support/offers.ts';
import { approve, buttonsOf, cardOf, cardsAbout, deny, makeToken, reads, toldPrivately } from '../support/people.ts';
import { addressIn, signInAs } from '../support/sign-in.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan } = cast;

const withLimits = (limits: string): string =>
  policyText().replace('    lifetime:', `    limits: { ${limits} }\n    lifetime:`);

describe('a reviewer who approves one request after the other', () => {
  it('is stopped, and the channel asks another, who decides; denying is never stopped', async () => {
    const world = await startWorld({ policy: withLimits('approvals_in_ten_minutes: 2') });
    for (const token_name of ['one', 'two', 'three', 'four']) await askForToken(world, mona.slackId, { token_name });
    await approve(world, '· PAT-1');
    await approve(world, '· PAT-2');
    const third = await approve(world, '· PAT-3');
    expect(await toldPrivately(world, third)).toContain(
      'You made 2 approvals within ten minutes, which is the most. Nothing was decided. Ask another reviewer to approve this,',
    );
    const offered = await adjust(world, { lifetime: '7', reason: 'A week.' }, bea.slackId, '· PAT-3');
    expect(JSON.stringify(offered.view?.blocks)).toContain('You made 2 approvals within ten minutes');
    const told = cardsAbout(world, 'within ten minutes').map(reads);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`<@${bea.slackId}> made 2 approvals for acme within ten minutes`);
    expect(told[0]).toContain('Another reviewer can decide.');
    await world.restart();
    await approve(world, '· PAT-3');
    expect(buttonsOf(cardOf(world, '· PAT-3'))).toContain('approve_request');
    expect(await deny(world, 'Not needed.', '· PAT-4', bea.slackId)).toMatchObject({ closed: true });
    await approve(world, '· PAT-3', carl.slackId);
    expect(reads(cardOf(world, '· PAT-3'))).toContain(`Approved by <@${carl.slackId}>`);
    await world.pass({ minutes: 11 });
    await askForToken(world, mona.slackId, { token_name: 'five' });
    await approve(world, '· PAT-5');
    expect(reads(cardOf(world, '· PAT-5'))).toContain(`Approved by <@${bea.slackId}>`);
  });
});

describe('somebody who asks for one token after the other', () => {
  it('is refused in words once it is enough for a day, and so is everybody once all are', async () => {
    const world = await startWorld({
      policy: withLimits('requests_a_day: 2, organization_requests_a_day: 3'),
    });
    const send = async (slackId: string, token_name: string) =>
      JSON.stringify((await world.slack.submit(slackId, await fillForm(world, slackId, { token_name }))).view?.blocks);
    await askForToken(world, mona.slackId, { token_name: 'one' });
    await askForToken(world, mona.slackId, { token_name: 'two' });
    expect(await send(mona.slackId, 'three')).toContain(
      'You sent 2 requests within a day, which is the most. Nothing was sent.',
    );
    await askForToken(world, dan.slackId, { token_name: 'dans', repositories: ['website'] });
    const other = await world.slack.submit(
      carl.slackId,
      await fillForm(world, carl.slackId, { token_name: 'carls', repositories: ['website'] }),
    );
    expect(JSON.stringify(other.view?.blocks)).toContain(
      'Members of this organization sent 3 requests within a day, which is the most. Nothing was sent.',
    );
    await world.pass({ days: 1, minutes: 1 });
    await askForToken(world, carl.slackId, { token_name: 'carls', repositories: ['website'] });
    expect(reads(cardOf(world, '· PAT-4'))).toContain('carls');
  });
});

describe('somebody who renews a token', () => {
  it('sends a request like any other, which counts', async () => {
    const world = await startWorld({ policy: withLimits('requests_a_day: 1') });
    const { slack } = world;
    await askForToken(world, mona.slackId);
    await approve(world, '· PAT-1');
    await makeToken(world);
    const opened = await slack.command(mona.slackId, '/pat renew PAT-1');
    const sent = await slack.submit(mona.slackId, await slack.until(() => opened.modal));
    expect(JSON.stringify(sent.view?.blocks)).toContain('You sent 1 request within a day, which is the most.');
    expect(cardsAbout(world, 'PAT-2')).toEqual([]);
  });
});

describe('a critical request, where the policy asks for a fresh sign-in', () => {
  const policy = policyText().replace('    lifetime:', '    sign_in: { critical_minutes: 30 }\n    lifetime:');
  const critical = { permissions: ['administration:write'], repository_access: 'all' };

  it('is approved within so many minutes of it, and not by a click alone', async () => {
    const world = await startWorld({ hasSignIn: true, policy });
    await askForToken(world, mona.slackId, critical);
    const refused = await approve(world, '· PAT-1');
    expect(await toldPrivately(world, refused)).toContain(
      'This is critical, and the policy asks you to sign in at GitHub first. Nothing was decided. Sign in with the button, then approve within 30 minutes.',
    );
    const browser = new Browser();
    const confirm = await signInAs(browser, addressIn(refused), bea.login);
    await browser.press(confirm, 'step', 'confirm');
    await world.pass({ minutes: 31 });
    expect(await toldPrivately(world, await approve(world, '· PAT-1'))).toContain('sign in at GitHub first');
    const again = await approve(world, '· PAT-1');
    await browser.press(await signInAs(browser, addressIn(again), bea.login), 'step', 'confirm');
    await approve(world, '· PAT-1');
    expect(reads(cardOf(world, '· PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
    await askForToken(world, mona.slackId, { token_name: 'ordinary' });
    await approve(world, '· PAT-2', carl.slackId);
    expect(reads(cardOf(world, '· PAT-2'))).toContain(`Approved by <@${carl.slackId}>`);
  });

  it('is approved by nobody where nobody can sign in, and says what is missing', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId, critical);
    expect(await toldPrivately(world, await approve(world, '· PAT-1'))).toContain(
      'Nobody can sign in here yet, so nothing was decided. Whoever runs Countersign has to set up the sign-in first.',
    );
  });
});
