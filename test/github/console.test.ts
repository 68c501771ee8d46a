import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => void vi.restoreAllMocks());

it('Octokit keeps from the console what it has to say of a clock that GitHub does not believe', async () => {
  const printed: unknown[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => void printed.push(...words));
  }
  // Octokit takes hold of the console as it is loaded.
  const { startGithub } = await import('./start-github.ts');
  let refused = 0;
  const { github } = await startGithub({
    fetch: async (input, init) => {
      if (!String(input).endsWith('/installation') || refused > 0) return fetch(input, init);
      refused += 1;
      const message = "'Expiration time' claim ('exp') is too far in the future";
      const headers = { 'content-type': 'application/json', date: new Date().toUTCString() };
      return new Response(JSON.stringify({ message }), { status: 401, headers });
    },
  });
  expect(await github.owners('acme')).toHaveLength(1);
  expect(refused).toBe(1);
  expect(printed).toEqual([]);
});
