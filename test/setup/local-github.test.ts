import { describe, expect, it } from 'vitest';
import { emptyPlace } from './operator.ts';

// The local GitHub's page for manifests refuses what people met at the real one: otherwise set-up would prove nothing.

const good = { name: 'Countersign acme', url: 'https://example.com', redirect_url: 'http://127.0.0.1:1/created' };
const withHook = { ...good, hook_attributes: { url: 'https://t.example/github/webhooks' } };

describe('a manifest', () => {
  it.each([
    ['that is as it should be', good, 'Create GitHub App for acme'],
    ['without an address', { ...good, url: undefined }, '"url" wasn’t supplied'],
    ['with a webhook that has no address', { ...good, hook_attributes: { active: false } }, '"url" wasn’t supplied'],
    ['with events and no webhook', { ...good, default_events: ['organization'] }, '"url" wasn’t supplied'],
    [
      'with an event that nobody subscribes to',
      { ...withHook, default_events: ['installation'] },
      'Default events unsupported: installation',
    ],
    [
      'with an event and without its permission',
      { ...withHook, default_events: ['organization'] },
      'Default events unsupported: organization',
    ],
    ['with a long name', { ...good, name: 'x'.repeat(35) }, 'maximum is 34 characters'],
    ['without a way back', { ...good, redirect_url: 'created' }, '"redirect_url" must be a URL'],
  ])('%s is answered as GitHub does', async (_, manifest, words) => {
    const { world } = await emptyPlace();
    const answer = await fetch(`${world.github.apiUrl}/organizations/acme/settings/apps/new?state=s`, {
      method: 'POST',
      body: new URLSearchParams({ manifest: JSON.stringify(manifest) }),
    });
    expect((await answer.text()).replaceAll('&quot;', '"')).toContain(words);
  });
});
