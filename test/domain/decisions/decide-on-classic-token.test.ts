import { describe, expect, it } from 'vitest';
import type { PersonAct } from '../../../src/domain/decisions/acts.ts';
import { already } from '../../../src/domain/decisions/case.ts';
import { decideOnClassicToken } from '../../../src/domain/decisions/decide-on-classic-token.ts';
import { effectsOf, keysOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { onClassicToken } from '../../support/sample-cases.ts';
import { now } from '../../support/sample-dossiers.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';

const revoke: PersonAct = { act: 'revoke_classic_token', reason: 'Leaked.' };
const { slackId: sponsor } = otto;

describe('the revocation of a classic token', () => {
  it('is kept with who wants it and why, and GitHub is called once for it', () => {
    const change = decideOnClassicToken(onClassicToken(), revoke, bea, now);
    expect(stepsOf(change)).toEqual(['classic_token.start_revoking classic_token:classic-1-501']);
    expect(rowOf(change, 'classic_tokens')).toMatchObject({
      status: 'revoking',
      revocation: { by: bea, as: 'reviewer', reason: 'Leaked.', at: now, refused: null },
    });
    expect(effectsOf(change)).toEqual(['redraw classic_token:classic-1-501', 'revoke classic-1-501 on GitHub']);
    expect(keysOf(change)).toEqual(['revoke:classic-1-501:v2']);
  });

  it.each([
    ['its holder', mona, 'holder'],
    ['whoever stands for the machine user that holds it', otto, 'sponsor'],
    ['anybody else who may', bea, 'reviewer'],
  ] as const)('is the wish of %s', (_, by, as) => {
    const change = decideOnClassicToken(onClassicToken({}, { sponsor }), revoke, by, now);
    expect(rowOf(change, 'classic_tokens').revocation).toMatchObject({ by, as });
  });

  it('is refused where it has ended, with what became of it', () => {
    const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: now, refused: null } as const;
    const given = onClassicToken({ status: 'revoked', revocation });
    const refusal = { refused: true, why: 'active_token_already', tokenName: 'publish', status: 'revoked', revocation };
    expect(decideOnClassicToken(given, revoke, bea, now)).toEqual(refusal);
    expect(already(given)).toEqual(refusal);
  });

  it('is all that can be decided on one: anything else is a bug', () => {
    expect(() => decideOnClassicToken(onClassicToken(), { act: 'accept_token' }, bea, now)).toThrow(
      'accept_token is not decided on a classic token',
    );
  });
});
