import { describe, expect, it } from 'vitest';
import type { Limit } from '../../src/domain/requests/limits.ts';
import { english } from '../../src/wording/english.ts';
import type { Speech } from '../../src/wording/speech.ts';

const speech: Speech = {
  person: (slackId) => `@${slackId}`,
  group: (id) => `@${id}`,
  instant: (at) => String(at),
  day: (at) => String(at),
  quoted: (text) => `“${text}”`,
  name: (text) => text,
};
const limit = (
  name: Limit['limit'],
  word: string | null,
  count: number | null = null,
  machineUser: string | null = null,
) => english.limit({ limit: name, word, count, source: 'https://docs.github.com/en/x' }, 'acme', machineUser, speech);

describe('before a request is sent', () => {
  it.each([
    [
      limit('packages', 'docker push'),
      'You mention “docker push”: a fine-grained token can’t reach GitHub Packages. For those, use GITHUB_TOKEN in a workflow, or a classic token.',
    ],
    [
      limit('checks', 'check run'),
      'You mention “check run”: a fine-grained token can’t call the Checks API. Use a GitHub App, or ask for commit statuses.',
    ],
    [
      limit('enterprise', 'enterprise audit log'),
      'You mention “enterprise audit log”: a fine-grained token reaches acme, not the enterprise that owns it. Only a classic token does.',
    ],
    [
      limit('own_projects', 'my project board'),
      'You mention “my project board”: a fine-grained token can’t reach projects of a personal account. Use a project of acme, or a classic token.',
    ],
    [
      limit('several_organizations', 'other-org'),
      'You mention “other-org”: this token will reach acme alone. Request one for each organization, or use a GitHub App.',
    ],
    [
      limit('many_tokens', null, 46),
      'You have 46 fine-grained tokens for organizations that we look after. GitHub allows 50 a person, those for other owners included.',
    ],
    [
      limit('many_tokens', null, 50, 'acme-ci'),
      'acme-ci has 50 fine-grained tokens for organizations that we look after, and GitHub allows 50 a person. Delete one on GitHub before you create this.',
    ],
  ])('a limit is said with what would serve instead (%#)', (said, expected) => {
    expect(said).toBe(expected);
  });

  it('that nobody else owns the organization is said, and what to do', () => {
    expect(english.otherDeciders({ who: 'no_owner' }, 'acme', null, speech)).toBe(
      'Nobody else can approve this: acme has no owner besides you. Make somebody else an owner on GitHub first.',
    );
    expect(english.otherDeciders({ who: 'no_owner' }, 'acme', 'acme-ci', speech)).toContain(
      'no owner besides you and acme-ci.',
    );
  });

  it('that no other owner is known in Slack is said by their names, and what to do', () => {
    const others = (...logins: readonly string[]) =>
      english.otherDeciders({ who: 'no_linked_owner', logins }, 'acme', null, speech);
    expect(others('carl')).toBe(
      'Nobody else can approve this here. The other owner of acme (carl) isn’t linked to anybody in Slack. Ask them to send /pat link in Slack.',
    );
    expect(others('carl', 'dan')).toContain(
      'The other owners of acme (carl and dan) aren’t linked to anybody in Slack. Ask one of them to send /pat link in Slack.',
    );
    expect(others('a', 'b', 'c', 'd', 'e')).toContain('(a, b, c and 2 more)');
  });

  it('what GitHub wants before it creates a token is said', () => {
    expect(english.beforeCreating('acme')).toContain('a verified e-mail address');
    expect(english.beforeCreating('acme')).toContain('Where acme uses SAML, it asks for a single sign-on session');
  });
});
