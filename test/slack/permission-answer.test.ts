import { describe, expect, it } from 'vitest';
import { permissionAnswer } from '../../src/slack/views/permission-answer.ts';
import { english } from '../../src/wording/english.ts';
import { sampleCredentials } from '../support/sample-credentials.ts';

const answer = (typed: string) => permissionAnswer(typed, english);
/** As it is read: without the marks that keep names inert. */
const said = (typed: string): readonly string[] => answer(typed).text.replaceAll('\u200B', '').split('\n');
const offered = (typed: string): readonly string[] =>
  answer(typed).blocks.flatMap((block) =>
    block.type === 'section' && block.accessory?.type === 'button' ? [block.accessory.value ?? ''] : [],
  );

describe('alone', () => {
  it('explains itself in three lines', () => {
    expect(said(' ')).toEqual([
      'Which permission do you need?',
      'Paste a call: /pat permissions GET /repos/{owner}/{repo}/issues. An address, a gh api line or a curl line works too.',
      'Or say what you want to do: /pat permissions comment on pull requests.',
      'Was a call refused? Paste its X-Accepted-GitHub-Permissions header. Never paste a token.',
    ]);
  });
});

describe('a call', () => {
  it.each([
    [
      'GET /repos/acme/website/issues',
      [
        'GET /repos/{owner}/{repo}/issues needs:',
        'Issues: read',
        'To read only public data, it usually needs no permission.',
      ],
      ['issues:read'],
    ],
    [
      'POST /repos/acme/website/issues/3/comments',
      [
        'POST /repos/{owner}/{repo}/issues/{issue_number}/comments needs one of these:',
        'Issues: write',
        'Pull requests: write',
      ],
      ['issues:write', 'pull_requests:write'],
    ],
    [
      'POST /repos/acme/website/releases',
      [
        'POST /repos/{owner}/{repo}/releases needs:',
        'Contents: write',
        'To change files in .github/workflows it also needs Workflows: write.',
      ],
      ['contents:write'],
    ],
    [
      'PUT /repos/acme/website/pages',
      ['PUT /repos/{owner}/{repo}/pages needs:', 'Administration: write and Pages: write'],
      ['administration:write,pages:write'],
    ],
    [
      '/repos/acme/website/labels',
      [
        '/repos/{owner}/{repo}/labels needs:',
        'GET: Issues: read, or Pull requests: read',
        'POST: Issues: write, or Pull requests: write',
      ],
      ['issues:read', 'issues:write'],
    ],
    [
      'GET /repos/acme/website',
      [
        'GET /repos/{owner}/{repo} needs:',
        'Metadata: read',
        'Metadata: read is always included. You don’t need to request it.',
        'To read only public data, it usually needs no permission.',
      ],
      [],
    ],
    [
      'POST /gists',
      [
        'POST /gists needs:',
        'Gists: write',
        'Gists: write is about your own account, not the organization. On GitHub, create a token with yourself as the resource owner.',
      ],
      [],
    ],
    [
      'git push',
      ['git push needs:', 'Contents: write', 'To change files in .github/workflows it also needs Workflows: write.'],
      ['contents:write'],
    ],
    [
      'X-Accepted-GitHub-Permissions: issues=write,metadata=read; pull_requests=write',
      [
        'GitHub’s answer says that the call needs one of these:',
        'Pull requests: write',
        'Issues: write and Metadata: read',
        'Metadata: read is always included. You don’t need to request it.',
      ],
      ['pull_requests:write', 'issues:write'],
    ],
    [
      'X-Accepted-GitHub-Permissions: allows_permissionless_access=true',
      [
        'GitHub’s answer says that the call needs no permission. If it was refused, check whether the token is active and reaches this repository.',
      ],
      [],
    ],
    ['/user', ['/user needs no permission. Every token can call it.'], []],
    ['/notifications', ['No fine-grained token can use notifications. Only a classic token can.'], []],
    [
      'POST /repos/acme/website/check-runs',
      [
        'No fine-grained token can use the Checks API. Use a GitHub App, or GITHUB_TOKEN in a workflow. To read results, Actions: read or Commit statuses: read may be enough.',
      ],
      [],
    ],
    [
      '/orgs/acme/packages',
      [
        'No fine-grained token can use GitHub Packages. Use GITHUB_TOKEN in a workflow; elsewhere only a classic token works.',
      ],
      [],
    ],
    [
      '/repos/acme/website/isues',
      [
        'We don’t know this call. These are the nearest:',
        'GET /repos/{owner}/{repo}/issues needs Issues: read',
        'POST /repos/{owner}/{repo}/issues needs Issues: write',
        'GET /repos/{owner}/{repo}/issues/events needs Issues: read',
      ],
      ['issues:read', 'issues:write', 'issues:read'],
    ],
    ['/no/such/thing', ['We don’t know this call. Check its path in GitHub’s REST API documentation.'], []],
    [
      'gh api graphql -f query=x',
      [
        'A GraphQL query needs the permissions of everything that it reads or changes. Search for those by words: /pat permissions issues.',
      ],
      [],
    ],
  ])('%s', (typed, lines, values) => {
    expect(said(typed)).toEqual(lines);
    expect(offered(typed)).toEqual(values);
  });
});

describe('words', () => {
  it('find the permissions, five at the most, and count the others', () => {
    expect(said('comment')).toEqual(['These match best:', 'Issues: write', 'Pull requests: write']);
    expect(offered('comment')).toEqual(['issues:write', 'pull_requests:write']);
    const many = said('code');
    expect(many.slice(0, 3)).toEqual(['These match best:', 'Contents: read', 'Contents: write']);
    expect(many).toHaveLength(7);
    expect(many.at(-1)).toMatch(/^\d+ more permissions match\. Add a word to narrow it down\.$/);
  });

  it('say what no fine-grained token can do, and what is nearest to it', () => {
    expect(said('publish npm packages')[0]).toMatch(/^No fine-grained token can use GitHub Packages\./);
    expect(said('check runs')[0]).toMatch(/^No fine-grained token can use the Checks API\./);
    expect(offered('check results').length).toBeGreaterThan(0);
  });

  it('that nothing is called by get an example', () => {
    expect(said('qqqq')).toEqual(['Nothing matches. Try another word, for example: /pat permissions comment.']);
  });
});

it.each(sampleCredentials)('warns of %s, and does not repeat it', (_, secret) => {
  for (const typed of [
    secret,
    `curl -H "Authorization: Bearer ${secret}" https://api.github.com/repos/acme/website/issues`,
    `GET /repos/acme/${secret}/issues`,
  ]) {
    const { text, blocks } = answer(typed);
    expect(text).toContain('That looks like a token. We didn’t keep it, but Slack has seen it');
    expect(text + JSON.stringify(blocks)).not.toContain(secret.slice(-12));
  }
});
