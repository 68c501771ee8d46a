import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/config/policy-file.ts';

function complaints(text: string): readonly string[] {
  const read = parsePolicy(text, 'policy.yml');
  return 'problems' in read ? read.problems : [];
}

const acme = 'organizations:\n  - login: acme\n    channel: C0REVIEWERS\n';
const ofOrganization = (key: string): string => `${acme}    ${key}\n`;
const rule = (keys: string): string =>
  `${acme}    rules:\n      - name: Ours\n        reason: Because.\n        ${keys.replaceAll('\n', '\n        ')}\n`;
const when = (keys: string): string => rule(`then: { outcome: ask }\nwhen: ${keys}`);
const at = (key: string): string => `organizations.0.${key}`;
const rules = (key: string): string => at(`rules.0.${key}`);
const cut = (many: number): string => `${'x'.repeat(many)}`;

describe('each kind of mistake is said by file, line, column, key and value, with what would be right', () => {
  it.each<[string, string, string]>([
    ['a mode of the file', `mode: watch\n${acme}`, '1:7: mode: must be enforce or shadow; it is "watch"'],
    ['a mode', ofOrganization('mode: shadow'), `4:11: ${at('mode')}: must be observe or enforce; it is "shadow"`],
    [
      'a channel for the trail',
      ofOrganization('audit_channel: trail'),
      `4:20: ${at('audit_channel')}: must be a Slack channel id, like C0123456789; it is "trail"`,
    ],
    [
      'what happens to leavers',
      ofOrganization('leavers: { tokens: keep }'),
      `4:24: ${at('leavers.tokens')}: must be revoke or remind; it is "keep"`,
    ],
    [
      'a day of the digest',
      ofOrganization('digest: { day: mon }'),
      `4:20: ${at('digest.day')}: must be a day of the week, like monday, or off; it is "mon"`,
    ],
    [
      'a zone of the digest',
      ofOrganization('digest: { zone: Berlin }'),
      `4:21: ${at('digest.zone')}: must be a time zone, like Europe/Berlin; it is "Berlin"`,
    ],
    [
      'a provider',
      ofOrganization('identity: { saml: okta }'),
      `4:23: ${at('identity.saml')}: must be true or false; it is "okta"`,
    ],
    [
      'approvals of what is dangerous',
      ofOrganization('approvals_for: { high: 0 }'),
      `4:28: ${at('approvals_for.high')}: must be a whole number from 1 to 5; it is 0`,
    ],
    [
      'rules that are no list',
      ofOrganization('rules: none'),
      `4:12: ${at('rules')}: must be a list of rules; it is "none"`,
    ],
    [
      'more rules than can be read in time',
      ofOrganization(
        `rules: [${Array.from({ length: 501 }, (_, i) => `{ name: r${i}, reason: r, then: { outcome: ask } }`).join(', ')}]`,
      ),
      `4:12: ${at('rules')}: must be a list of 500 rules at most; it is a list`,
    ],
    [
      'a name twice',
      `${rule('then: { outcome: ask }')}      - { name: OURS, reason: Again., then: { outcome: deny } }\n`,
      `8:17: ${at('rules.1.name')}: has the name of rule 1; it is "OURS"`,
    ],
    [
      'a name that is too long',
      ofOrganization(`rules: [{ name: ${cut(61)}, reason: r, then: { outcome: ask } }]`),
      `4:21: ${at('rules.0.name')}: must be a text of 1 to 60 characters; it is "${cut(39)}…"`,
    ],
    [
      'a reason with Slack’s marks',
      ofOrganization('rules: [{ name: r, reason: "<!channel>", then: { outcome: ask } }]'),
      `4:32: ${at('rules.0.reason')}: must be one line without < > & * _ ~ and \`; it is "<!channel>"`,
    ],
    [
      'a mode of a rule',
      rule('mode: off\nthen: { outcome: ask }'),
      `7:15: ${rules('mode')}: must be enforce or shadow; it is "off"`,
    ],
    [
      'an outcome',
      rule('then: { outcome: block }'),
      `7:26: ${rules('then.outcome')}: must be allow, deny or ask; it is "block"`,
    ],
    [
      'nothing that follows',
      rule('then: {}'),
      `7:15: ${rules('then')}: must have outcome, approvals, reviewers, max_days or justification; it is a map`,
    ],
    [
      'approvals beside a deny',
      rule('then: { outcome: deny, approvals: 2 }'),
      `7:43: ${rules('then.approvals')}: can’t stand beside outcome deny: nobody is asked then; it is 2`,
    ],
    [
      'approvals',
      rule('then: { approvals: 9 }'),
      `7:28: ${rules('then.approvals')}: must be a whole number of reviewers from 1 to 5; it is 9`,
    ],
    [
      'a longest lifetime',
      rule('then: { max_days: 0 }'),
      `7:27: ${rules('then.max_days')}: must be a whole number of days from 1 to 366; it is 0`,
    ],
    [
      'a pattern that is no text',
      rule('then: { justification: 7 }'),
      `7:32: ${rules('then.justification')}: must be a pattern in quotation marks; it is 7`,
    ],
    [
      'a pattern with a group',
      rule('then: { justification: "(a+)+" }'),
      `7:32: ${rules('then.justification')}: may not have groups; write \\( and \\) for the signs; it is "(a+)+"`,
    ],
    [
      'a key of a rule',
      rule('then: { outcome: ask }\nif: {}'),
      `8:9: ${rules('if')}: is not a key of the policy; the keys here are name, reason, mode, when, then`,
    ],
    [
      'a key of a rule’s conditions',
      when('{ repository: {} }'),
      `8:17: ${rules('when.repository')}: is not a key of the policy; did you mean repositories?`,
    ],
    [
      'a requester',
      when('{ requester: [mona] }'),
      `8:29: ${rules('when.requester.0')}: must be owner, machine-user, team:SLUG or user:LOGIN; it is "mona"`,
    ],
    [
      'requesters that are no list',
      when('{ requester: owner }'),
      `8:28: ${rules('when.requester')}: must be a list, like [owner, "user:mona"]; it is "owner"`,
    ],
    [
      'an empty list',
      when('{ risk: [] }'),
      `8:23: ${rules('when.risk')}: must be a list, like [low, elevated]; it is a list`,
    ],
    [
      'a grade',
      when('{ risk: [medium] }'),
      `8:24: ${rules('when.risk.0')}: must be low, elevated, high or critical; it is "medium"`,
    ],
    [
      'a purpose',
      when('{ purpose: [""] }'),
      `8:27: ${rules('when.purpose.0')}: must be a text of 1 to 200 characters; it is ""`,
    ],
    [
      'a permission nobody knows',
      when('{ permissions: { any: [contnets] } }'),
      `8:38: ${rules('when.permissions.any.0')}: names a permission that we don’t know; did you mean contents?; it is "contnets"`,
    ],
    [
      'a level nobody knows',
      when('{ permissions: { only: ["contents:rw"] } }'),
      `8:39: ${rules('when.permissions.only.0')}: must be read, write, dangerous, a permission like contents, or one with its level, like contents:write; it is "contents:rw"`,
    ],
    [
      'a selection',
      when('{ repositories: { access: [some] } }'),
      `8:42: ${rules('when.repositories.access.0')}: must be none, subset or all; it is "some"`,
    ],
    [
      'a visibility',
      when('{ repositories: { visibility: internal } }'),
      `8:45: ${rules('when.repositories.visibility')}: must be public or private; it is "internal"`,
    ],
    [
      'a count',
      when('{ repositories: { at_most: 60 } }'),
      `8:42: ${rules('when.repositories.at_most')}: must be a whole number from 0 to 50; it is 60`,
    ],
    [
      'whether it never expires',
      when('{ lifetime: { never_expires: "yes" } }'),
      `8:44: ${rules('when.lifetime.never_expires')}: must be true or false; it is "yes"`,
    ],
    [
      'a kind',
      when('{ kind: [renewed] }'),
      `8:24: ${rules('when.kind.0')}: must be request, renewal, unasked or classic; it is "renewed"`,
    ],
    [
      'a time',
      when('{ time: { zone: UTC, from: 9, to: "17:00" } }'),
      `8:42: ${rules('when.time.from')}: must be a time of day in quotation marks, like "09:00"; it is 9`,
    ],
    [
      'a zone',
      when('{ time: { zone: Berlin, from: "09:00", to: "17:00" } }'),
      `8:31: ${rules('when.time.zone')}: must be a time zone, like Europe/Berlin or UTC; it is "Berlin"`,
    ],
    [
      'a day',
      when('{ time: { zone: UTC, from: "09:00", to: "17:00", days: [monday] } }'),
      `8:71: ${rules('when.time.days.0')}: must be a day, like mon; it is "monday"`,
    ],
  ])('%s', (_, text, said) => {
    expect(complaints(text)).toEqual([`policy.yml:${said}`]);
  });
});
