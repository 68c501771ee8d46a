import { describe, expect, it } from 'vitest';
import { firstMoment, readsIssues, startLocalGithub } from './start-local-github.ts';

const requests = '/orgs/acme/personal-access-token-requests';
const tokens = '/orgs/acme/personal-access-tokens';
const hourMs = 3_600_000;
const token = { name: 'deploy', expiresAt: new Date(firstMoment + 24 * hourMs), ...readsIssues };

const namesIn = (body: unknown): readonly string[] =>
  (body as readonly { readonly token_name: string }[]).map(({ token_name }) => token_name);

describe('a new token', () => {
  it('of a member waits; what it asks for is listed with its reason', async () => {
    const { local, ask } = await startLocalGithub();
    const made = local.people.createToken('mona', 'acme', { ...token, reason: 'Releases' });
    expect((await ask(requests)).body).toMatchObject([
      { id: made.pending?.id, token_id: made.tokenId, reason: 'Releases', owner: { login: 'mona' } },
    ]);
    expect((await ask(tokens)).body).toEqual([]);
  });

  it('of an owner, and everybody’s where approval is off, is let in at once and asks nobody', async () => {
    const { local, ask } = await startLocalGithub();
    local.people.createToken('bea', 'acme', { ...token, name: 'of an owner' });
    local.people.setPolicy('acme', { approvalRequired: false, lifetimeLimitDays: null });
    local.people.createToken('dan', 'acme', { ...token, name: 'unasked' });
    expect((await ask(requests)).body).toEqual([]);
    expect(namesIn((await ask(tokens)).body).toSorted()).toEqual(['of an owner', 'unasked']);
    expect(local.webhooks.deliveries).toEqual([]);
  });

  it('that may live longer than the organization allows is refused by GitHub itself', async () => {
    const { local } = await startLocalGithub();
    local.people.setPolicy('acme', { approvalRequired: true, lifetimeLimitDays: 1 });
    const late = new Date(firstMoment + 49 * hourMs);
    expect(() => local.people.createToken('mona', 'acme', { ...token, expiresAt: late })).toThrow();
    expect(() => local.people.createToken('mona', 'acme', { ...token, expiresAt: null })).toThrow();
  });

  it('of somebody who is no member finds no such organization', async () => {
    const { local } = await startLocalGithub();
    local.people.addUser('eve');
    expect(() => local.people.createToken('eve', 'acme', token)).toThrow('Cannot find the specified resource owner');
  });
});

describe('a review', () => {
  it('lets the token in, once: the second answer is 404; times are said with GitHub’s own offset', async () => {
    const { local, ask, pass } = await startLocalGithub();
    const made = local.people.createToken('mona', 'acme', token);
    const id = made.pending?.id;
    pass(hourMs);
    expect((await ask(`${requests}/${id}`, { action: 'approve', reason: 'Fine' })).status).toBe(204);
    expect((await ask(`${requests}/${id}`, { action: 'approve' })).status).toBe(404);
    expect((await ask(tokens)).body).toMatchObject([
      {
        token_id: made.tokenId,
        access_granted_at: '2027-03-01T03:30:00.000-07:00',
        token_expires_at: '2027-03-02T02:30:00.000-07:00',
      },
    ]);
    expect(local.state.reviews).toMatchObject([{ act: 'approve', by: 'app', reason: 'Fine' }]);
  });

  it('denies; the token is in neither list, and its holder may ask again under another id', async () => {
    const { local, ask } = await startLocalGithub();
    const made = local.people.createToken('mona', 'acme', token);
    const before = made.pending?.id;
    expect((await ask(`${requests}/${before}`, { action: 'deny' })).status).toBe(204);
    expect([(await ask(requests)).body, (await ask(tokens)).body]).toEqual([[], []]);
    local.people.requestAccess(made.tokenId, readsIssues);
    expect(made.pending?.id).not.toBe(before);
  });

  it('of several is done after its answer', async () => {
    const { local, ask } = await startLocalGithub();
    const ids = ['mona', 'dan'].map((login) => local.people.createToken(login, 'acme', token).pending?.id);
    expect((await ask(requests, { action: 'approve', pat_request_ids: ids })).status).toBe(202);
    expect(namesIn((await ask(tokens)).body)).toEqual(['deploy', 'deploy']);
  });

  it.each([
    ['another action', { action: 'keep' }],
    ['a reason of more than 1,024 characters', { action: 'deny', reason: 'x'.repeat(1_025) }],
  ])('with %s is invalid and changes nothing', async (_what, body) => {
    const { local, ask } = await startLocalGithub();
    const made = local.people.createToken('mona', 'acme', token);
    expect((await ask(`${requests}/${made.pending?.id}`, body)).status).toBe(422);
    expect(made.pending).not.toBeNull();
  });

  it('of a token that has expired is invalid', async () => {
    const { local, ask, pass } = await startLocalGithub();
    const made = local.people.createToken('mona', 'acme', token);
    pass(24 * hourMs);
    expect((await ask(`${requests}/${made.pending?.id}`, { action: 'approve' })).status).toBe(422);
  });
});

describe('an active token', () => {
  it('that is narrowed asks nobody; widened it asks anew, and keeps what it had until then', async () => {
    const { local, ask } = await startLocalGithub();
    const made = local.people.createToken('mona', 'acme', { ...token, repositories: ['web', 'api'] });
    await ask(`${requests}/${made.pending?.id}`, { action: 'approve' });
    const grant = made.grant?.id;
    local.people.editToken(made.tokenId, { repositories: ['web'] });
    expect(made).toMatchObject({ pending: null, grant: { id: grant, repositories: [{ name: 'web' }] } });
    local.people.editToken(made.tokenId, { repositories: ['web', 'api'] });
    expect(made.pending).not.toBeNull();
    expect(made.grant?.repositories.map(({ name }) => name)).toEqual(['web']);
  });

  it('is prolonged by its holder alone, and nobody is told', async () => {
    const { local, ask } = await startLocalGithub();
    const made = local.people.createToken('mona', 'acme', token);
    await ask(`${requests}/${made.pending?.id}`, { action: 'approve' });
    const told = local.webhooks.deliveries.length;
    local.people.regenerateToken(made.tokenId, new Date(firstMoment + 90 * 24 * hourMs));
    expect((await ask(tokens)).body).toMatchObject([{ token_expires_at: '2027-05-30T02:30:00.000-07:00' }]);
    expect(local.webhooks.deliveries).toHaveLength(told);
  });

  it('that never expires has null for its end', async () => {
    const { local, ask } = await startLocalGithub();
    local.people.createToken('bea', 'acme', { ...token, expiresAt: null });
    expect((await ask(tokens)).body).toMatchObject([{ token_expires_at: null }]);
  });

  it('is revoked once, by the App or by an owner, who tells nobody', async () => {
    const { local, ask } = await startLocalGithub();
    const [one, other] = ['bea', 'bea'].map((login) => local.people.createToken(login, 'acme', token));
    const id = one?.grant?.id;
    expect((await ask(`${tokens}/${id}`, { action: 'revoke' })).status).toBe(204);
    expect((await ask(`${tokens}/${id}`, { action: 'revoke' })).status).toBe(404);
    local.people.revokeOnGithub('bea', other?.tokenId ?? 0);
    expect((await ask(tokens)).body).toEqual([]);
    expect(local.webhooks.deliveries).toEqual([]);
    expect(local.state.reviews.map(({ act, by }) => [act, by])).toEqual([
      ['revoke', 'app'],
      ['revoke', 'bea'],
    ]);
  });

  it('goes with its holder, and does not come back with them', async () => {
    const { local, ask } = await startLocalGithub();
    const made = local.people.createToken('mona', 'acme', token);
    await ask(`${requests}/${made.pending?.id}`, { action: 'approve' });
    local.people.removeMember('mona', 'acme', 'bea');
    local.people.addMember('mona', 'acme');
    expect([(await ask(requests)).body, (await ask(tokens)).body]).toEqual([[], []]);
    expect(local.webhooks.deliveries.map(({ event }) => event).slice(-2)).toEqual(['organization', 'organization']);
  });
});

describe('a list', () => {
  it('is asked for owners and tokens by arrays with brackets, and knows no others', async () => {
    const { local, ask } = await startLocalGithub();
    const [monas, dans] = ['mona', 'dan'].map((login) =>
      local.people.createToken(login, 'acme', { ...token, name: login }),
    );
    expect(namesIn((await ask(`${requests}?owner[]=mona`)).body)).toEqual(['mona']);
    expect(namesIn((await ask(`${requests}?owner[]=mona&owner[]=DAN`)).body).toSorted()).toEqual(['dan', 'mona']);
    expect(namesIn((await ask(`${requests}?token_id[]=${dans?.tokenId}`)).body)).toEqual(['dan']);
    expect(namesIn((await ask(`${requests}?owner=mona%2Cdan&token_id=${monas?.tokenId}`)).body)).toHaveLength(2);
    const many = Array.from({ length: 11 }, (_, index) => `owner[]=u${index}`).join('&');
    expect((await ask(`${requests}?${many}`)).status).toBe(422);
  });

  it('comes in pages, each of which names its neighbours', async () => {
    const { local, ask } = await startLocalGithub();
    for (const name of ['one', 'two', 'three']) local.people.createToken('bea', 'acme', { ...token, name });
    const first = await ask(`${tokens}?per_page=2`);
    expect(namesIn(first.body)).toHaveLength(2);
    expect(first.headers.get('link')).toContain('page=2>; rel="next"');
    const last = await ask(`${tokens}?per_page=2&page=2`);
    expect(namesIn(last.body)).toHaveLength(1);
    expect(last.headers.get('link')).not.toContain('rel="next"');
  });
});
