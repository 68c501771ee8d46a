import { inClassic } from './survivors/classic.ts';
import { inDecisions } from './survivors/decisions.ts';
import { inDomainItself } from './survivors/domain.ts';
import { inHomes } from './survivors/homes.ts';
import { inLeaks } from './survivors/leaks.ts';
import { inMessages } from './survivors/messages.ts';
import { inNotices } from './survivors/notices.ts';
import { inPolicy } from './survivors/policy.ts';
import { inRecord } from './survivors/record.ts';
import { inRequests } from './survivors/requests.ts';
import { inRules } from './survivors/rules.ts';
import { inScope } from './survivors/scope.ts';
import type { Survivor } from './survivors/survivor.ts';
import { inTokens } from './survivors/tokens.ts';
import { inTokensAsSeen } from './survivors/tokens-as-seen.ts';

export const survivors: readonly Survivor[] = [
  ...[
    ...inClassic,
    ...inDecisions,
    ...inDomainItself,
    ...inHomes,
    ...inLeaks,
    ...inMessages,
    ...inNotices,
    ...inPolicy,
  ],
  ...[...inRecord, ...inRequests, ...inRules, ...inScope, ...inTokens, ...inTokensAsSeen],
];
