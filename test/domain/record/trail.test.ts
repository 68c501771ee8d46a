import { describe, expect, it } from 'vitest';
import { trailHead, trailLine } from '../../../src/domain/record/trail-line.ts';
import { readTime, wholeTrail } from '../../../src/domain/record/trail-question.ts';

const entry = {
  ...{ seq: 7, at: Date.UTC(2026, 2, 1, 9), actor: 'slack:U0OWNER', act: 'request.approve', subject: 'PAT-1' },
  ...{ data: { to: 'approved', because: '=1+1' }, prevHash: 'a'.repeat(64), hash: 'b'.repeat(64) },
};

describe('an entry in a file', () => {
  it('is one line of JSON that holds all that its hash was made over', () => {
    const line = trailLine(entry, 'jsonl');
    expect(line.endsWith('\n')).toBe(true);
    expect(JSON.parse(line)).toEqual({
      ...{ seq: 7, at: entry.at, time: '2026-03-01T09:00:00.000Z', actor: 'slack:U0OWNER', act: 'request.approve' },
      ...{ subject: 'PAT-1', data: entry.data, prev_hash: entry.prevHash, hash: entry.hash },
    });
  });

  it('is one row of a table, whose data are canonical JSON', () => {
    expect(trailHead('csv') + trailLine(entry, 'csv')).toBe(
      `seq,time,actor,act,subject,data,prev_hash,hash\r\n7,2026-03-01T09:00:00.000Z,slack:U0OWNER,request.approve,PAT-1,"{""because"":""=1+1"",""to"":""approved""}",${entry.prevHash},${entry.hash}\r\n`,
    );
    expect(trailHead('jsonl')).toBe('');
  });
});

it('the whole trail is of everybody, every token and all time', () => {
  expect(wholeTrail).toEqual({ person: null, token: null, since: null, until: null });
});

describe('a time', () => {
  it.each([
    ['2026-03-01', Date.UTC(2026, 2, 1)],
    ['2026-03-01T09:30Z', Date.UTC(2026, 2, 1, 9, 30)],
    ['2026-03-01T09:30:15.250+09:00', Date.UTC(2026, 2, 1, 0, 30, 15, 250)],
    ['2026-03-01T09:30:15Z', Date.UTC(2026, 2, 1, 9, 30, 15)],
    ['2026-02-30', null],
    ['2026-02-30T09:00Z', null],
    ['2026-03-01T25:00Z', null],
    ['2026-03-01T09:30', null],
    ['2026-03-01 09:30Z', null],
    ['+002026-03-01T09:30Z', null],
    ['since 2026-03-01T09:30Z', null],
    ['2026-03-01T09:30Z (UTC)', null],
    ['1 March', null],
    ['', null],
  ])('%s is read as it is meant, or not at all', (text, at) => {
    expect(readTime(text)).toBe(at);
  });
});
