import { describe, expect, it } from 'vitest';
import { tellApprover, tellDenier } from '../../../src/domain/tokens/tell-approver.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { review } from '../../slack/sample-contents.ts';
import { waiting } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';

const approved = { status: 'approving', revision: 1, reviews: [review('approve')] } as const;
const told = {
  kind: 'post',
  key: 'approval_outdated:pending-1-501:v4',
  to: { to: 'person', slackId: bea.slackId, organizationId: 1 },
  message: { kind: 'approval_outdated', tokenName: 'nightly' },
};

describe('that a token had changed before it was approved', () => {
  it.each<[string, Partial<PendingToken>, readonly unknown[]]>([
    ['is told to whoever approved it', approved, [told]],
    ['is told of no approval on another revision', { ...approved, revision: 2 }, []],
    ['is told to nobody where a request or a rule approved it', { ...approved, reviews: [] }, []],
    ['is not told of a denial, which stands whatever it asks for', { ...approved, status: 'denying' }, []],
    ['is not told while nobody decided', { ...approved, status: 'held' }, []],
  ])('%s', (_, some, effects) => {
    expect(tellApprover(waiting({ id: 'pending-1-501', version: 4, tokenName: 'nightly', ...some }))).toEqual(effects);
  });
});

const denied = { status: 'denying', revision: 1, reviews: [review('deny')] } as const;
const tooLate = {
  ...{ ...told, key: 'denial_outdated:pending-1-501:v4' },
  message: { kind: 'denial_outdated', tokenName: 'nightly' },
};

describe('that a token was let in before it was denied', () => {
  it.each<[string, Partial<PendingToken>, readonly unknown[]]>([
    ['is told to whoever denied it', denied, [tooLate]],
    ['is told of no denial on another revision', { ...denied, revision: 2 }, []],
    ['is not told of an approval', { ...denied, status: 'approving' }, []],
  ])('%s', (_, some, effects) => {
    expect(tellDenier(waiting({ id: 'pending-1-501', version: 4, tokenName: 'nightly', ...some }))).toEqual(effects);
  });
});
