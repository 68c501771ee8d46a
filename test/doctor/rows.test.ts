import { describe, expect, it } from 'vitest';
import { lookAtClock } from '../../src/doctor/look-at-clock.ts';
import { lookAtNode } from '../../src/doctor/look-at-machine.ts';
import { table } from '../../src/doctor/table.ts';

describe('a row', () => {
  it('of Node is wrong below the oldest that works', () => {
    expect(lookAtNode('v24.13.9').is).toBe('wrong');
    expect(lookAtNode('v20.20.2').is).toBe('wrong');
    expect(lookAtNode('v24.14.0').is).toBe('right');
    expect(lookAtNode('v26.0.0').is).toBe('right');
  });

  it.each([
    [0, 'right', '0 s apart'],
    [30_000, 'right', '30 s apart'],
    [31_000, 'wrong', 'this machine is 31 s ahead'],
    [-31_000, 'wrong', 'this machine is 31 s behind'],
  ])('of a clock that is %i ms off is %s', (off, is, found) => {
    expect(lookAtClock('Slack', { ours: 1_000_000 + off, at: 1_000_000 })).toMatchObject({ is, found });
  });

  it('of a clock says that nobody told the time', () => {
    expect(lookAtClock('GitHub', { ours: 0, at: null }).is).toBe('note');
  });

  it('stands in a table with its step below it', () => {
    expect(
      table([
        { what: 'Node', is: 'right', found: 'v24.14.0', mend: null },
        { what: 'acme: channel', is: 'wrong', found: '#x is archived', mend: 'Unarchive it' },
      ]),
    ).toBe(
      [
        'right  Node           v24.14.0',
        'WRONG  acme: channel  #x is archived',
        '                      -> Unarchive it',
        '',
        '1 thing is wrong. Mend it by the step below it.',
      ].join('\n'),
    );
  });
});
