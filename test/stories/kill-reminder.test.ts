import { cast, organization, type World } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { commonProblems, messageProblems } from '../support/after-kill.ts';
import { type KilledWorld, nameOf } from '../support/killed-world.ts';
import { firstMoment } from '../support/start-world.ts';
import { sweep } from '../support/sweep.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A token that was let in before the program was there: it is recorded as found, and its holder is reminded. */
function letTokenIn({ github }: World): void {
  const token = github.people.createToken(cast.mona.login, organization, {
    name: 'nightly-release',
    permissions: { repository: { contents: 'write' } },
    repositorySelection: 'subset',
    repositories: ['website'],
    expiresAt: new Date(firstMoment + 30 * dayMs),
  });
  github.people.reviewOnGithub(cast.bea.login, token.tokenId, 'approve');
}

async function noticeProblems(killed: KilledWorld): Promise<readonly string[]> {
  const stored = await killed.stored();
  const states = stored.notices.map(({ threshold, status }) => `${threshold}: ${status}`).sort();
  const wanted = ['0: planned', '14: claimed', '1: planned', '3: planned', '7: planned', 'expired: planned'].sort();
  const sent = stored.acts.filter((act) => act === 'notice.send').length;
  return [
    ...(states.join() === wanted.join() ? [] : [`the notices are ${states.join()}`]),
    ...(sent === 1 ? [] : [`the trail says that ${sent} notices were sent`]),
  ];
}

const { passed, problems } = await sweep('a reminder is sent once, though the program is', {
  prepare: letTokenIn,
  walk: async (killed) => {
    // Sixteen days on it is past nine in the morning in New York, fourteen days before the day of expiry.
    await killed.pass(16 * dayMs + 8 * 60 * minuteMs);
    await killed.ignore();
    await killed.pass(5 * minuteMs);
    return [
      ...(await noticeProblems(killed)),
      ...messageProblems(killed, ['expiry']),
      ...(await commonProblems(killed)),
    ];
  },
});

describe('where nobody is killed', () => {
  it('the reminder is sent', () => {
    expect(problems).toEqual([]);
  });

  it('the path passes the claim, the message and its record', () => {
    const names = passed.map(nameOf);
    for (const what of ['commit notice.send', 'Slack chat.postMessage in U0MONA00001', 'commit post of expiry done']) {
      expect(names).toContain(`before ${what}`);
      expect(names).toContain(`after ${what}`);
    }
  });
});
