import { z } from 'zod';
import { isZone } from '../domain/calendar.ts';
import { classicReasons } from '../domain/classic/classic-terms.ts';
import { languages } from '../domain/language.ts';
import { weekdays } from '../domain/notices/weekly.ts';
import { reviewerList } from './reviewer-schema.ts';
import { ruleSchema } from './rule-schema.ts';

// The policy file, key by key. Each error says what must be; `policy-complaints.ts` says of which key, where, and what it is instead.

/** The ids that policy.example.yml shows, and that nobody has. */
const examples: ReadonlySet<unknown> = new Set(['C0123456789', 'U0123456789', 'U0123456780']);

const slackId = (pattern: RegExp, what: string, like: string) => {
  const error = `must be ${what}, like ${like}`;
  return z
    .string(error)
    .regex(pattern, { error, abort: true })
    .refine((id) => !examples.has(id), `must be ${what} of your own, in place of the example’s`);
};

// GitHub judges its logins (managed users have an underscore, old accounts a hyphen at the end): only what can be none is refused.
const notALogin = 'must be a GitHub login, without @ and without an address';
const login = z
  .string({
    error: ({ input }) =>
      typeof input === 'number' || typeof input === 'boolean'
        ? 'must be a GitHub login; put it in quotation marks, since YAML takes it for something else'
        : notALogin,
  })
  .regex(/^[^\s\p{C}/@:]{1,100}$/u, notALogin);
const slackUser = slackId(/^[UW][A-Z0-9]{2,}$/, 'a Slack user id', 'U0123456789');
const slackChannel = slackId(/^[CG][A-Z0-9]{2,}$/, 'a Slack channel id', 'C0123456789');
const notDays = 'must be a whole number of days from 1 to 366';
const days = z.int({ error: notDays, abort: true }).min(1, notDays).max(366, notDays);
const notACount = 'must be a whole number from 1 to 5';
const reviewersCount = z.int({ error: notACount, abort: true }).min(1, notACount).max(5, notACount);
const yesOrNo = z.boolean('must be true or false');

/** A map whose keys are known. */
const keyed = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? undefined : 'must be a map of keys and values'),
  });
/** A key that was left empty stands for what is not there. */
const orNone = <Schema extends z.ZodType>(schema: Schema, none: z.output<Schema>) =>
  schema.nullish().transform((given) => given ?? none);

const lifetime = keyed({ max_days: days.default(90), never_expires: yesOrNo.default(false) });
// That Slack's addresses come from the same provider can't be seen: the operator says so.
const identity = keyed({ saml: yesOrNo.default(false) });
const lapse = keyed({ undecided_days: days.default(7), unused_days: days.default(7) });
// Nothing is revoked unless somebody wrote that it should be.
const drift = keyed({
  grace_days: days.default(3),
  // biome-ignore lint/suspicious/noThenProperty: the key's name in the policy file is fixed, and nothing awaits this.
  then: z.enum(['revoke', 'remind'], 'must be revoke or remind').default('remind'),
});

const renewal = keyed({
  same_scope: z.enum(['allow', 'ask'], 'must be allow or ask').default('ask'),
});
const leavers = keyed({
  tokens: z.enum(['revoke', 'remind'], 'must be revoke or remind').default('remind'),
});
const zone = z
  .string('must be a time zone, like Europe/Berlin')
  .refine(isZone, 'must be a time zone, like Europe/Berlin');
const digest = keyed({
  day: z.enum([...weekdays, 'off'], 'must be a day of the week, like monday, or off').default('monday'),
  zone: zone.default('UTC'),
});
// Nobody is asked about their tokens unless somebody wrote that they should be.
const unused = keyed({ after_days: days.nullish(), answer_days: days.default(14) });

// GitHub itself advises against them, and an organization without SSO can't see them.
const classic = keyed({
  allowed: yesOrNo.default(false),
  reasons: z
    .array(
      z.enum(classicReasons, `must be one of ${classicReasons.join(', ')}`),
      'must be a list, like [packages, enterprise]',
    )
    .default([...classicReasons]),
});

const notHours = 'must be a whole number of hours from 1 to 720';
const escalation = keyed({
  after_hours: z.int({ error: notHours, abort: true }).min(1, notHours).max(720, notHours),
  to: reviewerList,
});

const organization = keyed({
  login,
  channel: slackChannel,
  language: z.enum(languages, 'must be en or ja').default('en'),
  mode: z.enum(['observe', 'enforce'], 'must be observe or enforce').default('enforce'),
  audit_channel: slackChannel.nullish(),
  lifetime: lifetime.default({ max_days: 90, never_expires: false }),
  reminders: z
    .array(days, 'must be a list of days, like [14, 7, 3, 1]')
    .max(10, 'must be a list of ten days at most')
    .default([14, 7, 3, 1]),
  lapse: lapse.default({ undecided_days: 7, unused_days: 7 }),
  // biome-ignore lint/suspicious/noThenProperty: as above.
  drift: drift.default({ grace_days: 3, then: 'remind' }),
  renewal: renewal.default({ same_scope: 'ask' }),
  leavers: leavers.default({ tokens: 'remind' }),
  digest: digest.default({ day: 'monday', zone: 'UTC' }),
  unused: unused.default({ answer_days: 14 }),
  identity: identity.default({ saml: false }),
  classic: classic.default({ allowed: false, reasons: [...classicReasons] }),
  reviewers: reviewerList.default(['owners']),
  escalation: escalation.nullish(),
  approvals: reviewersCount.default(1),
  approvals_for: keyed({ high: reviewersCount.default(2), critical: reviewersCount.default(2) }).default({
    high: 2,
    critical: 2,
  }),
  rules: orNone(
    z
      .array(ruleSchema, 'must be a list of rules')
      .max(500, 'must be a list of 500 rules at most')
      .superRefine((rules, context) =>
        distinct(
          rules.map(({ name }, index) => [index, name] as const),
          context,
          (first) => `has the name of rule ${Number(first) + 1}`,
          { within: ['name'] },
        ),
      ),
    [],
  ),
});

/** `within`: the key of an entry in which its name stands; none where the entry is the name. */
function distinct(
  names: Iterable<readonly [PropertyKey, string]>,
  context: z.RefinementCtx,
  wrong: (first: PropertyKey) => string,
  { within = [], of = 'value' }: { readonly within?: readonly PropertyKey[]; readonly of?: 'key' | 'value' } = {},
): void {
  const seen = new Map<string, PropertyKey>();
  for (const [key, name] of names) {
    const first = seen.get(name.toLowerCase());
    if (first === undefined) seen.set(name.toLowerCase(), key);
    else context.addIssue({ code: 'custom', path: [key, ...within], message: wrong(first), params: { of } });
  }
}

const wholePolicy = keyed({
  // Beside an organization's own mode, which is about GitHub, this is about the rules alone.
  mode: z.enum(['enforce', 'shadow'], 'must be enforce or shadow').default('enforce'),
  organizations: z
    .array(organization, 'must be a list with an entry for each organization')
    .min(1, 'must be a list with an entry for each organization')
    .superRefine((list, context) =>
      distinct(
        list.map((entry, index) => [index, entry.login] as const),
        context,
        () => 'names an organization that is named above',
        { within: ['login'] },
      ),
    ),
  people: orNone(
    // One account behind two Slack users could approve its own request.
    z
      .record(slackUser, login, 'must be a map of Slack user ids to GitHub logins')
      .superRefine((people, context) =>
        distinct(
          Object.entries(people),
          context,
          (first) => `gives a login to a second person; ${String(first)} has it already`,
        ),
      ),
    {},
  ),
  machine_users: orNone(
    z.record(login, slackUser, 'must be a map of GitHub logins to Slack user ids').superRefine((users, context) =>
      distinct(
        Object.keys(users).map((name) => [name, name] as const),
        context,
        (first) => `is the same login as ${String(first)} above`,
        { of: 'key' },
      ),
    ),
    {},
  ),
});

/** Whoever is named as a reviewer is who the policy says has that login: a login that somebody gave up is anybody's. */
export const policySchema = wholePolicy.superRefine(({ organizations, people }, context) => {
  const logins = new Set(Object.values(people).map((one) => one.toLowerCase()));
  organizations.forEach(({ reviewers, escalation: later, rules }, index) => {
    const lists: readonly (readonly [readonly PropertyKey[], readonly string[]])[] = [
      [['reviewers'], reviewers],
      [['escalation', 'to'], later?.to ?? []],
      ...rules.map(({ then }, place) => [['rules', place, 'then', 'reviewers'], then.reviewers ?? []] as const),
    ];
    for (const [path, list] of lists) {
      list.forEach((one, place) => {
        if (!one.startsWith('user:') || logins.has(one.slice('user:'.length).toLowerCase())) return;
        const message = 'names a login that is not in people';
        context.addIssue({ code: 'custom', path: ['organizations', index, ...path, place], message });
      });
    }
  });
});

/** The keys that a map of the file may have; none where every key may stand. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: z.core.$ZodType = policySchema;
  for (const step of path) {
    const inside = unwrapped(schema);
    if (inside instanceof z.ZodObject) schema = inside.shape[String(step)] ?? inside;
    else if (inside instanceof z.ZodArray) schema = inside.element;
  }
  const found = unwrapped(schema);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in);
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? unwrapped(schema.unwrap())
    : schema;
}
