import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/domain/change.ts';
import { mayBeReopened, readReopened, reopenReasons } from '../../../src/domain/requests/reopened.ts';
import { bea } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

function entry(act: string, data: Entry['data'] = {}, at = noon): Entry {
  return { at, actor: 'countersign', act, subject: 'PAT-7', data };
}

describe('why a request is back', () => {
  it.each(reopenReasons)('is read from the trail: %s', (because) => {
    const read = readReopened([entry('request.reopen', { why: 'x', because, by: bea.slackId })]);
    expect(read).toEqual({ at: noon, because, by: bea.slackId });
  });

  it('is the newest time', () => {
    const entries = [
      entry('request.nudge', {}, noon + 3),
      entry('request.reopen', { because: 'maybe_used' }, noon + 2),
      entry('request.reopen', { because: 'left', by: bea.slackId }, noon + 1),
    ];
    expect(readReopened(entries)).toEqual({ at: noon + 2, because: 'maybe_used', by: null });
  });

  it('is unknown where the line is older than that, or says what nobody writes', () => {
    expect(readReopened([entry('request.reopen', { why: 'its reviewer left' })])).toEqual({
      ...{ at: noon, because: 'unknown', by: null },
    });
    expect(readReopened([entry('request.reopen', { because: 7, by: 7 })])).toMatchObject({
      because: 'unknown',
      by: null,
    });
  });

  it('is nothing where it never was', () => {
    expect(readReopened([entry('request.approve'), entry('request.submit')])).toBeNull();
  });

  it.each([
    ['pending', 1, false],
    ['pending', 2, true],
    ['approved', 2, false],
    ['denied', 2, false],
  ] as const)('is looked for of one that is %s at revision %i: %s', (status, revision, may) => {
    expect(mayBeReopened({ status, revision })).toBe(may);
  });
});
