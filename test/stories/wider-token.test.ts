import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  carriedBy,
  deny,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  toldPrivately,
  usualToken,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;

describe('a token that goes past what was agreed', () => {
  it.each([
    {
      way: 'a permission',
      changes: () => ({ permissions: { repository: { contents: 'write', administration: 'write' } } }),
      said: 'Administration: write (approved: none)',
    },
    {
      way: 'a level',
      changes: () => ({ permissions: { repository: { contents: 'write', pull_requests: 'write' } } }),
      said: 'Pull requests: write (approved: read)',
    },
    {
      way: 'a repository',
      changes: () => ({ repositories: ['payments', 'website', 'release-tools'] }),
      said: 'the repository release-tools (not approved)',
    },
    {
      way: 'all repositories',
      changes: () => ({ repositorySelection: 'all' as const, repositories: [] }),
      said: 'all repositories (approved: payments and website)',
    },
    {
      way: 'a longer time',
      changes: (now: number) => ({ expiresAt: new Date(now + 60 * dayMs) }),
      said: 'it lasts until 30 April 2027 (approved: until 31 March 2027)',
    },
    { way: 'no end', changes: () => ({ expiresAt: null }), said: 'it never expires' },
    {
      way: 'a permission that GitHub invented yesterday',
      changes: () => ({ permissions: { repository: { contents: 'write', teleportation: 'everything' } } }),
      said: 'teleportation: everything (approved: none)',
    },
  ])('in $way is held, and its card and its holder are told in which way', async ({ changes, said }) => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world, changes(world.now()));
    expect(isPending(world, token)).toBe(true);
    expect(world.github.state.reviews).toEqual([]);
    const card = cardOf(world, 'token “nightly-release”');
    expect(reads(card)).toContain('is wider than PAT-1 allows');
    expect(reads(card)).toContain(said);
    expect(buttonsOf(card)).toEqual(['approve_pending_token', 'deny_pending_token', 'request_details']);
    expect(lastDirectMessage(world, mona.slackId)).toContain('is on hold: it’s wider than PAT-1 allows');
    expect(lastDirectMessage(world, mona.slackId)).toContain(said);
  });

  it('is let in where an owner approves it as it is', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world, { expiresAt: null });
    await world.slack.click(carl.slackId, cardOf(world, 'token “nightly-release”'), 'approve_pending_token');
    await world.settle();
    expect(isActive(world, token)).toBe(true);
    expect(world.github.state.reviews.map(({ reason }) => reason)).toEqual([
      'Approved by @carl-owner via Countersign, PAT-1',
    ]);
    const card = cardOf(world, 'token “nightly-release”');
    expect(reads(card)).toContain(`Approved by <@${carl.slackId}>. It is active.`);
    expect(buttonsOf(card)).toEqual(['revoke_token', 'request_details']);
    expect(directMessages(world, mona.slackId)).toContainEqual(
      expect.stringContaining(`<@${carl.slackId}> approved your token “nightly-release” for acme.`),
    );
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'Your token “nightly-release” (PAT-1) can reach acme now.',
    );
  });

  it('is denied on github.com with the reason, which its holder reads', async () => {
    const world = await startWorld();
    const { slack } = world;
    const token = await makeToken(world, { name: 'uninvited' });
    const asked = await slack.click(bea.slackId, cardOf(world, 'uninvited'), 'deny_pending_token');
    const view = await slack.fill(bea.slackId, await slack.until(() => asked.modal), { reason: 'Please ask first' });
    expect(await slack.submit(bea.slackId, view)).toMatchObject({ closed: true });
    await world.settle();
    expect(isPending(world, token)).toBe(false);
    expect(world.github.state.reviews.map(({ act, reason }) => [act, reason])).toEqual([['deny', 'Please ask first']]);
    expect(reads(cardOf(world, 'uninvited'))).toContain(`Denied by <@${bea.slackId}>.`);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `<@${bea.slackId}> denied your token “uninvited” for acme.`,
    );
  });

  it('is denied, and its holder reads that the approval still stands for another, which is let in', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world, { repositorySelection: 'all', repositories: [] });
    const asked = await world.slack.click(carl.slackId, cardOf(world, 'wider than PAT-1'), 'deny_pending_token');
    const form = await world.slack.fill(carl.slackId, await world.slack.until(() => asked.modal), { reason: 'No.' });
    await world.slack.submit(carl.slackId, form);
    await world.settle();
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'please delete it on GitHub. PAT-1 still stands: create a token within it, and we’ll approve that automatically.',
    );
    expect(isActive(world, await makeToken(world))).toBe(true);
  });

  it('is let in by itself once its holder has edited it to what was agreed', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world, { name: 'nightly-release', repositorySelection: 'all', repositories: [] });
    expect(isPending(world, token)).toBe(true);
    world.github.people.editToken(token.tokenId, { repositorySelection: 'subset', repositories: ['payments'] });
    await world.settle();
    expect(isActive(world, token)).toBe(true);
  });

  it('that was widened between our look and our approval is not approved', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const { server } = world.github;
    // GitHub's memberships are the last thing that is asked before the scope is read again.
    let isEdited = false;
    const token = world.github.people.createToken('mona', 'acme', usualToken(world));
    server.intercept = async (call, moment) => {
      if (isEdited || moment !== 'before' || !call.name.includes('/memberships/bea-owner')) return;
      isEdited = true;
      const pending = token.pending;
      if (pending !== null) pending.permissions.repository.administration = 'write';
    };
    await world.settle();
    expect(isEdited).toBe(true);
    expect(isActive(world, token)).toBe(false);
    expect(world.github.state.reviews).toEqual([]);
    expect(reads(cardOf(world, 'is wider than PAT-'))).toContain('Administration: write');
  });

  it('is shown as let in on github.com, by whom, where an owner did that', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world, { repositorySelection: 'all', repositories: [] });
    world.github.people.reviewOnGithub('carl-owner', token.tokenId, 'approve');
    await world.settle();
    const card = cardOf(world, 'token “nightly-release”');
    expect(reads(card)).toContain('Approved on GitHub by carl-owner. It is active.');
    expect(buttonsOf(card)).toEqual(['revoke_token', 'request_details']);
  });
});

describe('a wider token of another name than what was approved', () => {
  const other = { name: 'quick-hack', repositorySelection: 'all', repositories: [] } as const;

  it('is one that nobody requested, and its holder can say which request it is for', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world, other);
    expect(isPending(world, token)).toBe(true);
    const card = reads(cardOf(world, '“quick-hack”'));
    expect(card).toContain(`<@${mona.slackId}> created the token “quick-hack” for acme without a request`);
    expect(card).not.toContain('PAT-1');
    const told = world.slack.directMessages(mona.slackId).at(-1);
    if (told === undefined) throw new Error('nobody told its holder');
    expect(reads(told)).toContain('“quick-hack” for acme is on hold because nobody has approved it yet.');
    const opened = await world.slack.click(mona.slackId, told, 'claim_pending_token');
    const form = await world.slack.until(() => opened.modal);
    expect(textOf(form)).toContain('PAT-1: nightly-release');
  });

  it('is held against the request that its holder names, and narrowed to it is let in under that', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world, other);
    const told = world.slack.directMessages(mona.slackId).at(-1);
    if (told === undefined) throw new Error('nobody told its holder');
    const opened = await world.slack.click(mona.slackId, told, 'claim_pending_token');
    await world.slack.click(mona.slackId, await world.slack.until(() => opened.modal), 'is_for_request');
    await world.settle();
    expect(reads(cardOf(world, 'token “quick-hack” for acme'))).toContain('is wider than PAT-1 allows');
    expect(isPending(world, token)).toBe(true);
    const asAgreed = { repositorySelection: 'subset', repositories: ['payments', 'website'] } as const;
    world.github.people.editToken(token.tokenId, asAgreed);
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('“quick-hack”');
  });

  it('is left alone by what becomes of that request', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world, other);
    await deny(world, 'Not now.');
    const card = reads(cardOf(world, '“quick-hack”'));
    expect(card).toContain('without a request');
    expect(card).not.toContain('PAT-1');
  });
});

describe('a token that nobody asked for', () => {
  it('is held with a card of its own and GitHub’s justification, and its holder is told what to do next time', async () => {
    const world = await startWorld();
    const token = await makeToken(world, { name: 'surprise', reason: 'I was in a hurry' });
    const card = cardOf(world, 'surprise');
    expect(isPending(world, token)).toBe(true);
    expect(reads(card)).toContain('created the token “');
    expect(reads(card)).toContain('Reason given on GitHub: I was in a hurry');
    expect(lastDirectMessage(world, mona.slackId)).toContain('Next time, request it first with /pat request');
  });

  it('whose justification holds a credential is shown without it', async () => {
    const world = await startWorld();
    const secret = `ghp_${'Z'.repeat(36)}`;
    await makeToken(world, { name: 'leaky', reason: `use ${secret} please` });
    expect(reads(cardOf(world, 'leaky'))).toContain('use [removed: looked like a credential] please');
    expect(JSON.stringify(world.slack.server.calls)).not.toContain(secret);
  });

  it('belongs to a machine user and never matches its human’s request', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world, {}, 'acme-ci');
    expect(isPending(world, token)).toBe(true);
    expect(directMessages(world, bea.slackId).join('\n')).toContain('is on hold');
  });

  it('is decided by nobody who holds it', async () => {
    const world = await startWorld();
    await makeToken(world, { name: 'surprise' });
    world.github.people.setRole('mona', 'acme', 'admin');
    const card = cardOf(world, 'surprise');
    const value = carriedBy(card, 'approve_pending_token');
    const outcome = await world.slack.click(mona.slackId, card, 'approve_pending_token', { force: true, value });
    expect(await toldPrivately(world, outcome)).toContain('This is your own token, so somebody else has to decide it.');
  });
});

describe('private repositories', () => {
  it('are counted, and not named, in a channel that is not private; reviewers read them in Details, and may approve there', async () => {
    const world = await startWorld({
      policy: policyText().replace(/C0\w+/, 'C0PUBLICCH'),
      prepare: ({ slack }) => {
        slack.addChannel({ id: 'C0PUBLICCH', name: 'general-reviews', members: [bea.slackId] });
        slack.inviteBot('C0PUBLICCH');
      },
    });
    const { slack } = world;
    await askForToken(world, mona.slackId);
    const [card] = slack.messagesIn('C0PUBLICCH');
    if (card === undefined) throw new Error('no card');
    expect(JSON.stringify(card)).not.toContain('payments');
    expect(reads(card)).toContain('website');
    expect(reads(card)).toContain('1 private repository, named in Details');
    expect(buttonsOf(card)).toEqual([
      'approve_request',
      'deny_request',
      'adjust_request',
      'ask_requester',
      'request_details',
    ]);
    const outcome = await slack.click(bea.slackId, card, 'request_details');
    const details = await slack.until(() =>
      outcome.modal !== undefined && buttonsOf(outcome.modal).length > 0 ? outcome.modal : undefined,
    );
    expect(reads(details as never)).toContain('payments');
    await slack.click(bea.slackId, details, 'approve_request');
    await world.settle();
    expect(cardsAbout(world, 'PAT-1')).toEqual([]);
    expect(lastDirectMessage(world, mona.slackId)).toContain('approved “nightly-release”');
  });

  it('stay unnamed on a card in a channel that is not private, though new cards go to one that is', async () => {
    const open = policyText().replace(/C0\w+/, 'C0PUBLICCH');
    const world = await startWorld({
      policy: open,
      prepare: ({ slack }) => {
        slack.addChannel({ id: 'C0PUBLICCH', name: 'general-reviews', members: [bea.slackId] });
        slack.inviteBot('C0PUBLICCH');
      },
    });
    await askForToken(world, mona.slackId);
    await world.restart(policyText());
    await world.slack.command(mona.slackId, '/pat withdraw PAT-1');
    await world.settle();
    const [card] = world.slack.messagesIn('C0PUBLICCH');
    expect(reads(card as never)).toContain('Withdrawn by');
    expect(JSON.stringify(card)).not.toContain('payments');
  });

  it('are not shown in Details to somebody who is no reviewer', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const outcome = await world.slack.click(cast.dan.slackId, cardOf(world, 'PAT-1'), 'request_details', {
      force: true,
      value: '1.1',
    });
    const view = await world.slack.until(() =>
      outcome.modal?.title?.text === 'Not possible' ? outcome.modal : undefined,
    );
    expect(reads(view as never)).toContain(
      'Only the owners of acme, and the person whose request or token it is, can see these details.',
    );
    expect(JSON.stringify(view)).not.toContain('payments');
  });
});
