import { describe, expect, it } from 'vitest';
import { approveProblems, commonProblems, messageProblems } from '../support/after-kill.ts';
import { walkApprovePath } from '../support/approve-path.ts';
import { nameOf } from '../support/killed-world.ts';
import { sweep } from '../support/sweep.ts';

const minuteMs = 60_000;
const messages = ['request_card', 'request_sent', 'request_approved', 'request_news'] as const;

const { passed, problems } = await sweep('a request comes to its end, though the program is', {
  walk: async (killed) => {
    const token = await walkApprovePath(killed);
    await killed.ignore();
    await killed.pass(5 * minuteMs);
    return [
      ...(await approveProblems(killed, token)),
      ...messageProblems(killed, messages),
      ...(await commonProblems(killed)),
    ];
  },
  onServer: [
    /^before commit .*request\.claim$/,
    /^after commit .*request\.claim$/,
    /^after GitHub POST .*\/personal-access-token-requests\/\d+$/,
    /^after Slack chat\.postMessage in C0REVIEWERS$/,
  ],
});

describe('where nobody is killed', () => {
  it('the path comes to its end', () => {
    expect(problems).toEqual([]);
  });

  it('the path passes every act that counts', () => {
    const names = passed.map(nameOf);
    for (const what of [
      'commit request.submit',
      'commit request.approve',
      // Found, compared and claimed in one commit.
      'commit pending_token.find, pending_token.start_approving, request.claim',
      'commit pending_token.observe_approved, request.fulfil, active_token.find',
      'commit approve on GitHub done',
      'commit post of request_card done',
      'commit post of request_approved done',
      'Slack chat.postMessage in C0REVIEWERS',
      'Slack chat.update in C0REVIEWERS',
      'GitHub GET /orgs/acme/memberships/bea-owner',
    ]) {
      expect(names).toContain(`before ${what}`);
      expect(names).toContain(`after ${what}`);
    }
    expect(names.filter((name) => /POST \/orgs\/acme\/personal-access-token-requests\/\d+$/.test(name))).toHaveLength(
      2,
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
