import { describe, expect, it } from 'vitest';
import type { SlackUserId } from '../../src/domain/ids.ts';
import { chosenPeople, idsIn, withPeople } from '../../src/slack/people-named.ts';

const ours = new Map(
  [
    ['U0MONA', 'W0MONA'],
    ['U0BEA', 'U0BEA'],
  ].map(([id = '', known = '']) => [id, known as SlackUserId] as const),
);
const values = {
  also_warn: { also_warn: { type: 'users_select', selected_user: 'U0MONA' } },
  purpose: { purpose: { type: 'plain_text_input', value: 'U0MONA' } },
};
const acting = { user: { id: 'U0BEA', team_id: 'T0HOME' }, team: { id: 'T0HOME' } };

describe('everybody whom a request names', () => {
  it('is who acts, whom they mention after a command, and whom they chose in a form', () => {
    const command = { command: '/pat', user_id: 'U0BEA', team_id: 'T0HOME', channel_id: 'C0X' };
    expect(idsIn({ ...command, text: 'tokens <@U0MONA|mona> <@W0X>' })).toEqual(['U0BEA', 'U0MONA', 'W0X']);
    expect(idsIn({ ...acting, view: { id: 'V1', state: { values } } })).toEqual(['U0BEA', 'U0MONA']);
    expect(idsIn({ ...acting, view: null })).toEqual(['U0BEA']);
  });

  it('is known behind the door by one id, and nothing else is changed', () => {
    expect(withPeople('tokens <@U0MONA|mona> U0MONA <@U0NOBODY>', ours)).toBe(
      'tokens <@W0MONA|mona> U0MONA <@U0NOBODY>',
    );
    expect(chosenPeople(values, ours)).toEqual({
      ...values,
      also_warn: { also_warn: { type: 'users_select', selected_user: 'W0MONA' } },
    });
  });
});
