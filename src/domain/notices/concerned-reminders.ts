// Which reminders and questions to its holder a Change may have made untrue. One place for all Changes, so that no step of a token or of its
// renewal can forget one.
import type { Change } from '../change.ts';
import { type Subject, subjectKey } from '../message.ts';
import { isOpen } from '../requests/request-status.ts';
import { questionsOf, remindersOf } from './reminders-of.ts';

/** What moves no end, ends no access and alters nothing that a button carries. */
const besides: ReadonlySet<string> = new Set(
  ['accept', 'ask_channel', 'ask_owners', 'ask_use', 'extend', 'follow_mode', 'keep', 'pass_deadline', 'remind']
    .concat(['send', 'use_again'])
    .map((act) => `active_token.${act}`),
);

/** That GitHub is called answers no question: what became of that does. */
const unasked: ReadonlySet<string> = new Set(['active_token.send']);

type Written = Pick<Change, 'writes' | 'entries'>;

export function concernedReminders(change: Written): readonly Subject[] {
  return concerned(change, besides, remindersOf);
}

export function concernedQuestions(change: Written): readonly Subject[] {
  return concerned(change, unasked, questionsOf);
}

function concerned(
  { writes, entries }: Written,
  besides: ReadonlySet<string>,
  messagesOf: (token: Parameters<typeof remindersOf>[0]) => Subject,
): readonly Subject[] {
  const told = new Set(entries.filter(({ act }) => !besides.has(act)).map(({ subject }) => subject));
  const concerned = writes.flatMap((write): readonly Subject[] => {
    if (write.table === 'active_tokens') {
      const { row } = write;
      // Nobody was reminded of what the first listing shows.
      const isNew = write.was === null && row.isBaseline;
      return told.has(subjectKey({ of: 'active_token', id: row.id })) && !isNew ? [messagesOf(row)] : [];
    }
    if (write.table !== 'token_requests' || write.row.renews === null) return [];
    const { organizationId, renews } = write.row;
    // As long as it is open there is no second one.
    return write.was === null || !isOpen(write.row) ? [messagesOf({ organizationId, tokenId: renews.tokenId })] : [];
  });
  return [...new Map(concerned.map((subject) => [subjectKey(subject), subject] as const)).values()];
}
