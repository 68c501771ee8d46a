import { createRoutes, emulatedCalls } from '@countersign/sandbox-github/routes';
import { GithubState } from '@countersign/sandbox-github/state';
import { setStage } from '@countersign/sandbox-slack/test/fake-bot';
import { emulatedMethods } from '@countersign/sandbox-slack/web-api';
import { describe, expect, it } from 'vitest';
import { gaps, githubCalls, slackMethods } from '../world/coverage.ts';

const world = {
  state: new GithubState(() => new Date('2027-03-01T09:30:00Z')),
  ...{ appId: 1, publicKeyPem: '', finish: () => undefined, hook: () => ({ url: null, deliveries: [] }) },
};

describe('what the sandbox says that it emulates', () => {
  it('is what the local Slack has methods for', () => {
    expect(slackMethods).toEqual(emulatedMethods);
  });

  it('is what the local GitHub has routes for', () => {
    expect([...githubCalls].sort()).toEqual([...emulatedCalls(world)].sort());
  });
});

/** Whether a call such as `GET /user` fits a shape such as `GET /user/:`. */
function fits(call: string, shape: string): boolean {
  return new RegExp(`^${shape.replaceAll(':', '[^/]+')}$`).test(call);
}

describe('what the sandbox says that it leaves out', () => {
  const probesOf = (of: string): readonly string[] =>
    gaps.flatMap(({ side, probes = [] }) => (side === of ? probes : []));

  it('is unknown to the local Slack', async () => {
    const stage = await setStage();
    for (const method of probesOf('Slack')) {
      expect([method, (await stage.api(method, {})).error]).toEqual([method, 'unknown_method']);
    }
    await stage.end();
  });

  it('has no route in the local GitHub', () => {
    expect(probesOf('GitHub').length).toBeGreaterThan(0);
    for (const call of probesOf('GitHub')) {
      expect(emulatedCalls(world).filter((shape) => fits(call, shape))).toEqual([]);
      const [method = '', path = ''] = call.split(' ');
      const url = new URL(path, 'http://127.0.0.1');
      expect([401, 404]).toContain(createRoutes(world)({ method, url, headers: {}, raw: '' }).status);
    }
  });

  it('is said once each, in a sentence', () => {
    const sentences = gaps.map(({ what }) => what);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
