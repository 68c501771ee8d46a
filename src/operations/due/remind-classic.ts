import { type Change, noChange, together } from '../../domain/change.ts';
import { advanceClassicToken } from '../../domain/classic/advance-classic-token.ts';
import { declaredEnd } from '../../domain/classic/classic-record.ts';
import type { ClassicToken } from '../../domain/classic/classic-token.ts';
import { dueReminder, tellOfEnd } from '../../domain/classic/due-reminder.ts';
import { dayMs, type SlackUserId } from '../../domain/ids.ts';
import type { Message } from '../../domain/message.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { effectKey, post } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { findHolder, zoneOf } from '../people/find-holder.ts';

/** So far ahead is looked: a policy's reminders begin a year before at most. */
const aheadMs = 367 * dayMs;

/**
 * Reminds of classic tokens that end: by what was declared where GitHub shows none, and by GitHub's list where it does. What was told last
 * stands in the row, so a tick that comes late, twice or after a crash tells nothing twice.
 */
export async function remindClassic(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const until = ports.clock.now() + aheadMs;
  for (const request of await ports.store.requestsEnding(until)) await remindOfRequest(ports, request.number);
  for (const token of await ports.store.classicTokensEnding(until)) await remindOfToken(ports, token.id);
}

async function remindOfRequest(ports: Ports, number: TokenRequest['number']): Promise<void> {
  await commitDecision(ports, async () => {
    const now = ports.clock.now();
    const request = await ports.store.request(number);
    const endsAt = request === null ? null : declaredEnd(request);
    if (request === null || endsAt === null) return { change: noChange };
    // Where GitHub shows the token itself, that is what is reminded of.
    if ((await ports.store.classicTokenOfRequest(number)) !== null) return { change: noChange };
    const { policy } = await organizationOf(ports, request.organizationId);
    const slackId = await findHolder(ports, request.holder);
    const threshold = dueReminder(
      {
        endsAt,
        zone: await zoneOf(ports, slackId),
        reminderDays: policy.reminderDays,
        from: request.agreement?.agreedAt ?? request.createdAt,
        told: request.classic?.told ?? null,
      },
      now,
    );
    if (threshold === null) return { change: noChange };
    // Whoever never said that they made it is told that its time is over by what becomes of the request.
    if (threshold === 'expired' && request.status === 'approved') {
      const lapsed = advanceRequest(request, { act: 'lapse' }, now);
      return isRefusal(lapsed) ? lapsed : { change: lapsed };
    }
    const told = tellOfEnd(request, threshold, endsAt, slackId, now);
    const message: Message = { kind: 'classic_ends', number, id: null, threshold, endsAt };
    const key = effectKey.classicEnds({ of: 'request', number }, threshold, endsAt);
    return { change: together(told, tell(request, slackId, key, message)) };
  });
}

async function remindOfToken(ports: Ports, id: string): Promise<void> {
  await commitDecision(ports, async () => {
    const now = ports.clock.now();
    const token = await ports.store.classicToken(id);
    const endsAt = token?.expiresAt ?? null;
    if (token === null || endsAt === null) return { change: noChange };
    const { policy } = await organizationOf(ports, token.organizationId);
    const slackId = await findHolder(ports, token.holder);
    const told = token.told?.expiresAt === endsAt ? token.told.threshold : null;
    const zone = await zoneOf(ports, slackId);
    const threshold = dueReminder(
      { endsAt, zone, reminderDays: policy.reminderDays, from: token.firstSeenAt, told },
      now,
    );
    if (threshold === null) return { change: noChange };
    const change = advanceClassicToken(token, { act: 'tell', threshold, expiresAt: endsAt }, now, slackId);
    if (isRefusal(change)) return change;
    const message: Message = { kind: 'classic_ends', number: null, id, threshold, endsAt };
    const key = effectKey.classicEnds({ of: 'classic_token', id }, threshold, endsAt);
    return { change: together(change, tell(token, slackId, key, message)) };
  });
}

/** Where nobody is linked, the channel is told. */
function tell(
  { organizationId }: Pick<ClassicToken | TokenRequest, 'organizationId'>,
  slackId: SlackUserId | null,
  key: string,
  message: Message,
): Change {
  return { ...noChange, effects: post(organizationId, slackId ?? 'reviewers', key, message) };
}
