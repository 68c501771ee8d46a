import { describe, expect, it } from 'vitest';
import { Pacer } from '../../src/outbox/pacer.ts';
import { arrivalOf, type CallLimit, msUntilNext } from '../../src/outbox/slack-pace.ts';
import type { Booked, BookedCall, SharedPace } from '../../src/ports/shared-pace.ts';

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
  function paced(shared: SharedPace | null = null) {
    const clock = { ms: 0 };
    const pacer = new Pacer({ ways: { post: limit }, perPlaceMs: 1_000 }, () => clock.ms, shared);
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

  it('counts from the call itself, however long it took to get there', async () => {
    const { clock, pacer } = paced();
    const turn = pacer.begin('post', 'lane');
    clock.ms = 400;
    (await turn.called('post', 'U1'))();
    turn.ended();
    clock.ms = 450;
    expect(pacer.room('post')).toBe(0);
    clock.ms = 500;
    expect(pacer.room('post')).toBe(1);
  });

  it('lets every lane rest that leads to the channel in which a message was posted', async () => {
    const { clock, pacer } = paced();
    (await pacer.begin('post', 'reviewers:1').called('post', 'C1'))();
    clock.ms = 10;
    (await pacer.begin('post', 'reviewers:2').called('post', 'C1'))();
    clock.ms = 20;
    (await pacer.begin('post', 'person:U1').called('post', 'U1'))();
    expect(pacer.restingLanes()).toEqual(['reviewers:1', 'reviewers:2', 'person:U1']);
    clock.ms = 5_000;
    expect(pacer.restingLanes()).toEqual([]);
    (await pacer.begin('post', 'reviewers:2').called('post', 'C1'))();
    expect(pacer.restingLanes()).toEqual(['reviewers:1', 'reviewers:2']);
  });

  it('counts a message that a redraw has to post afresh as a message', async () => {
    const { pacer } = paced();
    (await pacer.begin('redraw', 'C1').called('post', 'C1'))();
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

  describe('of one of several processes', () => {
    const shared = (waits: Partial<Booked> = {}): SharedPace & { readonly booked: BookedCall[] } => {
      const booked: BookedCall[] = [];
      return {
        booked,
        processes: () => 3,
        bookCall: async (call) => {
          booked.push(call);
          return { wayMs: 0, placeMs: 0, ...waits };
        },
        restCalls: async () => undefined,
      };
    };

    it('leaves room between two of its calls for those of the others', async () => {
      const { clock, pacer } = paced(shared());
      (await pacer.begin('post', 'lane').called('post', 'U1'))();
      clock.ms = 299;
      expect(pacer.room('post')).toBe(0);
      clock.ms = 300;
      expect(pacer.room('post')).toBe(1);
    });

    it('books each call among those of all, who count it a little longer, since it is still on its way', async () => {
      const pace = shared();
      const { pacer } = paced(pace);
      await pacer.begin('post', 'lane').called('post', 'U1');
      expect(pace.booked).toEqual([{ way: 'post', most: 3, windowMs: 1_050, place: 'U1', placeMs: 1_050 }]);
    });

    it('calls nobody where the others leave no room, and asks no sooner than there is some', async () => {
      const { clock, pacer } = paced(shared({ wayMs: 400 }));
      const turn = pacer.begin('post', 'lane');
      await expect(turn.called('post', 'U1')).rejects.toMatchObject({ isUncalled: true, retryAfterSeconds: null });
      turn.ended();
      expect([pacer.room('post'), pacer.msUntilMore()]).toEqual([0, 400]);
      clock.ms = 400;
      expect(pacer.room('post')).toBe(1);
      expect(pacer.restingLanes()).toEqual([]);
    });

    it('lets a lane rest, and no other one, where another process has just written to where it leads', async () => {
      const { clock, pacer } = paced(shared({ placeMs: 700 }));
      const turn = pacer.begin('post', 'lane');
      await expect(turn.called('post', 'U1')).rejects.toMatchObject({ isUncalled: true });
      turn.ended();
      expect([pacer.restingLanes(), pacer.room('post')]).toEqual([['lane'], 1]);
      clock.ms = 700;
      expect(pacer.restingLanes()).toEqual([]);
    });
  });
});
