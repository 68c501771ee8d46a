import { classicReasons } from '../../src/domain/classic/classic-terms.ts';
import { classicScopes } from '../../src/domain/classic/scope-catalogue.ts';
import type { RequestNumber } from '../../src/domain/ids.ts';
import { mrkdwnSpeech } from '../../src/slack/mrkdwn.ts';
import type { Wording } from '../../src/wording/wording.ts';
import { approvedClassic, classicToken, pendingClassic } from '../support/sample-classic.ts';
import { bea } from '../support/sample-people.ts';
import { noon } from '../support/sample-scopes.ts';

/** What is said of classic tokens, and of the requests for them. */
export function sayOfClassic(wording: Wording): void {
  const speech = mrkdwnSpeech(wording);
  for (const reason of classicReasons) {
    wording.classicReasonOption(reason);
    wording.classicInstead(reason);
    wording.classicReasonGiven({ reason, scopes: ['repo'] });
    wording.beyondPolicy({ code: 'classic_reason_not_allowed', reason });
  }
  wording.beyondPolicy({ code: 'classic_not_allowed' });
  for (const { name } of classicScopes) {
    wording.classicScope(name);
    wording.classicScopeLine(name);
    wording.classicScopeOption(name);
  }
  for (const sight of ['seen', 'unknown', 'no_permission', 'no_sso'] as const) {
    wording.classicCantSee(sight);
    wording.classicUnseen(sight, 'acme');
  }
  wording.moreScopes(3);
  for (const kind of ['classic', 'fine_grained'] as const) wording.tokenKindOption(kind);
  wording.classicNext('acme');
  for (const threshold of [7, 'expired'] as const) {
    const end = {
      name: 'old-script',
      number: 7 as RequestNumber,
      organization: 'acme',
      threshold,
      endsAt: noon,
      days: 7,
    };
    wording.classicEnds({ ...end, holder: null, isDeclared: true }, speech);
    wording.classicEnds({ ...end, holder: 'mona-gh', isDeclared: false }, speech);
  }
  const excess = [
    { kind: 'scope', name: 'repo' },
    { kind: 'never_expires' },
    { kind: 'expires_later', actualAt: noon, latestAt: noon - 86_400_000 },
  ] as const;
  for (const one of excess) wording.classicExcess(one);
  for (const status of ['active', 'revoking', 'revoked', 'gone'] as const) {
    for (const token of [classicToken({ status }), classicToken({ status, excess })]) {
      wording.classicTokenCard(token, 'acme', speech);
      wording.classicTokenStatus(token, speech);
      wording.classicRevoked(token, 'acme', speech);
      wording.classicLine(token, 'acme');
      wording.classicLineRest(token);
    }
  }
  const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;
  for (const ended of [revocation, { ...revocation, by: null }, null]) {
    const back = classicToken({ requestNumber: 7 as RequestNumber, revocation: ended });
    wording.classicTokenStatus(back, speech);
    wording.classicLineRest(back);
    const about = { token: null, waiting: null, classicToken: back };
    wording.requestStatus(approvedClassic(7, { status: 'fulfilled' }), 'acme', about, speech);
  }
  for (const names of [[], ['repo', 'workflow']]) wording.classicScopesGiven(names);
  for (const at of [null, noon]) wording.classicExpiry(at);
  for (const [count, unagreed] of [
    [1, 1],
    [4, 4],
    [4, 3],
  ] as const)
    wording.classicFound(count, unagreed, 'acme', speech);
  for (const request of [pendingClassic(7), approvedClassic(8)]) {
    const about = { token: null, waiting: null };
    wording.requestCard(request, 'acme', speech);
    for (const status of ['pending', 'approved', 'fulfilled', 'lapsed', 'denied'] as const) {
      wording.requestStatus({ ...request, status }, 'acme', about, speech);
      wording.requestNews({ ...request, status }, 'acme', null, speech);
    }
  }
}
