import { describe, expect, it } from 'vitest';
import type { RequestNumber } from '../../src/domain/ids.ts';
import { type Refusal, refuse } from '../../src/domain/refusal.ts';
import { refusalView } from '../../src/slack/views/refusal-view.ts';
import { english } from '../../src/wording/english.ts';
import type { Speech } from '../../src/wording/speech.ts';
import { review } from '../slack/sample-contents.ts';
import { noon } from '../support/sample-scopes.ts';
import { everyRefusal as all } from './sample-refusals.ts';

const speech: Speech = {
  person: (slackId) => `@${slackId}`,
  instant: (at) => new Date(at).toISOString(),
  day: (at) => new Date(at).toISOString().slice(0, 10),
  group: (id) => `@${id}`,
  quoted: (text) => `“${text}”`,
  name: (text) => text,
};
const say = (refusal: Parameters<typeof refuse>[0]): string => english.refusal(refuse(refusal), speech);
type Why = Refusal['why'];
const number = 7 as RequestNumber;
const organization = 'acme';

describe('every refusal', () => {
  it.each(all.map((refusal) => [JSON.stringify(refusal), refusal] as const))('%s is whole sentences', (_, refusal) => {
    const said = say(refusal);
    expect(said).toMatch(/^[A-Z<@].*[.]$/s);
    expect(said).not.toMatch(/!|undefined|null|NaN|\[object|\p{Extended_Pictographic}/u);
    // No format of Slack's, so that what is quoted is all that could bring one.
    expect(said).not.toMatch(/[*_~`<>]/);
  });

  it('of the outside or of a bug is a sentence too', () => {
    expect([english.outage('github'), english.outage('slack'), english.outage('store')].join(' ')).toMatch(
      /^GitHub didn’t answer properly.* Slack didn’t answer properly.* Our database didn’t answer properly/,
    );
    expect(english.bug('a1b2c3')).toContain('reference a1b2c3.');
  });
});

describe('the title', () => {
  const outages: readonly Why[] = [
    'owner_not_checked',
    'reviewer_not_checked',
    'member_not_checked',
    'person_not_checked',
    'claim_not_checked',
    'sign_in_not_checked',
    'store_busy',
  ];

  it.each(all.map((refusal) => [refusal.why, refusal] as const))(
    'of %s is of a rule, or of an outage',
    (why, refusal) => {
      const { title } = refusalView(english, refuse(refusal));
      expect(title.text).toBe(outages.includes(why) ? 'Please try again' : 'Not possible');
      if (outages.includes(why)) expect(say(refusal)).toMatch(/(?:N|n)othing was \w+\. Please try again/);
    },
  );

  it('of an outage in the middle of a click is not that of a rule, and says what may not have happened', () => {
    for (const where of ['github', 'slack', 'store'] as const) {
      expect(english.outage(where)).toMatch(/may not have been done\. .* try again/);
    }
    expect(english.tooLate).toContain('Nothing was changed. Please try again.');
    expect([english.outageTitle, english.bugTitle]).not.toContain(english.refusalTitle);
  });
});

describe('whoever comes second', () => {
  it.each([
    ['approved', 'approve', '@U0BEA approved PAT-7 on 2026-06-09T12:00:00.000Z. Nothing was changed.'],
    ['denied', 'deny', '@U0BEA denied PAT-7 on 2026-06-09T12:00:00.000Z. Nothing was changed.'],
  ] as const)('is told who decided what when it is %s', (status, act, said) => {
    expect(say({ why: 'request_already', number, status, review: review(act), at: noon })).toBe(said);
  });

  it('is told how far it has got since', () => {
    const said = say({ why: 'request_already', number, status: 'claimed', review: review('approve'), at: noon });
    expect(said).toContain('@U0BEA approved PAT-7');
    expect(said).toContain('We’re activating its token now. Once it is active, you can revoke it here.');
  });

  it('is told of a withdrawal even where somebody had approved', () => {
    const said = say({ why: 'request_already', number, status: 'withdrawn', review: review('approve'), at: noon });
    expect(said).toContain('PAT-7 was withdrawn by its requester on');
  });

  it('is told who decided on a token', () => {
    const token = { why: 'pending_token_already', tokenName: 'nightly', status: 'approving', by: null } as const;
    expect(say({ ...token, review: review('approve') })).toContain('@U0BEA approved the token “nightly” on 2026-06-09');
  });
});

describe('a refusal', () => {
  it('says that an outage decided nothing', () => {
    expect(say({ why: 'owner_not_checked', organization })).toContain('Nothing was decided. Please try again');
  });

  it('does not tell another’s request from one that is not there', () => {
    expect(say({ why: 'not_your_request', number })).toBe(
      say({ why: 'unknown_request', given: 'PAT-7' }).replace('“PAT-7”', 'PAT-7'),
    );
  });

  it('of somebody who is not linked says what to tell whom', () => {
    const unlinked = { why: 'not_linked', slackId: 'U0MONA', organizations: [organization], ways: [] } as const;
    expect(say({ ...unlinked, helpers: [] })).toContain('Your Slack user id is U0MONA.');
    expect(say({ ...unlinked, helpers: ['U0BEA', 'U0CARL'] })).toContain('Ask @U0BEA or @U0CARL, who owns acme');
    expect(say({ ...unlinked, ways: ['sign_in'], helpers: [] })).toContain('Link it with the button');
  });
});
