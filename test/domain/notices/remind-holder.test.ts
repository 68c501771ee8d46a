import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import { remindHolder } from '../../../src/domain/notices/remind-holder.ts';
import { messagesOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { grant, now } from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';

const token = grant();
const midnight = now - (now % dayMs);
const remind = (remindedAt: number | null, at = now, holder: typeof mona.slackId | null = mona.slackId) =>
  remindHolder(token, { holder, remindedAt }, bea, at);

it('whoever reminds a holder has them asked by direct message, and the trail says who did', () => {
  const change = remind(null);
  expect(stepsOf(change)).toEqual([`active_token.remind active_token:${token.id}`]);
  expect(change).toMatchObject({
    writes: [{ table: 'active_tokens', was: token.version }],
    entries: [{ at: now, actor: 'slack:U0BEA', data: { by: bea.githubId } }],
    effects: [
      {
        key: `holder_reminder:${token.id}:v${token.version + 1}`,
        to: { to: 'person', slackId: mona.slackId },
        message: { kind: 'holder_reminder', id: token.id, by: bea.slackId },
      },
    ],
  });
  expect(rowOf(change, 'active_tokens')).toEqual({ ...token, version: token.version + 1 });
  expect(messagesOf(change)).toHaveLength(1);
});

describe('a holder', () => {
  it.each([
    ['is reminded once a day', now, true],
    ['was reminded at the very beginning of the day', midnight, true],
    ['was reminded the day before', midnight - 1, false],
  ])('%s', (_, remindedAt, is) => {
    const refusal = { refused: true, why: 'reminded_today', tokenName: 'nightly' };
    if (is) expect(remind(remindedAt)).toEqual(refusal);
    else expect(stepsOf(remind(remindedAt))).toHaveLength(1);
  });

  it('is reminded again from midnight on', () => {
    expect(remind(now, midnight + dayMs - 1)).toMatchObject({ why: 'reminded_today' });
    expect(stepsOf(remind(now, midnight + dayMs))).toHaveLength(1);
  });

  it('whom nobody knows in Slack can’t be reached', () => {
    const refusal = { refused: true, why: 'holder_unreachable', login: token.holder.login };
    expect(remind(null, now, null)).toEqual(refusal);
    expect(remind(now, now, null)).toEqual(refusal);
  });
});
