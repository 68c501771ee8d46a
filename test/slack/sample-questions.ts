import { type AskedNow, askedOf } from '../../src/domain/notices/asked-now.ts';
import type { ActiveToken } from '../../src/domain/tokens/token.ts';
import type { OneContent } from '../../src/ports/message-content.ts';
import { mona } from '../support/sample-people.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { noon } from '../support/sample-scopes.ts';

export const everyAskedNow: readonly AskedNow[] = [
  ...(['open', 'renewing', 'needed', 'repeated', 'revoking'] as const).map((is) => ({ is })),
  { is: 'within', expiresAt: noon },
  { is: 'moved', expiresAt: null },
  ...(['revoked', 'gone', 'expired'] as const).map((is) => ({ is, at: noon })),
  ...(['another', 'nobody'] as const).map((to) => ({ is: 'passed_on', to }) as const),
];

/** What its holder is asked about a token, as it stands by now. */
export function questionContents(token: ActiveToken): readonly OneContent[] {
  const { id } = token;
  const base = { organization: 'acme', token, isSponsored: false };
  const renewal = pendingRequest(8);
  return everyAskedNow.flatMap((so): readonly OneContent[] => [
    ...(['prolonged', 'replaced'] as const).map((news): OneContent => {
      const message = { kind: 'active_token_news', id, news, audience: 'holder' } as const;
      const question = { asked: askedOf(message, token), so, renewal };
      const about = { request: null, holderSlackId: mona.slackId, hasLeft: false } as const;
      return { ...message, ...base, ...about, question };
    }),
    {
      ...{ kind: 'holder_reminder', ...base, by: mona.slackId },
      question: {
        asked: askedOf({ kind: 'holder_reminder', id, by: mona.slackId }, token),
        ...{ so, renewal: null, saidAt: noon },
      },
    },
  ]);
}
