import { describe, expect, it } from 'vitest';
import { setStage } from './fake-bot.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('blocks.validate', () => {
  it('takes what a message may have, and posts nothing', async () => {
    const stage = await setStage();
    expect(await stage.api('blocks.validate', { blocks: [section('hello')] })).toMatchObject({ ok: true });
    expect(
      await stage.api('blocks.validate', { message: { text: 'hello', blocks: [section('hello')] } }),
    ).toMatchObject({
      ok: true,
    });
    await stage.end();
  });

  it('says where the payload is wrong, by the checks that a post would have to pass', async () => {
    const stage = await setStage();
    const answer = await stage.api('blocks.validate', { message: { text: 'a', blocks: [section('x'.repeat(3_001))] } });
    expect(answer).toMatchObject({
      ...{ ok: false, error: 'invalid_message' },
      errors: [{ pointer: '/blocks/0/text/text', code: 'failed_constraint', message: expect.stringContaining('3001') }],
    });
    expect(await stage.api('blocks.validate', { blocks: [{ type: 'sektion' }] })).toMatchObject({
      ...{ ok: false, error: 'invalid_blocks', errors: [{ pointer: expect.stringMatching(/^\/0/) }] },
    });
    expect(await stage.api('blocks.validate', { view: { type: 'modal', blocks: [] } })).toMatchObject({
      ...{ ok: false, error: 'invalid_view' },
    });
    await stage.end();
  });

  it('wants exactly one payload', async () => {
    const stage = await setStage();
    for (const given of [{}, { blocks: [section('a')], message: { blocks: [] } }]) {
      expect(await stage.api('blocks.validate', given)).toMatchObject({ ok: false, error: 'invalid_arguments' });
    }
    await stage.end();
  });
});
