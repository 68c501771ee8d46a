import { describe, expect, it } from 'vitest';
import { noChange } from '../../src/domain/change.ts';
import type { Instant } from '../../src/domain/ids.ts';
import type { Organization, PauseReason } from '../../src/domain/organization.ts';
import { isListedLately, pause, resume } from '../../src/domain/organization-pause.ts';
import { effectsOf, keysOf, rowOf } from '../support/read-change.ts';
import { minuteMs, now, organization } from '../support/sample-dossiers.ts';

const hourMs = 60 * minuteMs;
const earlier = now - 5 * hourMs;
/** When its lists were read last; the active ones come second in a pass. */
const listed = (activeListedAt: Instant | null, pendingListedAt: Instant | null = activeListedAt) => ({
  ...{ activeListedAt, pendingListedAt },
});
const paused = (why: PauseReason) => ({ paused: { since: earlier, why } });

describe('an organization whose pass failed', () => {
  it.each<readonly [behaviour: string, code: string, why: PauseReason, row: Partial<Organization>]>([
    ['is paused at once where the App is not installed', 'not_installed', 'not_installed', {}],
    ['is paused at once where the App is suspended', 'suspended', 'suspended', {}],
    ['is paused at once where another organization has its login', 'another_organization', 'another_organization', {}],
    ['is paused at once where our address is refused', 'address_refused', 'address_refused', {}],
    ['is paused ten minutes after GitHub began to refuse (401)', 'status_401', 'refused', listed(now - 10 * minuteMs)],
    ['is paused ten minutes after GitHub began to refuse (403)', 'status_403', 'refused', listed(now - 10 * minuteMs)],
    ['is paused ten minutes after GitHub began to refuse (404)', 'status_404', 'refused', listed(now - 10 * minuteMs)],
    ['is paused at once where GitHub refuses and never showed anything', 'status_403', 'refused', listed(null)],
    ['is paused an hour after GitHub was reached last', 'status_500', 'unreachable', listed(now - hourMs)],
    ['is paused an hour after GitHub was reached last (no answer)', 'timeout', 'unreachable', listed(now - hourMs)],
    [
      'counts from the list of what is active, which is read last',
      'timeout',
      'unreachable',
      listed(now - hourMs, now - minuteMs),
    ],
    [
      'counts from the list of what waits, where what is active was never read',
      'timeout',
      'unreachable',
      listed(null, now - hourMs),
    ],
  ])('%s', (_, code, why, row) => {
    const change = pause(organization(row), code, now);
    expect(rowOf(change, 'organizations')).toEqual(organization({ ...row, version: 5, paused: { since: now, why } }));
    expect(change.writes).toMatchObject([{ table: 'organizations', was: 4 }]);
    expect(change.entries).toEqual([
      { at: now, actor: 'countersign', act: 'organization.pause', subject: 'organization:1', data: { why } },
    ]);
    expect(effectsOf(change)).toEqual(['organization_paused to reviewers']);
    expect(change.effects).toMatchObject([{ message: { why } }]);
    expect(keysOf(change)).toEqual(['organization_paused:1:v5']);
  });

  it.each<readonly [behaviour: string, code: string, row: Partial<Organization>]>([
    ['where GitHub refused a call of the last ten minutes', 'status_403', listed(now - 10 * minuteMs + 1)],
    ['where GitHub was reached in the last hour', 'status_500', listed(now - hourMs + 1)],
    ['where GitHub never answered yet', 'timeout', listed(null)],
    ['where what waits was read in the last hour, and what is active never', 'timeout', listed(null, now - minuteMs)],
    ['where the same was told', 'suspended', paused('suspended')],
    ['where the same refusal was told', 'status_404', { ...listed(now - hourMs), ...paused('refused') }],
    ['where GitHub is away besides', 'timeout', { ...listed(now - hourMs), ...paused('suspended') }],
    ['where it is told that GitHub is away', 'timeout', { ...listed(now - hourMs), ...paused('unreachable') }],
  ])('is left as it is %s', (_, code, row) => {
    expect(pause(organization(row), code, now)).toBe(noChange);
  });

  it('is told of anew where another remedy is needed, and has been paused since the first', () => {
    const change = pause(organization(paused('unreachable')), 'suspended', now);
    expect(rowOf(change, 'organizations').paused).toEqual({ since: earlier, why: 'suspended' });
    expect(effectsOf(change)).toEqual(['organization_paused to reviewers']);
  });
});

describe('an organization whose pass succeeded', () => {
  it('goes on, and the channel is told', () => {
    const change = resume(organization(paused('suspended')), now);
    expect(change.writes).toEqual([{ table: 'organizations', was: 4, row: organization({ version: 5 }) }]);
    expect(change.entries).toEqual([
      {
        ...{ at: now, actor: 'countersign', act: 'organization.resume' },
        ...{ subject: 'organization:1', data: { since: earlier } },
      },
    ]);
    expect(effectsOf(change)).toEqual(['organization_resumed to reviewers']);
    expect(keysOf(change)).toEqual(['organization_resumed:1:v5']);
  });

  it('is left as it is where it was not paused', () => {
    expect(resume(organization(), now)).toBe(noChange);
  });
});

describe('what is told of its tokens', () => {
  it.each<readonly [behaviour: string, row: Partial<Organization>, is: boolean]>([
    ['is what GitHub showed within the hour', listed(now - hourMs + 1), true],
    ['is not what it showed an hour ago', listed(now - hourMs), false],
    ['is nothing where it never showed any', listed(null), false],
    ['is nothing while it is paused', { ...listed(now), ...paused('suspended') }, false],
  ])('%s', (_, row, is) => {
    expect(isListedLately(organization(row), now)).toBe(is);
  });
});
