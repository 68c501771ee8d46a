import { expect, it } from 'vitest';
import type { MessageCopy } from '../../../src/domain/change.ts';
import { type Standing, toldBefore } from '../../../src/domain/messages/told-before.ts';
import type { Drift } from '../../../src/domain/tokens/token.ts';
import { copyOf, grant } from '../../support/sample-dossiers.ts';

const token = grant();
const before = { is: 'before', at: { channel: 'C0CARDS', ts: '10.5' } };
const here = { channel: 'C0CARDS', own: null };

function standing(ts: string, some: Partial<MessageCopy> = {}, shows = 1): Standing {
  return { copy: copyOf({ of: 'active_token', id: token.id }, 'active_token_card', { ts, ...some }), shows };
}

it('a card tells of one that stands in the same place by itself', () => {
  expect(toldBefore(token, [standing('10.5')], [], here)).toEqual(before);
  expect(toldBefore(token, [], [], here)).toBe(null);
});

it.each([
  ['in another channel', standing('10.5', { channel: 'C2' })],
  ['that is no card', standing('10.5', { message: 'unused_token' })],
  ['in a list', standing('10.5', {}, 2)],
])('not of one %s', (_, one) => {
  expect(toldBefore(token, [one], [], here)).toBe(null);
});

it('nor of one that somebody deleted: which one that was isn’t known', () => {
  expect(toldBefore(token, [standing('10.5')], [{ act: 'active_token.exceed' }, { act: 'message.lost' }], here)).toBe(
    null,
  );
  expect(toldBefore(token, [standing('10.5')], [{ act: 'active_token.exceed' }], here)).toEqual(before);
});

it('nor, once it is drawn again, of itself or of a later one', () => {
  const own = { ts: '10.5' };
  expect(toldBefore(token, [standing('10.5'), standing('11.5')], [], { ...here, own })).toBe(null);
  expect(toldBefore(token, [standing('10.5'), standing('9.5')], [], { ...here, own })).toEqual({
    ...{ is: 'before', at: { channel: 'C0CARDS', ts: '9.5' } },
  });
});

it('says that it was within what was approved in between, counted from the first one that stands', () => {
  const since = (at: number) => ({ drift: { since: at } as Drift });
  const two = [standing('30.5'), standing('10.5')];
  expect(toldBefore(since(10_501), two, [], here)).toEqual({ ...before, is: 'again' });
  expect(toldBefore(since(10_500), two, [], here)).toEqual(before);
});
