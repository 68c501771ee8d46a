// The policy has an organization be observed, or enforced, by now: the row says so from then on, the trail once, and every message that offers what can't be
// done any more, or can again, is drawn anew.
import { type Change, noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { Subject } from '../message.ts';
import type { Organization } from '../organization.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { redraw, stepOf } from '../step.ts';
import type { ActiveToken, PendingToken } from '../tokens/token.ts';
import type { Mode } from './policy.ts';

/** What may be shown with buttons. */
export type ShownWithButtons = {
  readonly requests: readonly Pick<TokenRequest, 'number'>[];
  readonly pendingTokens: readonly Pick<PendingToken, 'id'>[];
  readonly activeTokens: readonly Pick<ActiveToken, 'id' | 'status' | 'agreement'>[];
};

export function followMode(organization: Organization, mode: Mode, shown: ShownWithButtons, at: Instant): Change {
  if (organization.mode === mode) return noChange;
  const { id, version } = organization;
  const subjects: readonly Subject[] = [
    { of: 'organization', id },
    ...shown.requests.map(({ number }) => ({ of: 'request', number }) as const),
    ...shown.pendingTokens.map((token) => ({ of: 'pending_token', id: token.id }) as const),
    // A card stands of what nobody agreed to.
    ...shown.activeTokens
      .filter(({ status, agreement }) => status !== 'active' || agreement === null)
      .map((token) => ({ of: 'active_token', id: token.id }) as const),
  ];
  return stepOf(
    [{ table: 'organizations', was: version, row: { ...organization, version: version + 1, mode } }],
    { at, actor: 'policy', act: `organization.${mode}`, subject: { of: 'organization', id }, data: {} },
    subjects.map(redraw),
  );
}
