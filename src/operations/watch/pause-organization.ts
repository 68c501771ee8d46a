import { noChange } from '../../domain/change.ts';
import { outageMs } from '../../domain/notices/deadline.ts';
import type { Organization, PauseReason } from '../../domain/organization.ts';
import { effectKey } from '../../domain/step.ts';
import type { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';

/** One refused call is no lost permission. */
const refusedMs = 600_000;

const namedByCode: ReadonlySet<string> = new Set<PauseReason>([
  'not_installed',
  'suspended',
  'another_organization',
  'address_refused',
]);

function isNamed(code: string): code is PauseReason {
  return namedByCode.has(code);
}

function reasonOf({ code }: Fault): PauseReason {
  if (isNamed(code)) return code;
  return code === 'status_401' || code === 'status_403' || code === 'status_404' ? 'refused' : 'unreachable';
}

function lastListedAt({ pendingListedAt, activeListedAt }: Organization): number | null {
  return activeListedAt ?? pendingListedAt;
}

/** A pass failed: where that is not a passing moment, the channel is told once that nothing can be seen or decided there. */
export async function pauseOrganization(ports: Ports, login: string, fault: Fault): Promise<void> {
  if (fault.code === 'another_organization') {
    ports.log.error('the login belongs to another organization on GitHub now; nothing is concluded from it', {
      organization: login,
    });
  }
  await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const organization = await ports.store.organizationByLogin(login);
    if (organization === null) return { change: noChange };
    const why = reasonOf(fault);
    // Told already; another reason that needs another remedy is told anew.
    if (organization.paused?.why === why || (organization.paused !== null && why === 'unreachable')) {
      return { change: noChange };
    }
    const listedAt = lastListedAt(organization);
    const sinceMs = listedAt === null ? null : at - listedAt;
    // An outage of GitHub's own is news only after so long.
    if (why === 'unreachable' && (sinceMs === null || sinceMs < outageMs)) return { change: noChange };
    if (why === 'refused' && sinceMs !== null && sinceMs < refusedMs) return { change: noChange };
    const row: Organization = {
      ...organization,
      version: organization.version + 1,
      paused: { since: organization.paused?.since ?? at, why },
    };
    return {
      change: {
        writes: [{ table: 'organizations', was: organization.version, row }],
        entries: [
          {
            at,
            actor: 'countersign',
            act: 'organization.pause',
            subject: `organization:${organization.id}`,
            data: { why },
          },
        ],
        effects: [
          {
            kind: 'post',
            key: effectKey.news('organization_paused', String(organization.id), row.version),
            to: { to: 'reviewers', organizationId: organization.id },
            message: { kind: 'organization_paused', why },
          },
        ],
      },
    };
  });
}

/** A whole pass succeeded again: everything that happened meanwhile was just caught up with. */
export async function resumeOrganization(ports: Ports, login: string): Promise<void> {
  await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const organization = await ports.store.organizationByLogin(login);
    if (organization === null || organization.paused === null) return { change: noChange };
    const row: Organization = { ...organization, version: organization.version + 1, paused: null };
    return {
      change: {
        writes: [{ table: 'organizations', was: organization.version, row }],
        entries: [
          {
            at,
            actor: 'countersign',
            act: 'organization.resume',
            subject: `organization:${organization.id}`,
            data: { since: organization.paused.since },
          },
        ],
        effects: [
          {
            kind: 'post',
            key: effectKey.news('organization_resumed', String(organization.id), row.version),
            to: { to: 'reviewers', organizationId: organization.id },
            message: { kind: 'organization_resumed' },
          },
        ],
      },
    };
  });
}
