import type { OlderAnswer } from '../acts/acts.ts';
import { describeWebhook } from '../shown/github-slices.ts';
import type { PageState } from '../shown/page-state.ts';
import type { Stage } from '../stage.ts';

type Answer = OlderAnswer<'messages' | 'entries' | 'effects' | 'webhooks'>;
const mostRows = 200;
const rowsByDefault = 50;

/** The rows of a list that come before one that the page has; null where there is no such list. */
export function olderRows({ records, world }: Stage, { lists }: PageState, query: URLSearchParams): Answer | null {
  const before = query.get('before') ?? '';
  const limit = Math.min(Math.max(Number(query.get('limit')) || rowsByDefault, 1), mostRows);
  switch (query.get('list')) {
    case 'messages': {
      const all = [...lists.messages.values()].filter(({ conversation }) => conversation === query.get('conversation'));
      return page(
        all,
        all.findIndex(({ key }) => key === before),
        limit,
      );
    }
    case 'webhooks': {
      const numbered = world.github.webhooks.deliveries.map((delivery, index) => ({ delivery, number: index + 1 }));
      const { rows, hasOlder } = page(numbered, Number(before) - 1, limit);
      return { rows: rows.map(({ delivery, number }) => describeWebhook(delivery, number)), hasOlder };
    }
    case 'entries': {
      const rows = records?.entries(Number(before), limit) ?? [];
      return { rows, hasOlder: (rows[0]?.seq ?? 1) > 1 };
    }
    case 'effects': {
      const rows = records?.effectsBefore(Number(before), limit) ?? [];
      return { rows, hasOlder: rows.length === limit };
    }
    default:
      return null;
  }
}

function page<Row>(all: readonly Row[], end: number, limit: number): { rows: readonly Row[]; hasOlder: boolean } {
  const start = Math.max(end - limit, 0);
  return { rows: all.slice(start, Math.max(end, 0)), hasOlder: start > 0 };
}
