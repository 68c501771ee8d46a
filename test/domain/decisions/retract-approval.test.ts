import { describe, expect, it } from 'vitest';
import { retractApproval } from '../../../src/domain/decisions/retract-approval.ts';
import { effectsOf, messagesOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { dossier, now, patRequestId, waiting } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const self = 'pending_token:pending-1-501';
const approval = { act: 'approve', by: bea, revision: 2, at: noon, reason: null } as const;
const token = waiting({ status: 'approving', agreement: agreement(), reviews: [approval] });
const earlier = waiting({ patRequestId: patRequestId(499), status: 'open', version: 9, revision: 9 });
const known = dossier({ pendingTokens: [earlier, token] });

describe('an approval that is taken back', () => {
  it('takes back the very call that it asked for', () => {
    const change = retractApproval(known, token, { why: 'the request was withdrawn', by: null }, now);
    expect(change.cancels).toEqual(['approve:pending-1-501:v3']);
    expect(stepsOf(change)).toEqual([`pending_token.reopen ${self}`]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'open', revision: 3, agreement: null });
    expect(messagesOf(change)).toEqual([]);
  });

  it('denies the token in the same breath where somebody denied it: the denial is of the revision that stands then', () => {
    const back = { why: 'the approval was taken back', by: bea, reason: 'Leaked.' };
    const change = retractApproval(known, token, back, now);
    expect(change.cancels).toEqual(['approve:pending-1-501:v3']);
    expect(stepsOf(change)).toEqual([`pending_token.reopen ${self}`, `pending_token.start_denying ${self}`]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      status: 'denying',
      version: 5,
      revision: 3,
      reviews: [approval, { act: 'deny', by: bea, revision: 3, at: now, reason: 'Leaked.' }],
    });
    expect(effectsOf(change)).toContain('deny pending-1-501 on GitHub');
  });
});
