import type { Ports } from '../../ports/ports.ts';

/**
 * Has every Home published that anybody opened: a policy that was changed shows no row, another version of the program may draw it otherwise,
 * and "in 3 days" is right for one day only.
 */
export async function publishHomes({ store, clock, wake }: Ports): Promise<void> {
  const homes = await store.homes();
  if (homes.length === 0) return;
  const effects = homes.map(({ slackId }) => ({ kind: 'publish_home', slackId }) as const);
  await store.commit({ writes: [], entries: [], effects }, clock.now());
  wake.outbox();
}
