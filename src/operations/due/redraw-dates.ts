import { noChange } from '../../domain/change.ts';
import { redraw } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';

/**
 * GitHub's pre-filled page takes a number of days, so a link to a date is right for one day only: the messages that carry one are
 * redrawn as long as the token may still be made.
 */
export async function redrawDates(ports: Ports): Promise<void> {
  const requests = await ports.store.approvedRequestsWithDate();
  if (requests.length === 0) return;
  const effects = requests.map(({ number }) => redraw({ of: 'request', number }));
  await commitOnce(ports, { ...noChange, effects }, ports.clock.now());
}
