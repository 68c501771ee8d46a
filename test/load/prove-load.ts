import { countCalls } from './figures.ts';
import { startLargeWorld } from './large-world.ts';
import { full, fullFloodSeconds, fullLimits } from './limits.ts';

/** The organization in its full size, a minute of one core. Answers whether it stays within its limits. */
export async function proveLoad(print: (line: string) => void): Promise<boolean> {
  print(`${full.members} members, ${full.repositories} repositories, ${full.tokens} tokens, ${full.requests} requests`);
  const world = await startLargeWorld(full);
  const figures = await countCalls(world, full, fullFloodSeconds);
  await world.end();
  let isGood = true;
  for (const { of, figure, isKept } of fullLimits) {
    const kept = isKept(figures);
    isGood &&= kept;
    print(`${kept ? 'kept' : 'BROKEN'}: ${of} (${JSON.stringify(figure(figures)).slice(0, 200)})`);
  }
  return isGood;
}
