import { asc, gt } from 'drizzle-orm';
import type { TokenRequest } from '../domain/requests/token-request.ts';
import type { Engine } from './engine.ts';
import { readsOf } from './reads-of.ts';

/** Read at once, before others have their turn. */
const pageSize = 500;

/** All requests that were ever made, the oldest first, page by page. */
export async function* requestHistory(engine: Engine): AsyncGenerator<readonly TokenRequest[]> {
  const requests = readsOf(engine, 'token_requests');
  let last = 0;
  for (;;) {
    const page = await requests.where(gt(requests.table.number, last as never), {
      ...{ order: asc(requests.table.number), limit: pageSize },
    });
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    last = page.at(-1)?.number ?? last;
  }
}
