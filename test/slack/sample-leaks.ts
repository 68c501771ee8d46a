import { credentialKinds, isRevocableKind, type KindCount } from '../../src/domain/leaks/credential-kind.ts';
import type { OneContent } from '../../src/ports/message-content.ts';
import { mona } from '../support/sample-people.ts';

/** One, several, one that GitHub revokes for nobody, and all that there are. */
const leakedKinds: readonly (readonly [revoked: readonly KindCount[], byHand: readonly KindCount[]])[] = [
  [[{ kind: 'classic', count: 1 }], []],
  [[{ kind: 'classic', count: 2 }], [{ kind: 'private_key', count: 1 }]],
  [[], [{ kind: 'slack_token', count: 3 }]],
  [
    credentialKinds.filter(isRevocableKind).map((kind) => ({ kind, count: 40 })),
    credentialKinds.filter((kind) => !isRevocableKind(kind)).map((kind) => ({ kind, count: 40 })),
  ],
];

export const leakContents: readonly OneContent[] = leakedKinds.map(([revoked, byHand]) => ({
  ...{ kind: 'leak_reported', organization: 'acme', by: mona.slackId },
  ...{ revoked, byHand },
}));
