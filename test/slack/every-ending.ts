import type { RequestNumber } from '../../src/domain/ids.ts';
import type { Ending } from '../../src/domain/tokens/ending.ts';
import { bea, mona } from '../support/sample-people.ts';
import { noon } from '../support/sample-scopes.ts';

const number = 7 as RequestNumber;
const ended = { at: noon, by: null, login: null, reason: null, number } as const;
/** What may have become of a token before. */
export const everyEnding: readonly Ending[] = [
  { ...ended, how: 'revoked', as: 'reviewer', by: bea, reason: 'Leaked.' },
  { ...ended, how: 'revoked', as: 'holder', by: mona, reason: 'No longer needed.' },
  { ...ended, how: 'revoked', as: 'policy' },
  { ...ended, how: 'denied', as: 'reviewer', by: bea, reason: 'Ask for less.' },
  { ...ended, how: 'denied', as: 'on_github', login: 'otto' },
  { ...ended, how: 'denied', as: 'on_github' },
  { ...ended, how: 'request_denied', as: 'reviewer', by: bea, reason: 'Ask for less.' },
  { ...ended, how: 'denied', as: 'on_github', earlier: [{ ...ended, how: 'revoked', as: 'policy' }] },
  { ...ended, how: 'lost', as: 'on_github' },
  { ...ended, how: 'closed', as: 'on_github', number: null },
];
