import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, fillForm } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  carriedBy,
  deny,
  isActive,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { answer } from '../support/whose-token.ts';

const { mona, bea, carl, gus } = cast;

/** The cast's policy with rules, or other keys, of acme. */
function withRules(text: string, approvalsFor = 1): string {
  const asks = `    approvals_for: { high: ${approvalsFor}, critical: ${approvalsFor} }\n`;
  return policyText().replace(/ +approvals_for:.*\n/, `${asks}${text}`);
}

const approveBy = async (world: TestWorld, slackId: string) => {
  const outcome = await world.slack.click(slackId, cardOf(world, 'PAT-1'), 'approve_request');
  await world.settle();
  return outcome;
};

describe('a rule that allows', () => {
  const policy = withRules(`    rules:
      - name: Website
        reason: Everybody may read the website.
        when: { permissions: { only: [read] }, repositories: { only: [website] } }
        then: { outcome: allow }
`);
  const reading = { repositories: ['website'], permissions: ['contents:read'] };

  it('says so before sending, approves at once, and tells the requester and the channel by which rule', async () => {
    const world = await startWorld({ policy });
    const last = await fillForm(world, mona.slackId, reading);
    expect(JSON.stringify(last)).toContain('The rule “Website” approves this at once: Everybody may read the website.');
    await world.slack.submit(mona.slackId, last);
    await world.settle();
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'The rule “Website” approved “nightly-release” for acme · PAT-1',
    );
    const card = cardOf(world, 'PAT-1');
    expect(reads(card)).toContain('Approved by the rule “Website”: “nightly-release”');
    expect(buttonsOf(card)).toEqual(['deny_request', 'request_details']);
  });

  it('leaves a wider request to people', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId, { ...reading, permissions: ['contents:write'] });
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });
});

describe('a rule that denies', () => {
  it('refuses before anything is sent, in the words of the rule, whatever a rule above it allows', async () => {
    const policy = withRules(`    rules:
      - { name: All, reason: Trust., then: { outcome: allow } }
      - { name: Payments, reason: Ask the payments team first, when: { repositories: { any: ["pay*"] } }, then: { outcome: deny } }
`);
    const world = await startWorld({ policy });
    const last = await fillForm(world, mona.slackId);
    const said = 'The rule “Payments” forbids it: Ask the payments team first.';
    expect(JSON.stringify(last)).toContain(said);
    const answer = await world.slack.submit(mona.slackId, last);
    await world.settle();
    expect(reads(answer.view as never)).toContain(
      `The policy doesn’t allow this request. Nothing was sent. ${said} Change what you request, or ask an owner.`,
    );
    expect(() => cardOf(world, 'PAT-1')).toThrow();
  });
});

describe('a rule in shadow', () => {
  it('says on the card what it would have done, and does nothing', async () => {
    const policy = withRules(`    rules:
      - { name: All, reason: Trust., mode: shadow, then: { outcome: allow } }
`);
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId);
    const card = cardOf(world, 'PAT-1');
    expect(reads(card)).toContain('The rule “All” would have approved it. It only watches.');
    expect(buttonsOf(card)).toContain('approve_request');
  });
});

describe('a request that two have to approve', () => {
  const policy = withRules('    approvals: 2\n');

  it('shows each approval, and is approved by the second', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('2 reviewers have to approve this.');
    await approveBy(world, bea.slackId);
    const card = cardOf(world, 'PAT-1');
    expect(reads(card)).toContain(`1 of 2: <@${bea.slackId}> approved.`);
    expect(buttonsOf(card)).toContain('approve_request');
    await approveBy(world, carl.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}> and <@${carl.slackId}>: `);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `<@${bea.slackId}> and <@${carl.slackId}> approved “nightly-release” for acme`,
    );
  });

  it('counts people: the second click of one tells them that it needs another', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId);
    await approveBy(world, bea.slackId);
    const again = await approveBy(world, bea.slackId);
    expect(await toldPrivately(world, again)).toContain('You have already approved PAT-1. It needs 1 more reviewer.');
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });

  it('is denied by one deny in between', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId);
    await approveBy(world, bea.slackId);
    await deny(world, 'Not this week');
    expect(reads(cardOf(world, 'PAT-1'))).toMatch(/Denied by <@\w+> on 1 March 2027 at 09:30 UTC: /);
  });

  it('does not count who is no owner any more when the second approves', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId);
    await approveBy(world, bea.slackId);
    world.github.people.setRole(bea.login, 'acme', 'member');
    await approveBy(world, carl.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
  });

  it('keeps what it was told when the policy asks for one by now', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId);
    await world.restart(withRules('    approvals: 1\n'));
    await approveBy(world, bea.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`1 of 2: <@${bea.slackId}> approved.`);
  });
});

describe('how long it usually takes', () => {
  it('is said on the last page from the fifth decision on', async () => {
    const world = await startWorld();
    for (const number of [1, 2, 3, 4, 5]) {
      const last = await fillForm(world, mona.slackId, { token_name: `nightly-${number}` });
      expect(JSON.stringify(last)).not.toContain('It usually takes');
      await world.slack.submit(mona.slackId, last);
      await world.settle();
      await world.pass({ minutes: number * 10 });
      await world.slack.click(bea.slackId, cardOf(world, `PAT-${number}`), 'approve_request');
      await world.settle();
    }
    expect(JSON.stringify(await fillForm(world, mona.slackId))).toContain(
      'The owners of acme will review this. If nobody decides within 7 days, it times out.',
    );
    expect(JSON.stringify(await fillForm(world, mona.slackId))).toContain(
      'It usually takes about 30 minutes until it is decided.',
    );
  });
});

describe('/pat policy', () => {
  const policy = withRules(`    rules:
      - name: Not payments
        reason: Ask the payments team first.
        when: { repositories: { any: [payments-api] } }
        then: { outcome: deny }
`);
  const told = async (world: TestWorld, slackId: string, words = '') =>
    toldPrivately(world, await world.slack.command(slackId, `/pat policy${words}`));

  it('says the rules in sentences to members alone, and names repositories to owners', async () => {
    const world = await startWorld({ policy });
    const owner = await told(world, bea.slackId);
    expect(owner).toContain('What the policy of acme says');
    expect(owner).toContain('If a repository is like “payments-api”, we refuse it. Ask the payments team first.');
    const member = await told(world, mona.slackId, ' ACME');
    expect(member).toContain('If a repository is one that the rule names, we refuse it. Ask the payments team first.');
    expect(member).not.toContain('payments-api');
    expect(await told(world, gus.slackId)).not.toContain('payments team');
    expect(await told(world, mona.slackId, ' initech')).toContain('The policy names no such organization.');
  });
});

describe('a file whose rules only watch', () => {
  const rules = `    rules:
      - { name: All, reason: Trust., then: { outcome: allow } }
      - { name: Payments, reason: Ask the payments team first, when: { repositories: { any: ["pay*"] } }, then: { outcome: deny } }
`;

  it('says on the card what the rules together would have done, does nothing, and acts once it is switched on', async () => {
    const world = await startWorld({ policy: `mode: shadow\n${withRules(rules)}` });
    const last = await fillForm(world, mona.slackId);
    expect(JSON.stringify(last)).toContain('The owners of acme will review this.');
    await world.slack.submit(mona.slackId, last);
    await world.settle();
    const card = cardOf(world, 'PAT-1');
    expect(reads(card)).toContain('The rule “Payments” would have refused it. It only watches.');
    await approveBy(world, bea.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
    await world.restart(withRules(rules));
    expect(JSON.stringify(await fillForm(world, mona.slackId))).toContain('The rule “Payments” forbids it');
  });
});

describe('a rule that approves at night', () => {
  const policy = withRules(`    rules:
      - name: Reading at night
        reason: Nightly jobs that read may start at once.
        when: { permissions: { only: [read] }, time: { zone: Europe/Berlin, from: "20:00", to: "06:00" } }
        then: { outcome: allow }
`);
  const reading = { permissions: ['contents:read'] };

  it('asks people at noon, and approves by itself when the clock says night', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId, reading);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
    await world.pass({ hours: 12 });
    await askForToken(world, mona.slackId, { ...reading, token_name: 'nightly-2' });
    expect(reads(cardOf(world, 'PAT-2'))).toContain('Approved by the rule “Reading at night”: “nightly-2”');
    // What waited since noon is people's all the same.
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });
});

describe('a request of high risk', () => {
  it('needs one where only one could decide, and says so before sending: a single owner is not locked out', async () => {
    const policy = policyText()
      .replace(/ +approvals_for:.*\n/, '')
      .replace(`  ${carl.slackId}: ${carl.login}\n`, '');
    const world = await startWorld({ policy });
    const last = await fillForm(world, mona.slackId, { permissions: ['administration:write'] });
    const said = 'Only one reviewer could decide this, so one approval is enough.';
    expect(JSON.stringify(last)).toContain(`The owners of acme will review this. ${said}`);
    await world.slack.submit(mona.slackId, last);
    await world.settle();
    expect(reads(cardOf(world, 'PAT-1'))).toContain(said);
    await approveBy(world, bea.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>: `);
  });

  it('needs two where two could decide', async () => {
    const world = await startWorld({ policy: withRules('', 2) });
    await askForToken(world, mona.slackId, { permissions: ['administration:write'] });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('2 reviewers have to approve this.');
  });
});

describe('rules and tokens that exist', () => {
  const policy = withRules(`    rules:
      - { name: Not payments, reason: Ask the payments team first., when: { permissions: { any: ["administration:write"] } }, then: { outcome: deny } }
      - { name: Made first, reason: Two people look at tokens that were made first., when: { kind: [unasked] }, then: { approvals: 2 } }
      - { name: Website, reason: Everybody may read the website., when: { permissions: { only: [read] }, repositories: { only: [website] } }, then: { outcome: allow } }
`);

  it('hold a token that is wider than what a rule approved', async () => {
    const world = await startWorld({ policy });
    await askForToken(world, mona.slackId, { repositories: ['website'], permissions: ['contents:read'] });
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by the rule “Website”');
    const token = await makeToken(world, {
      name: 'nightly-release',
      permissions: { repository: { contents: 'write' } },
    });
    expect(isActive(world, token)).toBe(false);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(
      'Its token is on hold on GitHub, because it is wider than approved.',
    );
  });

  it('forbid with every door what a rule denies', async () => {
    const world = await startWorld({ policy });
    const token = await makeToken(world, { name: 'admin', permissions: { repository: { administration: 'write' } } });
    const card = cardOf(world, '“admin”');
    expect(reads(card)).toContain('The rule “Not payments” forbids it: Ask the payments team first.');
    expect(buttonsOf(card)).not.toContain('approve_pending_token');
    const forced = { force: true, value: carriedBy(card, 'deny_pending_token') };
    const outcome = await world.slack.click(bea.slackId, card, 'approve_pending_token', forced);
    await world.settle();
    expect(await toldPrivately(world, outcome)).toContain(
      'Nobody can approve “admin” here. The rule “Not payments” forbids it',
    );
    expect(isActive(world, token)).toBe(false);
  });

  it('leave to several what one click can’t settle, where nobody asked before it was made', async () => {
    const world = await startWorld({ policy });
    const token = await makeToken(world, { name: 'first', permissions: { repository: { contents: 'read' } } });
    const outcome = await world.slack.click(bea.slackId, cardOf(world, '“first”'), 'approve_pending_token');
    await world.settle();
    expect(outcome.ephemeral).toEqual([]);
    expect(isActive(world, token)).toBe(false);
    expect(reads(cardOf(world, '“first”'))).toContain(`1 of 2: <@${bea.slackId}> approved.`);
    await world.slack.click(carl.slackId, cardOf(world, '“first”'), 'approve_pending_token');
    await world.settle();
    expect(isActive(world, token)).toBe(true);
  });

  it('forbid a token of another name as one that nobody asked for, while its holder does not say what it is for', async () => {
    const closed = withRules(`    rules:
      - { name: Ask first, reason: Ask before you make a token., when: { kind: [unasked] }, then: { outcome: deny } }
`);
    const world = await startWorld({ policy: closed });
    await askForToken(world, mona.slackId, { token_name: 'release-notes' });
    await approve(world, 'PAT-1');
    const made = { name: 'quick-hack', permissions: { repository: { contents: 'read' } }, repositories: ['website'] };
    const token = await makeToken(world, made);
    await passWithoutOutage(world, 25);
    const card = cardOf(world, '“quick-hack”');
    expect(reads(card)).toContain('The rule “Ask first” forbids it: Ask before you make a token.');
    expect(buttonsOf(card)).not.toContain('approve_pending_token');
    // It is their request's as soon as they say so.
    await answer(world, 'quick-hack', /PAT-1\b/);
    expect(isActive(world, token)).toBe(true);
  });

  const andAsk = async (text: string, teamMembers: readonly string[]) => {
    const world = await startWorld({ policy: withRules(`    rules:\n      - ${text}\n`, 2) });
    world.github.state.setTeam('acme', 'contractors', teamMembers);
    const token = await makeToken(world, { name: 'first', permissions: { repository: { administration: 'write' } } });
    const outcome = await world.slack.click(bea.slackId, cardOf(world, '“first”'), 'approve_pending_token');
    await world.settle();
    // Who approves is told nothing besides the card.
    if (!reads(cardOf(world, '“first”')).includes('1 of 2')) return toldPrivately(world, outcome);
    await world.slack.click(carl.slackId, cardOf(world, '“first”'), 'approve_pending_token');
    await world.settle();
    return isActive(world, token) ? 'let in by two' : 'held';
  };

  it('ask GitHub at the click who is in a team', async () => {
    const rule =
      '{ name: Inside, reason: Contractors ask inside., when: { requester: ["team:contractors"] }, then: { outcome: deny } }';
    expect(await andAsk(rule, [mona.login])).toContain('The rule “Inside” forbids it');
    expect(await andAsk(rule, [carl.login])).toBe('let in by two');
  });

  it('want of a token as many people as the policy wants of a request, where the rule names no number', async () => {
    const rule = '{ name: Look, reason: Somebody looks., when: { risk: [high, critical] }, then: { outcome: ask } }';
    expect(await andAsk(rule, [])).toBe('let in by two');
  });
});
