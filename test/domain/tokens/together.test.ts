import { describe, expect, it } from 'vitest';
import { type Change, noChange } from '../../../src/domain/change.ts';
import type { Instant, SlackUserId } from '../../../src/domain/ids.ts';
import { isRefusal, refuse } from '../../../src/domain/refusal.ts';
import { redraw } from '../../../src/domain/step.ts';
import { readTogether, revokedTogether, togetherSubject } from '../../../src/domain/tokens/together.ts';
import { acme, now } from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';

const about = {
  ...{ id: 'x', holder: { githubId: mona.githubId, login: mona.login }, slackId: mona.slackId },
  ...{ by: bea.slackId, reason: 'They left the company.' },
};
const revoked = (id: string) => {
  const change: Change = { ...noChange, effects: [redraw({ of: 'active_token', id })] };
  return { id, result: change };
};
const ended = (id: string) => ({ id, result: refuse({ why: 'nothing_to_keep', tokenName: id }) });
const put = (...decided: readonly (ReturnType<typeof revoked> | ReturnType<typeof ended>)[]) =>
  revokedTogether(acme, about, decided, now as Instant);

describe('all tokens of one holder that are revoked at once', () => {
  it('are one step with one message, which names those that were revoked by it', () => {
    const done = put(revoked('a'), ended('b'), revoked('c'));
    if (isRefusal(done)) throw new Error(done.why);
    expect(done.count).toBe(2);
    const subject = togetherSubject(acme, 'x');
    expect(done.change.effects).toEqual([
      redraw({ of: 'active_token', id: 'a' }),
      redraw({ of: 'active_token', id: 'c' }),
      {
        kind: 'post',
        key: subject,
        to: { to: 'reviewers', organizationId: acme },
        message: { kind: 'revoked_together', id: 'x', organizationId: acme },
      },
    ]);
    const [entry] = done.change.entries;
    expect(entry).toMatchObject({ at: now, actor: `slack:${bea.slackId}`, act: 'holder.revoke_all', subject });
    const { id: _, ...told } = about;
    expect(entry === undefined ? null : readTogether(entry)).toEqual({ of: 'revoked', ...told, tokens: ['a', 'c'] });
  });

  it('are nothing where each was refused: the first of these is the answer', () => {
    expect(put(ended('a'), ended('b'))).toEqual(ended('a').result);
  });

  it('are told of where there was none to be refused', () => {
    expect(put()).toMatchObject({ count: 0 });
  });

  it('are told of a holder whom nobody knows in Slack', () => {
    const done = revokedTogether(acme, { ...about, slackId: null as SlackUserId | null }, [revoked('a')], now);
    expect(isRefusal(done) ? null : done.change.entries[0]?.data.slackId).toBeNull();
  });
});
