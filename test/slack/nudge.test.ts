import { expect, it } from 'vitest';
import type { ReviewerRule } from '../../src/domain/policy/reviewer-rule.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { english } from '../../src/wording/english.ts';
import { bea, mona } from '../support/sample-people.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { noon } from '../support/sample-scopes.ts';

function told(reviewers: readonly ReviewerRule[], isNudge = true): string {
  const request = pendingRequest(7);
  const requests = [{ ...request, verdict: { ...request.verdict, reviewers } }];
  const nudged = isNudge ? { nudgedBy: mona.slackId } : {};
  return renderMessage({ kind: 'requests_waiting', organization: 'acme', requests, ...nudged }, english, noon).text;
}

it('mentions who is on duty where the requester has the reviewers reminded, and nobody else', () => {
  const said = told(['owners', 'slack:S0ONCALL1', `user:${bea.login}`]);
  expect(said).toContain('On duty: <!subteam^S0ONCALL1>.');
  expect(said).not.toContain(bea.slackId);
  expect(told(['owners'])).not.toContain('On duty');
});

it('mentions nobody in the reminder that comes by itself', () => {
  expect(told(['slack:S0ONCALL1'], false)).not.toContain('subteam');
});
