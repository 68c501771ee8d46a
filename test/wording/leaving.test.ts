import { describe, expect, it } from 'vitest';
import type { Left } from '../../src/domain/tokens/together.ts';
import type { ActiveToken } from '../../src/domain/tokens/token.ts';
import { standingOf } from '../../src/slack/views/messages/tokens-together.ts';
import { english } from '../../src/wording/english.ts';
import { grant } from '../support/sample-dossiers.ts';
import { bea } from '../support/sample-people.ts';
import { noon } from '../support/sample-scopes.ts';

const byPolicy = { by: null, as: 'policy', reason: '', at: noon, refused: null } as const;
const byBea = { by: bea, as: 'reviewer', reason: 'So.', at: noon, refused: null } as const;
const revoking = (revocation: ActiveToken['revocation']) => grant({ status: 'revoking', revocation });
const next = (tokens: readonly ActiveToken[]) =>
  english.holderLeftNext({ outcome: 'list' } as unknown as Left, standingOf(tokens), false);

describe('what follows of the tokens that a leaver left', () => {
  const telling = 'Telling GitHub now.';
  const others = 'Something may still use the others. Revoke those that nobody needs.';
  it.each<[string, readonly ActiveToken[], readonly string[]]>([
    ['all by the policy', [revoking(byPolicy)], [`The policy revokes them. ${telling}`]],
    ['all by a reviewer', [revoking(byBea)], [telling]],
    ['by both', [revoking(byBea), revoking(byPolicy)], [telling]],
    ['some of them', [revoking(byPolicy), grant()], [telling, others]],
    ['none', [grant()], ['Something may still use them. Revoke those that nobody needs.']],
    ['and nothing is left', [grant({ status: 'revoked' })], []],
  ])('is said where they are being revoked: %s', (_, tokens, said) => {
    expect(next(tokens)).toEqual(said);
  });
});

it('those that were not revoked at once are said to be revoked where that is possible', () => {
  expect(english.revokedTogetherNext(standingOf([grant()]))).toBe(
    'Those that were not revoked can still reach it. An owner can revoke them on GitHub, in the organization’s settings under Personal access tokens.',
  );
});
