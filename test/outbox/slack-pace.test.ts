import { describe, expect, it } from 'vitest';
import { Pacer } from '../../src/outbox/pacer.ts';
import { arrivalOf, type CallLimit, msUntilNext } from '../../src/outbox/slack-pace.ts';

const limit: CallLimit = { most: 3, windowMs: 1_000, gapMs: 100 };

describe('the next call', () => {
  it.each([
    ['is free where none has begun', [], 0],
    ['keeps its distance from the last one', [950], 50],
    ['is free again after the distance', [900], 0],
    ['waits until the window has room', [200, 500, 800], 200],
    ['is free when the oldest has left the window', [0, 500, 800], 0],
    ['looks at the newest ones, in whatever order they began', [800, 0, 500, 200], 200],
  ])('%s', (_, begunAt, waitMs) => {
    expect(msUntilNext(limit, begunAt, 1_000)).toBe(waitMs);
  });
});

describe('when a call counts', () => {
  it.each([
    ['when it was answered', 1_004, 2_000, 1_004],
    ['as if it arrived now, while it is not answered', null, 1_030, 1_030],
    ['no later than a little while after it left', null, 9_000, 1_050],
    ['so too where the answer came late', 1_900, 9_000, 1_050],
  ])('%s', (_, answeredAt, now, arrival) => {
    expect(arrivalOf({ begunAt: 1_000, answeredAt }, now)).toBe(arrival);
  });
});

describe('the pacer', () => {
  function paced(processes = 1) {
    const clock = { ms: 0 };
    const pacer = new Pacer(
      { ways: { post: limit }, perPlaceMs: 1_000 },
      () => clock.ms,
      () => processes,
    );
    return { clock, pacer };
  }

  it('counts what was leased and has not called yet as if it called now', () => {
    const { clock, pacer } = paced();
    pacer.begin('post', 'lane');
    clock.ms = 5_000;
    expect(pacer.room('post')).toBe(0);
    expect(pacer.msUntilMore()).toBe(100);
  });

  it('gives the place of one that called nobody to the next', () => {
    const { pacer } = paced();
    pacer.begin('post', 'lane').ended();
    expect(pacer.room('post')).toBe(1);
  });

  it('counts from the call itself, however long it took to get there', () => {
    const { clock, pacer } = paced();
    const turn = pacer.begin('post', 'lane');
    clock.ms = 400;
    turn.called('post', 'U1')();
    turn.ended();
    clock.ms = 450;
    expect(pacer.room('post')).toBe(0);
    clock.ms = 500;
    expect(pacer.room('post')).toBe(1);
  });

  it('lets every lane rest that leads to the channel in which a message was posted', () => {
    const { clock, pacer } = paced();
    pacer.begin('post', 'reviewers:1').called('post', 'C1')();
    clock.ms = 10;
    pacer.begin('post', 'reviewers:2').called('post', 'C1')();
    clock.ms = 20;
    pacer.begin('post', 'person:U1').called('post', 'U1')();
    expect(pacer.restingLanes()).toEqual(['reviewers:1', 'reviewers:2', 'person:U1']);
    clock.ms = 5_000;
    expect(pacer.restingLanes()).toEqual([]);
    pacer.begin('post', 'reviewers:2').called('post', 'C1')();
    expect(pacer.restingLanes()).toEqual(['reviewers:1', 'reviewers:2']);
  });

  it('counts a message that a redraw has to post afresh as a message', () => {
    const { pacer } = paced();
    pacer.begin('redraw', 'C1').called('post', 'C1')();
    expect(pacer.room('post')).toBe(0);
    expect(pacer.room('redraw')).toBe(Number.POSITIVE_INFINITY);
  });

  it('lets a way rest as long as the other side asks, an hour at most, and no other way', () => {
    const { clock, pacer } = paced();
    pacer.rest('post', 864_000);
    expect([pacer.room('post'), pacer.room('redraw')]).toEqual([0, Number.POSITIVE_INFINITY]);
    expect(pacer.msUntilMore()).toBe(3_600_000);
    clock.ms = 3_600_000;
    expect(pacer.room('post')).toBe(1);
  });

  it('takes the third part where three processes share the workspace', () => {
    const { clock, pacer } = paced(3);
    const begun: number[] = [];
    for (; clock.ms < 9_000; clock.ms += 100) {
      if (pacer.room('post') === 0) continue;
      pacer.begin('post', `lane ${clock.ms}`).called('post', `U${clock.ms}`)();
      begun.push(clock.ms);
    }
    expect(begun).toEqual([0, 300, 600, 3_000, 3_300, 3_600, 6_000, 6_300, 6_600]);
    pacer.begin('post', 'channel').called('post', 'C1')();
    clock.ms += 2_999;
    expect(pacer.restingLanes()).toContain('channel');
    clock.ms += 1;
    expect(pacer.restingLanes()).not.toContain('channel');
  });
});
