import { expect, it } from 'vitest';
import type { PersonActName } from '../../../src/domain/decisions/acts.ts';
import { onlyObserved } from '../../../src/domain/decisions/only-observed.ts';

it.each<[PersonActName, boolean]>([
  ['approve_pending_token', true],
  ['deny_pending_token', true],
  ['revoke_token', true],
  ['revoke_classic_token', true],
  ['deny_request', false],
  ['accept_token', false],
])('%s waits for a policy that enforces: %s', (act, waits) => {
  const refusal = { refused: true, why: 'only_observed', organization: 'acme' };
  expect(onlyObserved(act, { mode: 'observe', login: 'acme' })).toEqual(waits ? refusal : null);
  expect(onlyObserved(act, { mode: 'enforce', login: 'acme' })).toBeNull();
});
