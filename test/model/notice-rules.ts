import { cast } from '@countersign/sandbox-stage/cast';
import type { AuditTrail } from './audit-trail.ts';
import type { ProvenWorld } from './proven-world.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** The defaults of the policy, and the day itself. */
const thresholds = [14, 7, 3, 1, 0];

/** The wall clock there, read as if it were UTC. */
function wallClock(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The instant at which clocks there read this. */
function instantOf(wall: number, timeZone: string): number {
  const guess = wall - (wallClock(wall, timeZone) - wall);
  return wall - (wallClock(guess, timeZone) - guess);
}

/** That hour on that day; Saturday's and Sunday's are told on Friday at nine. */
function onWorkday(midnight: number, hour: number, timeZone: string): number {
  const weekday = new Date(midnight).getUTCDay();
  if (weekday === 6) return instantOf(midnight - dayMs + 9 * hourMs, timeZone);
  if (weekday === 0) return instantOf(midnight - 2 * dayMs + 9 * hourMs, timeZone);
  return instantOf(midnight + hour * hourMs, timeZone);
}

function dueAtOf(expiresAt: number, days: number, timeZone: string): number {
  const midnight = Math.floor(wallClock(expiresAt, timeZone) / dayMs) * dayMs;
  const isTooLate = days === 0 && expiresAt - instantOf(midnight + 9 * hourMs, timeZone) < hourMs;
  return isTooLate ? onWorkday(midnight - dayMs, 18, timeZone) : onWorkday(midnight - days * dayMs, 9, timeZone);
}

function zoneOf(login: string): string {
  if (login === 'acme-ci') return cast.bea.zone;
  return Object.values(cast).find((person) => person.login === login)?.zone ?? 'UTC';
}

/** The channel hears of whoever nobody can write to in one message a day, which says what falls due before the next. */
function wasToldAhead(trail: AuditTrail, token: string, days: number, dueAt: number): boolean {
  return trail.entries.some(
    ({ act, subject, data, at }) =>
      act === 'notice.send' &&
      subject === `active_token:${token}` &&
      data.includes(`"threshold":${days},`) &&
      data.includes('"to":null') &&
      dueAt - at < dayMs,
  );
}

/** Every reminder that became due since the expiry was known was sent or gave way to a later one, and the others are planned (I6). */
export function noticeRules({ stored, now }: ProvenWorld, trail: AuditTrail): readonly string[] {
  const notices = stored.notices();
  const broken: string[] = [];
  for (const token of stored.activeTokens().filter(({ status }) => ['active', 'exceeding'].includes(status))) {
    const { expiresAt } = token.scope;
    if (expiresAt === null) continue;
    const knownAt = trail.entries.findLast(({ subject, data }, index, all) => {
      if (subject !== `active_token:${token.id}`) return false;
      const { scope } = JSON.parse(data) as { readonly scope?: { readonly expiresAt: number | null } };
      if (scope?.expiresAt !== expiresAt) return false;
      const before = all.slice(0, index).findLast((one) => one.subject === subject && one.data.includes('"expiresAt"'));
      return before === undefined || !before.data.includes(`"expiresAt":${expiresAt}`);
    })?.at;
    for (const days of thresholds) {
      const dueAt = dueAtOf(expiresAt, days, zoneOf(token.holder.login));
      if (knownAt === undefined || dueAt <= knownAt) continue;
      const row = notices.find(
        (one) => one.active_token_id === token.id && one.expires_at === expiresAt && one.threshold === String(days),
      );
      const isAhead = wasToldAhead(trail, token.id, days, dueAt);
      const wanted = dueAt <= now ? ['claimed', 'superseded'] : isAhead ? ['claimed'] : ['planned'];
      if (row === undefined || row.due_at !== dueAt || !wanted.includes(row.status)) {
        const is = row === undefined ? 'is not there' : `is ${row.status}, due ${new Date(row.due_at).toISOString()}`;
        broken.push(
          `I6 the reminder ${days} days before token ${token.token_id} ends ${is}; due ${new Date(dueAt).toISOString()}`,
        );
      }
    }
  }
  const sent = stored
    .effects()
    .flatMap(({ effect }) => effect.message?.noticeIds ?? [])
    .filter((id, index, all) => all.indexOf(id) !== index);
  return [...broken, ...sent.map((id) => `I6 the notice ${id} is in two messages`)];
}
