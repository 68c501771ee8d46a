import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, openForm } from '../support/ask-for-token.ts';
import { homeText, openHome } from '../support/home-of.ts';
import { approve, cardOf, deny, directMessages, lastDirectMessage, reads, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, gus } = cast;
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;

const monaReadsJapanese = ({ slack }: Pick<TestWorld, 'slack'>): void => slack.setLocale(mona.slackId, 'ja-JP');

function asked(world: TestWorld, method: string): number {
  return world.slack.server.calls.filter(({ name }) => name === method).length;
}

describe('a requester who reads Japanese, and owners who read English', () => {
  it('read each their own, from the form to the decision', async () => {
    const world = await startWorld({ prepare: monaReadsJapanese });
    const form = await openForm(world, mona.slackId);
    expect(form.title?.text).toBe('トークンの申請（1/3）');
    await askForToken(world, mona.slackId);
    expect(lastDirectMessage(world, mona.slackId)).toContain('あなたの申請「nightly-release」（acme）· PAT-1');
    expect(lastDirectMessage(world, mona.slackId)).toContain('acme の所有者の判断を待っています（2027年3月8日');
    const card = reads(cardOf(world, 'PAT-1'));
    expect(card).toContain(`<@${mona.slackId}> requests “nightly-release” for acme · PAT-1`);
    expect(card).not.toMatch(japanese);
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'))).toContain(
      'PAT-1 「nightly-release」: acme の所有者の判断を待っています',
    );
    expect(await toldPrivately(world, await world.slack.command(bea.slackId, '/pat list'))).toContain(
      'You have no requests and no tokens here.',
    );
    await deny(world, 'Please use the deploy key');
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `<@${carl.slackId}> さんがあなたの申請「nightly-release」（PAT-1、acme）を拒否しました。`,
    );
    expect(lastDirectMessage(world, mona.slackId)).toContain('理由: Please use the deploy key');
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Denied by <@${carl.slackId}> on 1 March 2027 at 09:30 UTC: `);
  });

  it('have what was sent drawn again in the language of whoever reads it', async () => {
    const world = await startWorld({ prepare: monaReadsJapanese });
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    const told = directMessages(world, mona.slackId).join('\n');
    expect(told).toContain(`<@${carl.slackId}> さんが「nightly-release」（acme）を承認しました · PAT-1`);
    // The copy of the request, which was redrawn.
    expect(told).toContain(`<@${carl.slackId}> さんが承認しました。GitHub でトークンが作成されるのを待っています`);
    expect(told).not.toContain('Approved');
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${carl.slackId}>`);
  });

  it('are refused in their own words', async () => {
    const world = await startWorld({ prepare: ({ slack }) => slack.setLocale(gus.slackId, 'ja') });
    expect(await toldPrivately(world, await world.slack.command(gus.slackId, '/pat request'))).toContain(
      'ゲストは Countersign を使えません。',
    );
  });
});

describe('a channel whose policy says ja', () => {
  it('has its cards in Japanese, and answers those who click in their own language', async () => {
    const world = await startWorld({ policy: policyText('    language: ja\n') });
    await askForToken(world, mona.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(
      `<@${mona.slackId}> さんが「nightly-release」を申請しています（acme）· PAT-1`,
    );
    expect(lastDirectMessage(world, mona.slackId)).toContain('Your request “nightly-release” for acme · PAT-1');
    const outcome = await world.slack.click(mona.slackId, cardOf(world, 'PAT-1'), 'approve_request', {
      force: true,
      value: '1.1',
    });
    expect(await toldPrivately(world, outcome)).toContain(
      'This is your own request, so somebody else has to decide it.',
    );
  });
});

describe('somebody who changes their language in Slack', () => {
  it('reads everything in the new one from then on, the Home at once', async () => {
    const world = await startWorld();
    expect(await openHome(world, mona.slackId)).toContain('Welcome to Countersign');
    monaReadsJapanese(world);
    const user = { ...world.slack.describePerson(mona.slackId), locale: 'ja-JP' };
    await world.slack.event({ type: 'user_change', user });
    await world.settle();
    expect(homeText(world, mona.slackId)).toContain('Countersign へようこそ');
    await askForToken(world, mona.slackId);
    expect(lastDirectMessage(world, mona.slackId)).toContain('あなたの申請「nightly-release」');
  });

  it('costs no question a message', async () => {
    const world = await startWorld({ prepare: monaReadsJapanese });
    await askForToken(world, mona.slackId);
    await world.pass({ hours: 1 });
    const before = asked(world, 'users.info');
    const sent = directMessages(world, mona.slackId).length;
    await approve(world, 'PAT-1', carl.slackId);
    await world.settle();
    expect(directMessages(world, mona.slackId).length).toBeGreaterThan(sent);
    // Carl's click asks who he is, afresh; what Mona is told asks nothing.
    const of = world.slack.server.calls.filter(({ name }) => name === 'users.info').slice(before);
    expect(of.filter(({ body }) => JSON.stringify(body).includes(mona.slackId))).toEqual([]);
  });
});

it('the pages of the sign-in are in the language of the browser', async () => {
  const world = await startWorld({ hasSignIn: true });
  const pageFor = async (wanted: string): Promise<string> =>
    (await fetch(`${world.publicUrl}/github/link`, { headers: { 'accept-language': wanted } })).text();
  const page = await pageFor('ja,en;q=0.8');
  expect(page).toContain('<html lang="ja">');
  expect(page).toContain('リンクしていません');
  expect(await pageFor('de')).toContain('<html lang="en">');
});
