import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { redactCredentials } from '../domain/credential.ts';
import type { ChannelId, SlackUserId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { decodeText } from './decode-text.ts';
import { complaintsOf, placed } from './policy-complaints.ts';
import { keysAt, policySchema } from './policy-schema.ts';
import { readYaml } from './read-yaml.ts';
import { compileReviewers } from './reviewer-schema.ts';
import { compileRule } from './rule-schema.ts';

/** Compiles the text of a policy file. Problems are named by file, line, column and key. */
export function parsePolicy(
  text: string,
  file: string,
): { readonly policy: Policy } | { readonly problems: readonly string[] } {
  const yaml = readYaml(text);
  if ('problems' in yaml) {
    return {
      problems: yaml.problems.map(({ place, problem }) => `${file}:${placed(place)}: is not valid YAML: ${problem}`),
    };
  }
  if (yaml.value === null) {
    return { problems: [`${file}: the file is empty; policy.example.yml shows what stands in it`] };
  }
  const read = policySchema.safeParse(yaml.value);
  if (!read.success) return { problems: complaintsOf(read.error, yaml, { file, keysAt }) };
  const { mode: rulesMode, organizations, people, machine_users: machineUsers } = read.data;
  return {
    policy: {
      hash: createHash('sha256').update(text).digest('hex'),
      organizations: organizations.map((entry) => ({
        login: entry.login,
        channel: entry.channel as ChannelId,
        language: entry.language,
        mode: entry.mode,
        lifetime: { maxDays: entry.lifetime.max_days, mayNeverExpire: entry.lifetime.never_expires },
        auditChannel: (entry.audit_channel ?? null) as ChannelId | null,
        reminderDays: [...new Set(entry.reminders)].sort((one, other) => other - one),
        drift: { graceDays: entry.drift.grace_days, outcome: entry.drift.then },
        renewal: { sameScope: entry.renewal.same_scope },
        leavers: entry.leavers,
        digest: entry.digest,
        unused: { afterDays: entry.unused.after_days ?? null, answerDays: entry.unused.answer_days },
        identity: { saml: entry.identity.saml },
        classic: { isAllowed: entry.classic.allowed, reasons: [...new Set(entry.classic.reasons)] },
        reviewers: compileReviewers(entry.reviewers),
        escalation:
          entry.escalation == null
            ? null
            : { afterHours: entry.escalation.after_hours, to: compileReviewers(entry.escalation.to) },
        approvals: entry.approvals,
        approvalsFor: entry.approvals_for,
        rules: entry.rules.map(compileRule),
        rulesMode,
        lapse: { undecidedDays: entry.lapse.undecided_days, unusedDays: entry.lapse.unused_days },
      })),
      people: new Map(Object.entries(people).map(([slackId, name]) => [slackId as SlackUserId, name])),
      machineUsers: new Map(
        Object.entries(machineUsers).map(([name, slackId]) => [name.toLowerCase(), slackId as SlackUserId]),
      ),
    },
  };
}

/** The text of the policy file. A missing one is a problem like any other: nothing is allowed by default. */
export function readPolicyText(
  path: string,
  named: 'by_variable' | 'by_argument' = 'by_variable',
): { readonly text: string; readonly file: string } | { readonly problems: readonly string[] } {
  // Whoever mixes the variables up puts a credential here.
  const file = redactCredentials(path);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    return {
      problems: [
        named === 'by_variable' ? `POLICY_FILE: the file ${file} cannot be read` : `the file ${file} cannot be read`,
      ],
    };
  }
  const decoded = decodeText(bytes);
  return 'problem' in decoded ? { problems: [`${file} ${decoded.problem}`] } : { text: decoded.text, file };
}

/** Reads and compiles the policy file. */
export function readPolicyFile(path: string): ReturnType<typeof parsePolicy> {
  const read = readPolicyText(path);
  return 'problems' in read ? read : parsePolicy(read.text, read.file);
}
