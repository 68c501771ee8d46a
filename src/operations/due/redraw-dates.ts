import type { Ports } from '../../ports/ports.ts';

/**
 * GitHub's pre-filled page takes a number of days, so a link to a date is right for one day only: the messages that carry one are
 * redrawn as long as the token may still be made.
 */
export async function redrawDates(ports: Ports): Promise<void> {
  const requests = await ports.store.approvedRequestsWithDate();
  if (requests.length === 0) return;
  const effects = requests.map(({ number }) => ({ kind: 'redraw', subject: { of: 'request', number } }) as const);
  await ports.store.commit({ writes: [], entries: [], effects }, ports.clock.now());
  ports.wake.outbox();
}
