import { checkBlocks } from '@countersign/sandbox-slack/check-blocks';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { describe, expect, it } from 'vitest';
import { tokenGuideView, tokenKindsMessage } from '../../src/slack/views/token-guide.ts';
import { english } from '../../src/wording/english.ts';
import { permissions, repository } from '../support/sample-scopes.ts';

const hosts = { webUrl: 'https://github.com', apiUrl: 'https://api.github.com' };
const guided = {
  ...{ tokenName: 'nightly-ci', login: 'mona', organization: 'acme', isActive: true },
  scope: {
    permissions: permissions({ repository: { contents: 'write' } }),
    access: { selection: 'subset' as const, repositories: [repository(1, 'website')] },
  },
};

function read(changes: Partial<typeof guided> | { scope: object } = {}): string {
  const view = tokenGuideView({ ...guided, ...changes } as typeof guided, hosts, english);
  expect(checkBlocks(view.blocks, 'modal')).toEqual([]);
  return textOf({ ...view, channelId: 'D1', text: '' } as never);
}

describe('the guide to a token', () => {
  it('has the steps in the order in which they are needed, with the commands made for it', () => {
    const text = read();
    const order = [
      'How to use “nightly-ci” for acme',
      'Never paste it in Slack.',
      'Try it',
      'https://api.github.com/repos/acme/website/commits',
      'Clone over HTTPS',
      'git clone https://mona@github.com/acme/website.git',
      'Switch a clone from SSH to HTTPS',
      'git remote set-url origin https://mona@github.com/acme/website.git',
      'Replace a saved password',
      'git credential reject',
      'Let Git remember it',
      'credential.helper osxkeychain',
      'credential.helper manager',
      'credential.helper libsecret',
      'Keep it as a secret',
      'gh secret set NIGHTLY_CI --repo acme/website',
      'gh secret set NIGHTLY_CI --app dependabot --repo acme/website',
      'gh secret set NIGHTLY_CI --user --repos acme/website',
      'password manager',
      'If your organization uses SAML',
    ].map((words) => text.indexOf(words));
    expect(order.filter((at) => at < 0)).toEqual([]);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(text).not.toContain('but not push');
  });

  it('leaves Git out where the token can’t read code', () => {
    const scope = { ...guided.scope, permissions: permissions({ repository: { issues: 'write' } }) };
    const text = read({ scope });
    expect(text).not.toContain('git ');
    expect(text).toContain('https://api.github.com/repos/acme/website/issues');
  });

  it('says what a token that only reads code can’t do', () => {
    const scope = { ...guided.scope, permissions: permissions({ repository: { contents: 'read' } }) };
    expect(read({ scope })).toContain('This token can clone and pull, but not push.');
  });

  it('says which word to replace where no repository is named', () => {
    expect(read()).not.toContain('REPOSITORY');
    expect(read({ scope: { ...guided.scope, access: { selection: 'all' } } })).toContain(
      'Replace REPOSITORY with the name of yours.',
    );
  });

  it('says that a token doesn’t work yet', () => {
    expect(read({ isActive: false })).toContain('This token doesn’t work yet.');
    expect(read()).not.toContain('doesn’t work yet');
  });

  it('has a token on no command line, and none of its sentences asks for one', () => {
    const text = read();
    expect(text).not.toMatch(/github_pat_|ghp_|--body|-b |Authorization: (?:Bearer|token) [^%]/);
    expect(text).not.toMatch(/https:\/\/[^\s@]*:[^\s@]*@/);
  });
});

it('tells fine-grained tokens from classic ones in six lines', () => {
  const { text, blocks } = tokenKindsMessage(english);
  expect(checkBlocks(blocks, 'message')).toEqual([]);
  expect(text.split('\n')).toEqual([
    'Fine-grained or classic?',
    ...english.kindsLines,
    'For the steps made for one token: /pat guide PAT-12.',
  ]);
  expect(english.kindsLines).toHaveLength(6);
  for (const line of english.kindsLines) {
    for (const sentence of line.split('. ')) expect(sentence.split(' ').length).toBeLessThanOrEqual(18);
  }
});
