import { expect, it } from 'vitest';
import { channelsNaming } from '../../../src/domain/scope/channels-naming.ts';
import { requestNumber } from '../../support/sample-dossiers.ts';

const of = (number: number) => ({ of: 'request', number: requestNumber(number) }) as const;

it('names in channels are told by channel, each card once, and those in direct messages stay between two', () => {
  const found = channelsNaming([
    { channel: 'C0CARDS', subject: of(7) },
    { channel: 'D0MONA', subject: of(7) },
    { channel: 'G0GROUP', subject: of(7) },
    { channel: 'C0CARDS', subject: { ...of(7) } },
    { channel: 'C0CARDS', subject: of(8) },
  ]);
  expect([...found]).toEqual([
    ['C0CARDS', [of(7), of(8)]],
    ['G0GROUP', [of(7)]],
  ]);
});
