import { areTooLong, checkBlocks } from '@countersign/sandbox-slack/check-blocks';
import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../src/domain/ids.ts';
import { refuse } from '../../src/domain/refusal.ts';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import type { OwnItems } from '../../src/operations/ask/list-mine.ts';
import { fieldErrors } from '../../src/slack/views/field-errors.ts';
import { helpMessage } from '../../src/slack/views/help.ts';
import { refusalMessage } from '../../src/slack/views/refusal-message.ts';
import { tokenListMessage } from '../../src/slack/views/token-list.ts';
import { withdrawnMessage } from '../../src/slack/views/withdrawn-message.ts';
import { english } from '../../src/wording/english.ts';
import { acmeCi, mona } from '../support/sample-people.ts';
import { forAcmeCi, pendingRequest } from '../support/sample-requests.ts';
import { actual } from '../support/sample-scopes.ts';
import { liveReferences } from './live-references.ts';
import { activeToken, everyContent, requestThatIs } from './sample-contents.ts';

describe('help', () => {
  it('names every word of the command', () => {
    const { text, blocks } = helpMessage(english, '');
    for (const word of ['/pat request', '/pat list', '/pat withdraw PAT-12', '/pat help']) expect(text).toContain(word);
    expect(text).toContain('never paste one in Slack');
    expect(checkBlocks(blocks, 'message')).toEqual([]);
  });

  it.each([
    ['reqest', 'There is no /pat “reqest”. Did you mean /pat request?'],
    ['lst', 'There is no /pat “lst”. Did you mean /pat list?'],
    ['wtihdraw', 'There is no /pat “wtihdraw”. Did you mean /pat withdraw?'],
    ['revok', 'There is no /pat “revok”. Did you mean /pat revoke?'],
    ['revoke-token', 'There is no /pat “revoke-token”.'],
    ['frobnicate', 'There is no /pat “frobnicate”.'],
  ])('answers %s with the nearest word', (word, said) => {
    expect(helpMessage(english, word).text.split('\n')[0]).toBe(said);
  });

  it.each(['', ...english.helpWords])('says nothing of an unknown word after "%s"', (word) => {
    expect(helpMessage(english, word).text).not.toContain('There is no');
  });

  it('mentions nobody whom an unknown word names', () => {
    const { text, blocks } = helpMessage(english, '<!channel>');
    expect(liveReferences(text, blocks)).toEqual([]);
    expect(text).toContain('“&lt;!channel&gt;”');
  });
});

describe('the list', () => {
  const organizations: OwnItems['organizations'] = new Map([[1 as OrganizationId, 'acme']]);

  const self = mona.githubId;
  const bare = (request: TokenRequest) => ({ request, token: null, waiting: null, offerForbidden: [] });

  it('is plain about nothing', () => {
    expect(tokenListMessage({ requests: [], tokens: [], self, organizations }, english).text).toBe(
      'You have no requests and no tokens here. Request one with /pat request.',
    );
  });

  it('says where each request stands and when each token ends', () => {
    const forever = activeToken({ tokenName: 'old', scope: actual({ expiresAt: null }) });
    const mine = {
      requests: [bare(pendingRequest(8)), bare(requestThatIs('denied'))],
      tokens: [activeToken(), forever],
      self,
      organizations,
    };
    const { text } = tokenListMessage(mine, english);
    expect(text).toContain('PAT-8 “nightly”: Waiting for an owner of acme to decide');
    expect(text).toContain('PAT-7 “nightly”: Denied by <@U0BEA>');
    expect(text).toMatch(/nightly, expires on \d+ \w+ \d{4}/);
    expect(text).toContain('old, no expiry date');
  });

  it('names what can’t be revoked here, where the organization is only observed', () => {
    const token = activeToken();
    const mine = { requests: [], tokens: [token], self, organizations, observed: new Set([token.organizationId]) };
    const { text } = tokenListMessage(mine, english);
    expect(text).toMatch(/nightly, expires on \d+ \w+ \d{4}/);
    expect(JSON.stringify(tokenListMessage(mine, english).blocks)).not.toContain('"revoke_token"');
  });

  it('names the machine user whose token or request it is', () => {
    const mine = {
      requests: [bare(pendingRequest(8, forAcmeCi))],
      tokens: [activeToken({ holder: acmeCi, tokenName: 'deploy' })],
      self,
      organizations,
    };
    const { text } = tokenListMessage(mine, english);
    expect(text).toContain('PAT-8 “nightly” of the machine user acme-ci: Waiting');
    expect(text).toContain('deploy of acme-ci, expires on');
  });

  it('stays within what Slack takes, and counts the rest', () => {
    const mine = {
      requests: Array.from({ length: 40 }, (_, index) =>
        bare(pendingRequest(index + 1, { tokenName: '&'.repeat(40) })),
      ),
      tokens: Array.from({ length: 60 }, () => activeToken({ tokenName: '*'.repeat(40) })),
      self,
      organizations,
    };
    const { text, blocks } = tokenListMessage(mine, english);
    expect(checkBlocks(blocks, 'message')).toEqual([]);
    const shown = JSON.stringify(blocks);
    const [moreRequests = 0, moreTokens = 0] = [...shown.matchAll(/and (\d+) more/g)].map(([, more]) => Number(more));
    expect([...shown.matchAll(/PAT-\d+/g)].length + moreRequests).toBe(40);
    expect([...shown.matchAll(/"action_id":"revoke_token"/g)].length + moreTokens).toBe(60);
    expect(areTooLong(blocks)).toBe(false);
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text.endsWith('…')).toBe(true);
  });
});

describe('the list of somebody who has everything', () => {
  it.each([1, 20])('has what waits, and stays within what Slack takes: %i offered', (count) => {
    const held = everyContent().flatMap(([, content]) => (content.kind === 'pending_token_held' ? [content] : []));
    const offered = Array.from({ length: count }, (_, index) => pendingRequest(index + 100));
    const asked = held.map((content) => ({ ...content, offered }));
    const mine = {
      requests: Array.from({ length: 20 }, (_, index) => ({
        ...{ request: pendingRequest(index + 1), token: null, waiting: null, offerForbidden: [] },
      })),
      waiting: [...asked, ...held],
      tokens: Array.from({ length: 20 }, () => activeToken()),
      ...{ self: mona.githubId, organizations: new Map([[1 as OrganizationId, 'acme']]) },
    };
    const { text, blocks } = tokenListMessage(mine, english);
    expect(checkBlocks(blocks, 'message')).toEqual([]);
    expect(areTooLong(blocks)).toBe(false);
    expect(text).toContain('On hold\nYour token “nightly” for acme');
  });
});

describe('a private answer', () => {
  it('to a refused click says why', () => {
    expect(refusalMessage(english, refuse({ why: 'own_request' })).text).toBe(
      'This is your own request, so somebody else has to decide it. Nothing was decided.',
    );
  });

  it('to a withdrawal says what is left to do', () => {
    expect(withdrawnMessage(english, pendingRequest(7).number).text).toBe(
      'PAT-7 was withdrawn. If you have already made its token on GitHub, please delete it there.',
    );
  });
});

describe('errors of a form', () => {
  const shown = { purpose: {}, token_name: {} };

  it('stand at their fields', () => {
    expect(fieldErrors(english, { token_name: { why: 'required' } }, shown)).toEqual({
      token_name: 'Please fill this in.',
    });
  });

  it('of another page stand at the first field and name their own', () => {
    expect(fieldErrors(english, { justification: { why: 'required' } }, shown)).toEqual({
      purpose: 'Justification: Please fill this in.',
    });
  });
});
