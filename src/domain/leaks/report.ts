// That somebody reported credentials: what the trail keeps and whom it is told to. Of the credentials themselves only their kinds.
import type { Change } from '../change.ts';
import type { Instant, OrganizationId, SlackUserId } from '../ids.ts';
import { effectKey, post } from '../step.ts';
import type { KindCount } from './credential-kind.ts';

export type LeakReport = {
  /** The form's own: however often it is sent, it is one report. */
  readonly id: string;
  readonly by: SlackUserId;
  readonly revoked: readonly KindCount[];
  /** Those that GitHub revokes for nobody. */
  readonly byHand: readonly KindCount[];
};

export function leakSubject(id: string): string {
  return `leak:${id}`;
}

/** GitHub does not say whose a credential was, or what it reached: it concerns every organization. */
export function recordLeak(
  { id, by, revoked, byHand }: LeakReport,
  channelsOf: readonly OrganizationId[],
  at: Instant,
): Change {
  return {
    writes: [],
    entries: [{ at, actor: `slack:${by}`, act: 'leak.report', subject: leakSubject(id), data: { revoked, byHand } }],
    effects: channelsOf.flatMap((organizationId) =>
      post(organizationId, 'reviewers', effectKey.leak(organizationId, id), {
        kind: 'leak_reported',
        ...{ by, revoked, byHand },
      }),
    ),
  };
}
