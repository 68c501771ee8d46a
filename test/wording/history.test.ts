import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/domain/change.ts';
import { languages } from '../../src/domain/language.ts';
import { activeTokenTransitions, pendingTokenTransitions, requestTransitions } from '../../src/domain/lifecycle.ts';
import { worthTelling } from '../../src/domain/worth-telling.ts';
import { mrkdwnSpeech } from '../../src/slack/mrkdwn.ts';
import { wordingFor } from '../../src/wording/wording-for.ts';
import { noon } from '../support/sample-scopes.ts';

const actsOf = (of: string, transitions: Readonly<Record<string, Readonly<Record<string, unknown>>>>) =>
  [...new Set(Object.values(transitions).flatMap((acts) => Object.keys(acts)))].map((act) => `${of}.${act}`);

/** Every act with a subject that Details show, and those of other subjects that end in the same word. */
const acts = [
  ...['request.submit', 'pending_token.find', 'active_token.find', 'active_token.let_end', 'active_token.remind'],
  ...actsOf('request', requestTransitions),
  ...actsOf('pending_token', pendingTokenTransitions),
  ...actsOf('active_token', activeTokenTransitions),
  ...['notice.send', 'message.lost', 'message.undeliverable'],
];
const entry = (act: string, data: Entry['data'] = {}): Entry => ({
  ...{ at: noon, actor: 'countersign', act, subject: 'active_token:1', data },
});

describe('what happened is told', () => {
  const said = (one: Entry, wording = wordingFor('en', '/pat')) => wording.happened(one, mrkdwnSpeech(wording));

  it.each(languages)('of every act by a sentence that is its own, in %s', (language) => {
    const bySentence = Map.groupBy(worthTelling(acts.map((act) => entry(act))), (one) =>
      said(one, wordingFor(language, '/pat')),
    );
    expect(bySentence.get(null) ?? []).toEqual([]);
    const shared = [...bySentence.values()].filter((all) => all.length > 1).map((all) => all.map(({ act }) => act));
    // GitHub is told of a decision on either; that a request's end is said again by its token's is its own line.
    expect(shared).toEqual([['pending_token.send', 'active_token.send']]);
  });

  it.each([
    [{ threshold: 7, expiresAt: noon, to: 'U0MONA' }, /: We reminded <@U0MONA> that it expires on .+\.$/],
    [{ threshold: 'expired', expiresAt: noon, to: 'U0MONA' }, /: We told <@U0MONA> that it expired on .+\.$/],
    [{ threshold: 7, expiresAt: noon, to: null }, /: We reminded the owners that it expires on .+\.$/],
    [{}, /: We reminded the owners of its expiry\.$/],
  ])('of a reminder as what it is: %o', (data, words) => {
    expect(said(entry('notice.send', data))).toMatch(words);
  });
});
