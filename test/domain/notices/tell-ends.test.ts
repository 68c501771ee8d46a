import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs, type OrganizationId, type SlackUserId } from '../../../src/domain/ids.ts';
import { type DueNotice, noticesPerMessage } from '../../../src/domain/notices/due-notice.ts';
import { type Addressed, supersede, tellChannel, tellPeople } from '../../../src/domain/notices/tell-ends.ts';
import { effectsOf, keysOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import { acme, notice, organization } from '../../support/sample-dossiers.ts';
import { mona, otto } from '../../support/sample-people.ts';

const nine = Date.UTC(2026, 5, 9, 9);
const of = (id: string, some: Partial<DueNotice> = {}): DueNotice =>
  notice(7, { id, activeTokenId: `token-${id}`, expiresAt: nine + 7 * dayMs, ...some });
const to = (slackId: SlackUserId | null, due: DueNotice, isInstead = false): Addressed => ({
  ...{ notice: due, slackId, isInstead },
});
/** Of whom, and of which notices. */
const told = (due: readonly Addressed[]) =>
  tellPeople(due, nine).map(({ person, change }) => [
    person,
    ...effectsOf(change),
    ...rowsOf(change, 'due_notices').map(({ id, status }) => `${id} ${status}`),
  ]);

describe('people are told of tokens that end', () => {
  it('in one message each, which claims what it tells of and is recorded', () => {
    const due = [of('a'), of('b', { version: 4, threshold: 'expired' })] as const;
    const [first, ...others] = tellPeople([to(mona.slackId, due[0]), to(mona.slackId, due[1])], nine);
    expect(others).toEqual([]);
    expect(first).toEqual({
      person: '1/U0MONA/false',
      change: {
        writes: [
          { table: 'due_notices', was: 1, row: { ...due[0], status: 'claimed', version: 2 }, only: ['status'] },
          { table: 'due_notices', was: 4, row: { ...due[1], status: 'claimed', version: 5 }, only: ['status'] },
        ],
        entries: [
          {
            ...{ at: nine, actor: 'countersign', act: 'notice.send', subject: 'active_token:token-a' },
            data: { threshold: 7, expiresAt: nine + 7 * dayMs, to: 'U0MONA' },
          },
          {
            ...{ at: nine, actor: 'countersign', act: 'notice.send', subject: 'active_token:token-b' },
            data: { threshold: 'expired', expiresAt: nine + 7 * dayMs, to: 'U0MONA' },
          },
        ],
        effects: [
          {
            ...{ kind: 'post', key: 'expiry:a+1', message: { kind: 'expiry', noticeIds: ['a', 'b'] } },
            to: { to: 'person', slackId: 'U0MONA', organizationId: acme },
          },
        ],
      },
    });
  });

  it('apart from each other, for each organization, and of what is not theirs', () => {
    const labs = 2 as OrganizationId;
    const all = [
      to(mona.slackId, of('a')),
      to(otto.slackId, of('b')),
      to(mona.slackId, of('c', { organizationId: labs })),
      to(mona.slackId, of('d'), true),
      to(mona.slackId, of('e')),
    ];
    expect(told(all)).toEqual([
      ['1/U0MONA/false', 'expiry to U0MONA', 'a claimed', 'e claimed'],
      ['1/U0OTTO/false', 'expiry to U0OTTO', 'b claimed'],
      ['2/U0MONA/false', 'expiry to U0MONA', 'c claimed'],
      ['1/U0MONA/true', 'expiry to U0MONA', 'd claimed'],
    ]);
  });

  it('of what several notices of one token say the latest, and the others are over', () => {
    const [seven, three] = [of('seven'), of('three', { threshold: 3, activeTokenId: 'token-seven' })];
    expect(told([to(mona.slackId, seven), to(mona.slackId, three)])).toEqual([
      ['1/U0MONA/false', 'seven superseded'],
      ['1/U0MONA/false', 'expiry to U0MONA', 'three claimed'],
    ]);
  });

  it('in as many messages as it takes to name all', () => {
    const all = Array.from({ length: noticesPerMessage + 1 }, (_, index) => to(mona.slackId, of(`n${index}`)));
    const messages = tellPeople(all, nine).map(({ change }) => [change.writes.length, keysOf(change)]);
    expect(messages).toEqual([
      [noticesPerMessage, [`expiry:n0+${noticesPerMessage - 1}`]],
      [1, [`expiry:n${noticesPerMessage}+0`]],
    ]);
  });

  it('and nobody is where nobody can be reached, or nothing is due', () => {
    expect(tellPeople([to(null, of('a'))], nine)).toEqual([]);
    expect(tellPeople([], nine)).toEqual([]);
  });
});

it('a notice that is worth no word is over, and nothing is told of it', () => {
  const change = supersede([of('a')]);
  const row = { ...of('a'), status: 'superseded', version: 2 };
  expect(change).toEqual({ ...noChange, writes: [{ table: 'due_notices', was: 1, row, only: ['status'] }] });
});

describe('the channel is told of tokens that end', () => {
  const soon = of('soon', { expiresAt: nine + dayMs - 1, threshold: 1 });
  const later = of('later');

  it('in the morning, of all, and the day’s message is noted', () => {
    const { told: changes, noted } = tellChannel([soon, later], organization(), nine);
    expect(changes.map(effectsOf)).toEqual([['expiry to reviewers']]);
    expect(changes.flatMap(stepsOf)).toEqual([
      'notice.send active_token:token-soon',
      'notice.send active_token:token-later',
    ]);
    expect(changes[0]?.entries[0]?.data).toEqual({ threshold: 1, expiresAt: soon.expiresAt, to: null });
    const row = organization({ version: 5, digestedAt: nine });
    expect(noted).toEqual({ ...noChange, writes: [{ table: 'organizations', was: 4, row }] });
  });

  it('once that is noted, of what would end before the next alone, which is noted no more', () => {
    const { told: changes, noted } = tellChannel([soon, later], organization({ digestedAt: nine }), nine + 1);
    expect(changes.flatMap((change) => rowsOf(change, 'due_notices')).map(({ id }) => id)).toEqual(['soon']);
    expect(noted).toBe(noChange);
  });

  it('and no message is noted where none was sent', () => {
    expect(tellChannel([], organization(), nine)).toEqual({ told: [], noted: noChange });
    expect(tellChannel([soon], organization(), nine - 1)).toEqual({ told: [], noted: noChange });
    const ended = [of('a', { expiresAt: nine - 1 }), of('b', { expiresAt: nine - 1 })];
    const { told: changes, noted } = tellChannel(
      ended.map((one) => ({ ...one, activeTokenId: 'token-a', threshold: 1 })),
      organization(),
      nine,
    );
    expect(changes.map((change) => [change.effects.length, change.writes.length])).toEqual([[0, 2]]);
    expect(noted).toBe(noChange);
  });
});
