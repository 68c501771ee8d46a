import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import { releaseClaim, reopenClaim, reopenUsed } from '../../../src/domain/tokens/release-claim.ts';
import { changeOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { dossier, now } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, organizationPolicy, tokenId } from '../../support/sample-requests.ts';

const lost = { why: 'bea is no longer an owner', because: 'not_a_reviewer', by: bea.slackId } as const;
const claimed = approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) });
const known = dossier({
  requests: [approvedRequest(6), claimed],
  policy: { ...organizationPolicy(), lapse: { undecidedDays: 3, unusedDays: 7 } },
});

describe('the request that a token has claimed', () => {
  it('is free again for another token', () => {
    const change = releaseClaim(known, 'it was not let in', now);
    expect(stepsOf(change)).toEqual(['request.release PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({ number: 7, status: 'approved', claimedByTokenId: null });
    expect(changeOf(change).entries[0]?.data).toEqual({ why: 'it was not let in' });
  });

  it('goes back to the reviewers where the one who approved it is none any more, with the whole time to decide', () => {
    const change = reopenClaim(known, lost, now);
    expect(stepsOf(change)).toEqual(['request.reopen PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({
      status: 'pending',
      agreement: null,
      undecidedUntil: now + 3 * dayMs,
    });
    expect(changeOf(change).entries[0]?.data).toEqual(lost);
  });

  it('goes back to them where GitHub was asked to let its token in, and nobody says whether it did', () => {
    const change = reopenUsed(known, now);
    expect(stepsOf(change)).toEqual(['request.reopen PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'pending', undecidedUntil: now + 3 * dayMs });
    expect(changeOf(change).entries[0]?.data).toEqual({
      why: 'GitHub was asked to approve its token, and does not say whether it did',
      because: 'maybe_used',
    });
    expect(changeOf(change).effects).toContainEqual(
      expect.objectContaining({ message: { kind: 'request_news', number: 7 } }),
    );
    const anothers = { ...claimed, claimedByTokenId: tokenId(71) };
    expect(reopenUsed(dossier({ requests: [anothers] }), now)).toBe(noChange);
  });

  it('is none where it has claimed none', () => {
    const other = { ...claimed, claimedByTokenId: tokenId(71) };
    const without = dossier({ requests: [approvedRequest(6), other] });
    expect(releaseClaim(without, 'why', now)).toBe(noChange);
    expect(reopenClaim(without, lost, now)).toBe(noChange);
  });
});
