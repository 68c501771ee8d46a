import { describe, expect, it } from 'vitest';
import { needsNothing, whyNever, whyNeverByWords } from '../../../src/domain/scope/calls-without-permission.ts';

const segments = (path: string): readonly string[] => path.split('/').slice(1);

describe('a call that is closed to fine-grained tokens', () => {
  it.each([
    ['/repos/{owner}/{repo}/check-runs', 'checks'],
    ['/repos/{owner}/{repo}/check-suites', 'checks'],
    ['/repos/{owner}/{repo}/commits/{ref}/check-runs', 'checks'],
    ['/repos/{owner}/{repo}/commits/{ref}/check-suites', 'checks'],
    ['/orgs/{org}/packages', 'packages'],
    ['/orgs/{org}/docker', 'packages'],
    ['/user/packages', 'packages'],
    ['/user/docker', 'packages'],
    ['/users/{username}/packages', 'packages'],
    ['/users/{username}/docker', 'packages'],
    ['/notifications', 'notifications'],
    ['/repos/{owner}/{repo}/notifications', 'notifications'],
    ['/enterprises', 'enterprise'],
    ['/scim', 'enterprise'],
    ['/app', 'apps'],
    ['/applications', 'apps'],
    ['/installation', 'apps'],
    ['/orgs/{org}/personal-access-tokens', 'apps'],
    ['/orgs/{org}/personal-access-token-requests', 'apps'],
    ['/users/{username}/projectsV2', 'own_projects'],
  ])('%s, and what stands below it: %s', (path, why) => {
    const filled = path.replace(/\{\w+\}/g, 'x');
    for (const given of [filled, `${filled}/more`, filled.toUpperCase()]) {
      expect(whyNever(segments(given))).toEqual({ why, path });
    }
  });

  it.each(['/', '/repos', '/repos/x/y/issues', '/user/keys', '/users/x', '/orgs/x/teams', '/application'])(
    'is not %s',
    (path) => {
      expect(whyNever(segments(path))).toBeNull();
    },
  );
});

describe('a read that every token can make', () => {
  it.each([
    '/meta',
    '/rate_limit',
    '/emojis',
    '/zen',
    '/octocat',
    '/versions',
    '/licenses',
    '/codes_of_conduct',
    '/gitignore',
    '/search',
    '/events',
    '/gists',
    '/issues',
    '/repositories',
    '/users',
  ])('%s, and what stands below it', (path) => {
    expect(needsNothing('GET', segments(path))).toBe(path);
    expect(needsNothing('GET', segments(`${path}/x`))).toBe(path);
    expect(needsNothing('POST', segments(path))).toBeNull();
  });

  it.each([
    ['/user', '/user'],
    ['/orgs/acme', '/orgs/{org}'],
  ])('%s alone', (path, known) => {
    expect(needsNothing('GET', segments(path))).toBe(known);
    expect(needsNothing('GET', segments(`${path}/x`))).toBeNull();
  });

  it.each(['/', '/orgs', '/nowhere', '/no/where'])('is not %s', (path) => {
    expect(needsNothing('GET', segments(path))).toBeNull();
  });
});

describe('what is closed, in words', () => {
  it.each([
    ['package', 'packages'],
    ['push to npm', 'packages'],
    ['Docker', 'packages'],
    ['pull containers', 'packages'],
    ['maven', 'packages'],
    ['nuget', 'packages'],
    ['GHCR.io', 'packages'],
    ['read notifications', 'notifications'],
    ['notification', 'notifications'],
    ['checks', 'checks'],
    ['a check-run', 'checks'],
    ['Enterprise', 'enterprise'],
  ])('“%s” says %s', (text, why) => {
    expect(whyNeverByWords(text)).toBe(why);
  });

  it.each(['', 'comment', 'checkout', 'snpm', 'packaged'])('“%s” says nothing of the kind', (text) => {
    expect(whyNeverByWords(text)).toBeNull();
  });
});
