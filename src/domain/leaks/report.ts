// That somebody reported credentials: what the trail keeps and whom it is told to. Of the credentials themselves only their kinds.
import type { Change } from '../change.ts';
import type { Instant, OrganizationId, SlackUserId } from '../ids.ts';
import type { Organization } from '../organization.ts';
import { type Policy, policyOf } from '../policy/policy.ts';
import { effectKey, post } from '../step.ts';
import { type FoundCredential, isRevocableKind, type KindCount } from './credential-kind.ts';

export type LeakReport = {
  /** The form's own: however often it is sent, it is one report. */
  readonly id: string;
  readonly by: SlackUserId;
  readonly revoked: readonly KindCount[];
  /** Those that GitHub revokes for nobody. */
  readonly byHand: readonly KindCount[];
};

/** What GitHub ends for whoever has it, where it can be asked, and what whoever reports has to end themselves. */
export function revokedAndByHand(
  found: readonly FoundCredential[],
  isPossible: boolean,
): { readonly revoked: readonly FoundCredential[]; readonly byHand: readonly FoundCredential[] } {
  const isRevoked = ({ kind }: FoundCredential): boolean => isPossible && isRevocableKind(kind);
  return { revoked: found.filter(isRevoked), byHand: found.filter((one) => !isRevoked(one)) };
}

/** An organization for each channel: several may share one. */
export function oneForEachChannel(
  organizations: readonly Pick<Organization, 'id' | 'login'>[],
  policy: Policy,
): readonly OrganizationId[] {
  const byChannel = Map.groupBy(organizations, ({ login }) => policyOf(policy, login)?.channel);
  return [...byChannel].flatMap(([channel, all]) => (channel === undefined ? [] : all.slice(0, 1).map(({ id }) => id)));
}

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
