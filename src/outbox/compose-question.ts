import type { MessageCopy } from '../domain/change.ts';
import { type Asked, subjectKey } from '../domain/message.ts';
import { overForGood, passedOn } from '../domain/messages/copies.ts';
import { askedNow, askedOf, isAnswered, isSameQuestion } from '../domain/notices/asked-now.ts';
import { grantNow } from '../domain/notices/reminder-now.ts';
import { questionsOf } from '../domain/notices/reminders-of.ts';
import { deniedRenewal } from '../domain/requests/renewal.ts';
import { openRenewal } from '../domain/tokens/renewable.ts';
import type { ActiveToken } from '../domain/tokens/token.ts';
import { findHolder } from '../operations/people/find-holder.ts';
import { findSuccessor } from '../operations/watch/find-successor.ts';
import type { Ports } from '../ports/ports.ts';
import type { QuestionNow } from '../ports/question-now.ts';

/** The question that a message asks, or what it tells them to mend. `row`: the grant that it was asked about; `own`: where it stands, and null where it is about to be posted. */
export async function composeQuestion(
  ports: Ports,
  message: Asked['message'],
  row: ActiveToken,
  own: MessageCopy | null,
): Promise<{ readonly token: ActiveToken; readonly question: QuestionNow; readonly shownVersion: number }> {
  const { store } = ports;
  const { organizationId, tokenId } = row;
  const token = grantNow(await store.activeTokensOfToken(organizationId, tokenId)) ?? row;
  const stood = own?.subject.of === 'questions' ? own.subject.asked : undefined;
  const asked = stood ?? askedOf(message, token);
  const renewals = await store.renewalsOf(organizationId, tokenId);
  const open = openRenewal(token, renewals);
  const denied = deniedRenewal(token, renewals);
  const holder = own === null ? null : await findHolder(ports, token.holder);
  const so = askedNow(asked, token, {
    standsNow: own === null || own.reader === holder ? 'reader' : holder === null ? 'nobody' : 'another',
    isNewest: own === null || !(await isRepeated(store, own, message, token)),
    isRenewing: open !== null,
    isDenied: denied !== null,
    hasSuccessor: (await findSuccessor({ store }, token)) !== null,
  });
  const saidAt = own === null ? {} : { saidAt: Math.round(Number(own.ts) * 1_000) };
  return {
    token,
    question: { asked, so, renewal: open ?? denied, ...saidAt },
    shownVersion: isAnswered(so) ? overForGood : so.is === 'passed_on' ? passedOn : token.version,
  };
}

async function isRepeated(
  store: Ports['store'],
  { ts, reader }: MessageCopy,
  message: Asked['message'],
  token: ActiveToken,
): Promise<boolean> {
  return (await store.copiesAbout([subjectKey(questionsOf(token))])).some(
    (copy) =>
      copy.reader === reader &&
      Number(copy.ts) > Number(ts) &&
      copy.subject.of === 'questions' &&
      copy.subject.asked !== undefined &&
      isSameQuestion(copy.subject.asked.message, message),
  );
}
