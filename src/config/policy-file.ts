import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { ChannelId, SlackUserId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy/policy.ts';

const login = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, 'must be a GitHub login');
const slackUser = z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'must be a Slack user id, like U0123456789');
const days = z.number().int('must be a whole number of days').min(1).max(366);

const organization = z.strictObject({
  login,
  channel: z.string().regex(/^[CG][A-Z0-9]{2,}$/, 'must be a Slack channel id, like C0123456789'),
  lifetime: z
    .strictObject({ max_days: days.default(90), never_expires: z.boolean().default(false) })
    .default({ max_days: 90, never_expires: false }),
  reminders: z.array(days).max(10).default([14, 7, 3, 1]),
  lapse: z
    .strictObject({ undecided_days: days.default(7), unused_days: days.default(7) })
    .default({ undecided_days: 7, unused_days: 7 }),
  // Nothing is revoked unless somebody wrote that it should be.
  drift: z
    .strictObject({
      grace_days: days.default(3),
      // biome-ignore lint/suspicious/noThenProperty: the key's name in the policy file is fixed, and nothing awaits this.
      then: z.enum(['revoke', 'remind'], 'can only be "revoke" or "remind"').default('remind'),
    })
    // biome-ignore lint/suspicious/noThenProperty: as above.
    .default({ grace_days: 3, then: 'remind' }),
  // What this version can't do yet is refused rather than read over: a rule that is ignored is worse than none.
  reviewers: z.array(z.literal('owners', 'can only be "owners" in this version')).length(1).default(['owners']),
  approvals: z.literal(1, 'can only be 1 in this version').default(1),
  rules: z.array(z.never()).max(0, 'must be empty in this version').default([]),
});

const file = z.strictObject({
  organizations: z
    .array(organization)
    .min(1, 'must name an organization')
    .superRefine((list, context) => {
      const seen = new Set<string>();
      for (const [index, { login: name }] of list.entries()) {
        if (seen.has(name.toLowerCase()))
          context.addIssue({ code: 'custom', path: [index, 'login'], message: 'is named twice' });
        seen.add(name.toLowerCase());
      }
    }),
  people: z
    .record(slackUser, login)
    .default({})
    .superRefine((people, context) => {
      const seen = new Set<string>();
      for (const [slackId, name] of Object.entries(people)) {
        const key = name.toLowerCase();
        // One account behind two Slack users could approve its own request.
        if (seen.has(key))
          context.addIssue({ code: 'custom', path: [slackId], message: `gives the login ${name} to a second person` });
        seen.add(key);
      }
    }),
  machine_users: z.record(login, slackUser).default({}),
});

function lineOf(text: string, path: readonly PropertyKey[]): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
    if (node?.range?.[0] !== undefined) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** Compiles the text of a policy file. Problems are named by file, line and key. */
export function parsePolicy(
  text: string,
  name: string,
): { readonly policy: Policy } | { readonly problems: readonly string[] } {
  const document = parseDocument(text, { prettyErrors: false, lineCounter: new LineCounter() });
  if (document.errors.length > 0) {
    const lines = new LineCounter();
    parseDocument(text, { lineCounter: lines });
    return {
      problems: document.errors.map(
        (error) => `${name}:${lines.linePos(error.pos[0]).line}: is not valid YAML: ${error.message}`,
      ),
    };
  }
  const read = file.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!read.success) {
    return {
      problems: read.error.issues.map((issue) => {
        const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
        const key = path.length === 0 ? 'the file' : path.map(String).join('.');
        const what = issue.code === 'unrecognized_keys' ? 'is not a key of the policy' : issue.message;
        return `${name}:${lineOf(text, path)}: ${key}: ${what}`;
      }),
    };
  }
  const { organizations, people, machine_users: machineUsers } = read.data;
  return {
    policy: {
      hash: createHash('sha256').update(text).digest('hex'),
      organizations: organizations.map((entry) => ({
        login: entry.login,
        channel: entry.channel as ChannelId,
        lifetime: { maxDays: entry.lifetime.max_days, mayNeverExpire: entry.lifetime.never_expires },
        reminderDays: [...new Set(entry.reminders)].sort((one, other) => other - one),
        drift: { graceDays: entry.drift.grace_days, outcome: entry.drift.then },
        reviewers: entry.reviewers,
        approvals: entry.approvals,
        lapse: { undecidedDays: entry.lapse.undecided_days, unusedDays: entry.lapse.unused_days },
      })),
      people: new Map(Object.entries(people).map(([slackId, name]) => [slackId as SlackUserId, name])),
      machineUsers: new Map(
        Object.entries(machineUsers).map(([name, slackId]) => [name.toLowerCase(), slackId as SlackUserId]),
      ),
    },
  };
}

/** Reads and compiles the policy file. A missing one is a problem like any other: nothing is allowed by default. */
export function readPolicyFile(path: string): ReturnType<typeof parsePolicy> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { problems: [`POLICY_FILE: the file ${path} cannot be read`] };
  }
  return parsePolicy(text, path);
}
