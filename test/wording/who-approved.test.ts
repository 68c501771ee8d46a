import { expect, it } from 'vitest';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import type { Basis } from '../../src/domain/scope/agreement.ts';
import { mrkdwnSpeech } from '../../src/slack/mrkdwn.ts';
import { english } from '../../src/wording/english.ts';
import { grant } from '../support/sample-dossiers.ts';
import { bea, otto } from '../support/sample-people.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { agreement, noon } from '../support/sample-scopes.ts';

const review = (by: typeof bea) => ({ act: 'approve', by, revision: 1, at: noon, reason: null }) as const;

it.each<readonly [string, Partial<TokenRequest>, Basis | null, string]>([
  ['whoever approved it here', { reviews: [review(bea)] }, null, '<@U0BEA> approved your request.'],
  ['each of them', { reviews: [review(bea), review(otto)] }, null, '<@U0BEA> and <@U0OTTO> approved your request.'],
  ['whom GitHub named', {}, { by: 'github', login: 'otto' }, 'GitHub user otto approved it on GitHub.'],
  ['that an owner did', {}, { by: 'github', login: null }, 'An owner approved it on GitHub.'],
  ['nobody, where a rule did', {}, { by: 'rule', rule: 'CI', policyHash: 'hash' }, ''],
  ['nobody, where there is no token', {}, null, ''],
])('news that a token is active, where none came before, name %s', (_, some, basis, said) => {
  const token = basis === null ? null : grant({ agreement: agreement({ basis }) });
  const request = pendingRequest(7, { status: 'fulfilled', ...some });
  expect(english.whoApproved(request, token, mrkdwnSpeech(english))).toBe(said);
});
