import { expect, it } from 'vitest';
import { failureOf } from '../../src/domain/failure.ts';

it.each([
  ['bug', 'bug'],
  ['store: busy', 'database'],
  ['store: timeout', 'database'],
  ['github: not_listed_yet', 'github_not_listed'],
  ['github: review_not_applied', 'github_not_done'],
  ['github: revocation_not_applied', 'github_not_done'],
  ['github: timeout', 'github_silent'],
  ['github: network', 'github_silent'],
  ['github: reviewer_not_checked', 'github_silent'],
  ['github: rate_limited', 'github_limit'],
  ['github: over_budget', 'github_limit'],
  ['github: not_installed', 'github_refused'],
  ['github: suspended', 'github_refused'],
  ['github: address_refused', 'github_refused'],
  ['github: status_403', 'github_refused'],
  ['github: status_404', 'github_refused'],
  ['github: status_502', 'github_failed'],
  ['github: http_status_4', 'github_failed'],
  ['github: bad_answer', 'github_failed'],
  ['github', 'github_failed'],
  ['slack: timeout', 'slack_silent'],
  ['slack: network', 'slack_silent'],
  ['slack: reviewer_not_checked', 'slack_silent'],
  ['slack: invalid_blocks', 'slack_refused'],
  ['slack: not_listed_yet', 'slack_refused'],
])('%s is told as %s', (why, failure) => {
  expect(failureOf(why)).toBe(failure);
});
