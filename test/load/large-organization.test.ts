import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countCalls, type Figures } from './figures.ts';
import { type LargeWorld, type Size, startLargeWorld } from './large-world.ts';

// A twentieth of what `npm run prove` goes through (limits.ts), which takes a minute of one core: what grows with the organization is scaled,
// what does not (what waits is listed twice a minute, twenty selections are read again in a pass) is as it is there.
const size: Size = { members: 250, repositories: 500, tokens: 150, requests: 20 };
const floodSeconds = 600;

describe('an organization of 250 members, 500 repositories, 150 tokens and 20 open requests', () => {
  let world: LargeWorld | undefined;
  let figures: Figures;
  const perHour = (calls: number): number => (calls * 3_600) / floodSeconds;

  beforeAll(async () => {
    world = await startLargeWorld(size);
    figures = await countCalls(world, size, floodSeconds);
  }, 600_000);

  afterAll(() => world?.end());

  it('costs 100 calls at its first start: a twentieth of 2,000', () => {
    expect(figures.firstStart).toBeLessThanOrEqual(100);
  });

  it('has its repositories read once at the start, though their tick comes meanwhile', () => {
    expect(figures.pagesOfRepositories).toBe(Math.ceil((size.repositories + 5) / 100));
  });

  it('has a click answered in the middle of the first start', () => {
    expect(figures.clickedAtStart).toEqual({ card: expect.stringContaining('Approved by'), isStarted: false });
  });

  it('costs 500 calls in a quiet hour', () => {
    expect(figures.quietHour).toBeLessThanOrEqual(500);
  });

  it('costs 4 calls for a webhook, and the token is found by it', () => {
    expect(figures.webhook).toBeLessThanOrEqual(4);
    expect(figures.foundByWebhook).toContain('created the token “nightly” for acme without a request');
  });

  it('costs a call more for each webhook of one member who floods it, and what anybody may cause at once', () => {
    const quiet = (figures.quietHour * floodSeconds) / 3_600;
    const atOnce = 60;
    expect(perHour(figures.webhooksOfFlood)).toBeGreaterThanOrEqual(1_000);
    expect(figures.flood - quiet).toBeLessThanOrEqual(figures.webhooksOfFlood + atOnce);
  });

  it('has a click answered in the middle of the flood, and carried out', () => {
    expect(figures.clickedInFlood).toContain('Approved by');
    expect(figures.isDecisionCarriedOut).toBe(true);
  });

  it('is refused nothing by a GitHub that gives 5,000 calls an hour', () => {
    expect(figures.refused).toEqual([]);
  });
});
