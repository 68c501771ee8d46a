import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { noteReviewSent } from '../../../src/domain/tokens/note-sent.ts';
import type { SentAs } from '../../../src/domain/tokens/sent-as.ts';
import { rowOf, stepsOf } from '../../support/read-change.ts';
import { now, waiting } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';

const asApp: SentAs = { as: 'app', insteadOf: null };
const byBea: SentAs = { as: 'reviewer', by: { githubId: bea.githubId, login: bea.login } };

describe('as whom a review is sent', () => {
  it.each(['approving', 'denying'] as const)(
    'is written where the token is %s, and the row is the one that is written',
    (status) => {
      const token = waiting({ status, sentAs: asApp });
      const noted = noteReviewSent(token, byBea, now);
      if (noted === null) throw new Error('it is to be sent');
      expect(noted.row).toEqual({ ...token, sentAs: byBea, version: token.version + 1, changedAt: now });
      expect(rowOf(noted.change, 'pending_tokens')).toEqual(noted.row);
      expect(stepsOf(noted.change)).toEqual([`pending_token.send pending_token:${token.id}`]);
    },
  );

  it('is written once', () => {
    const token = waiting({ status: 'approving', sentAs: byBea });
    expect(noteReviewSent(token, { ...byBea }, now)).toEqual({ row: token, change: noChange });
  });

  it('is written of none that is open again', () => {
    expect(noteReviewSent(waiting(), asApp, now)).toBeNull();
  });
});
