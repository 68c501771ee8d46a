import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, fillForm } from '../support/ask-for-token.ts';
import { buttonsOf, cardOf, deny, lastDirectMessage, reads, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

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
    await world.slack.submit(mona.slackId, last);
    await world.settle();
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
