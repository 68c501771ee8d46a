import { describe, expect, it } from 'vitest';
import { policyMessage } from '../../src/slack/views/policy.ts';
import { english } from '../../src/wording/english.ts';
import { compiled } from '../support/start-world.ts';

const head = 'organizations:\n  - login: acme\n    channel: C0ACME0001\n';

function said(text: string, page = 1, isForOwner = true): string {
  const [policy] = compiled(text).organizations;
  if (policy === undefined) throw new Error('no policy');
  return policyMessage([{ policy, isForOwner }], page, english).text.replaceAll('\u200b', '');
}

const rule = (when: string, then: string, mode = 'enforce'): string =>
  `${head}    rules: [{ name: Ours, reason: Because., mode: ${mode}, when: ${when}, then: ${then} }]\n`;

describe('a rule in sentences', () => {
  it.each([
    ['{}', '{ outcome: ask }', 'Always: reviewers decide. Because.'],
    [
      '{ permissions: { only: [read, "contents:write"] } }',
      '{ outcome: allow }',
      'If every permission is read access or contents:write, we approve it at once. Because.',
    ],
    [
      '{ permissions: { any: [dangerous] }, risk: [high, critical] }',
      '{ approvals: 2 }',
      'If a permission is a dangerous one and its risk is high or critical, 2 reviewers have to approve. Because.',
    ],
    [
      '{ requester: [machine-user, owner, "user:mona"], purpose: ["*release*"] }',
      '{ outcome: deny }',
      'If it is for a machine user, an owner of the organization or mona and its purpose is like “*release*”, we refuse it. Because.',
    ],
    [
      '{ repositories: { access: [subset], only: ["docs-*"], visibility: public, at_most: 3 } }',
      '{ max_days: 7, justification: "OPS-1" }',
      'If it reaches selected repositories, every repository is like “docs-*”, every repository is public and it reaches at most 3 repositories, it may last 7 days at most and its justification has to look like “OPS-1”. Because.',
    ],
    [
      '{ lifetime: { at_least_days: 30, never_expires: false }, kind: [unasked] }',
      '{ approvals: 1 }',
      'If it lasts at least 30 days, it expires and it was made before anybody requested it, one reviewer has to approve. Because.',
    ],
    [
      '{ time: { zone: Europe/Berlin, from: "20:00", to: "06:30", days: [sat, sun] } }',
      '{ outcome: allow }',
      'If it is between 20:00 and 06:30 in Europe/Berlin on Saturday or Sunday, we approve it at once. Because.',
    ],
    [
      '{ requester: ["team:security"], kind: [renewal, classic], repositories: { topics: [public-docs] } }',
      '{ reviewers: ["team:platform", "slack:S0CALL0001"], approvals: 2 }',
      'If it is for somebody in the team security, every repository has the topic “public-docs” and it renews a token or it is a classic token, 2 reviewers have to approve and the team platform or the Slack group S0CALL0001 may decide. Because.',
    ],
  ])('%s %s', (when, then, sentence) => {
    // The message's text is for screen readers: a list of the same sentences, escaped for Slack.
    expect(said(rule(when, then))).toContain(sentence);
  });

  it('says of one in shadow that it only watches, and of a file in shadow that all do', () => {
    expect(said(rule('{}', '{ outcome: deny }', 'shadow'))).toContain('we refuse it. It only watches.');
    expect(said(`mode: shadow\n${rule('{}', '{ outcome: deny }')}`)).toContain('All rules below only watch');
  });

  it('names repositories to owners alone', () => {
    const text = rule('{ repositories: { any: ["payments*"] } }', '{ outcome: deny }');
    expect(said(text)).toContain('a repository is like “payments*”');
    expect(said(text, 1, false)).toContain('a repository is one that the rule names');
    expect(said(text, 1, false)).not.toContain('payments');
  });

  it('says what holds beside the rules, and where there are none', () => {
    expect(said(`${head}    approvals_for: { high: 2, critical: 3 }\n`)).toContain(
      'A token may last 90 days at most. Where no rule says otherwise, one reviewer has to approve. At high risk it takes 2 reviewers, at critical risk 3 reviewers, if so many can decide.',
    );
    expect(said(head)).toContain('There are no rules: people decide.');
  });
});

describe('five hundred rules', () => {
  const globs = Array.from({ length: 60 }, (_, index) => `"team-${index}-*"`).join(', ');
  const text = `${head}    rules:\n${Array.from(
    { length: 500 },
    (_, index) =>
      `      - { name: Rule ${index} ${'n'.repeat(40)}, reason: ${'Because. '.repeat(20)}, when: { repositories: { any: [${globs}] } }, then: { outcome: ask } }\n`,
  ).join('')}`;
  const [policy] = compiled(text).organizations;

  it('are said page by page, each rule once and whole pages within what Slack takes', () => {
    if (policy === undefined) throw new Error('no policy');
    const names: string[] = [];
    let page = 1;
    for (let pages = 1; page <= pages; page += 1) {
      const { text: message, blocks } = policyMessage([{ policy, isForOwner: true }], page, english);
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(3_800);
      expect(Buffer.byteLength(JSON.stringify(blocks))).toBeLessThanOrEqual(14_000);
      expect(message).not.toContain(english.cutHere);
      names.push(
        ...[...JSON.stringify(blocks).matchAll(/"(\d+)\. Rule (\d+) n{40}: "/g)].map(([, , name = '']) => name),
      );
      const [, last] = /Page \d+ of (\d+)\./.exec(message) ?? [];
      if (page === 1) pages = Number(last);
      if (page < pages) expect(message).toContain(`/pat policy acme ${page + 1} shows the next one.`);
    }
    expect(names).toEqual(Array.from({ length: 500 }, (_, index) => `${index}`));
  });
});
