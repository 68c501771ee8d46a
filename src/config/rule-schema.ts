import { z } from 'zod';
import { isZone } from '../domain/calendar.ts';
import { nearestWord } from '../domain/nearest-word.ts';
import { readPattern } from '../domain/policy/rules/pattern.ts';
import type { PermissionMatch, RequesterMatch, Rule, RuleDay } from '../domain/policy/rules/rule.ts';
import { findPermission, permissionCatalogue } from '../domain/scope/permission-catalogue.ts';
import { compileReviewers, reviewerList, teamSlug } from './reviewer-schema.ts';

// A rule of the policy file, key by key, and the data that the domain evaluates.

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const keyed = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? undefined : 'must be a map of keys and values'),
  });
const listOf = <Schema extends z.ZodType>(schema: Schema, like: string) =>
  z.array(schema, `must be a list, like ${like}`).min(1, `must be a list, like ${like}`);
const wholeNumber = (from: number, to: number, of: string) => {
  const error = `must be a whole number${of} from ${from} to ${to}`;
  return z.int({ error, abort: true }).min(from, error).max(to, error);
};
const days = wholeNumber(1, 366, ' of days');
const text = (most: number) => {
  const error = `must be a text of 1 to ${most} characters`;
  return z.string(error).trim().min(1, error).max(most, error);
};
const glob = text(200);

const notARequester = 'must be owner, machine-user, team:SLUG or user:LOGIN';
const requester = z
  .string(notARequester)
  .regex(new RegExp(`^(owner|machine-user|team:${teamSlug}|user:[^\\s\\p{C}/@:]{1,100})$`, 'u'), notARequester);

const notAPermission =
  'must be read, write, dangerous, a permission like contents, or one with its level, like contents:write';
const permission = z
  .string(notAPermission)
  .regex(/^[a-z_]+(:(read|write|admin))?$/, { error: notAPermission, abort: true })
  .superRefine((given, context) => {
    const [name = ''] = given.split(':');
    if (['read', 'write', 'dangerous'].includes(given) || findPermission(name) !== undefined) return;
    const nearest = nearestWord(
      name,
      permissionCatalogue.map((one) => one.name),
    );
    const hint = nearest === null ? '' : `; did you mean ${nearest}?`;
    context.addIssue({ code: 'custom', message: `names a permission that we don’t know${hint}` });
  });

const notATime = 'must be a time of day in quotation marks, like "09:00"';
const timeOfDay = z.string(notATime).regex(/^([01]\d|2[0-3]):[0-5]\d$/, notATime);
const notAZone = 'must be a time zone, like Europe/Berlin or UTC';
const zone = z.string(notAZone).refine(isZone, notAZone);

const when = keyed({
  requester: listOf(requester, '[owner, "user:mona"]').optional(),
  purpose: listOf(glob, '["*release*"]').optional(),
  permissions: keyed({
    only: listOf(permission, '[read]').optional(),
    any: listOf(permission, '[dangerous]').optional(),
  }).optional(),
  risk: listOf(
    z.enum(['low', 'elevated', 'high', 'critical'], 'must be low, elevated, high or critical'),
    '[low, elevated]',
  ).optional(),
  repositories: keyed({
    access: listOf(z.enum(['none', 'subset', 'all'], 'must be none, subset or all'), '[subset]').optional(),
    only: listOf(glob, '["docs-*"]').optional(),
    any: listOf(glob, '["payments*"]').optional(),
    topics: listOf(text(50), '[internal]').optional(),
    visibility: z.enum(['public', 'private'], 'must be public or private').optional(),
    at_most: wholeNumber(0, 50, '').optional(),
    at_least: wholeNumber(1, 50, '').optional(),
  }).optional(),
  lifetime: keyed({
    at_most_days: days.optional(),
    at_least_days: days.optional(),
    never_expires: z.boolean('must be true or false').optional(),
  }).optional(),
  kind: listOf(
    z.enum(['request', 'renewal', 'unasked', 'classic'], 'must be request, renewal, unasked or classic'),
    '[unasked]',
  ).optional(),
  time: keyed({
    zone,
    from: timeOfDay,
    to: timeOfDay,
    days: listOf(z.enum(week, 'must be a day, like mon'), '[mon, tue, wed, thu, fri]').optional(),
  }).optional(),
});

const pattern = z.string('must be a pattern in quotation marks').superRefine((given, context) => {
  const read = readPattern(given);
  if ('problem' in read) context.addIssue({ code: 'custom', message: read.problem });
});

const then = keyed({
  outcome: z.enum(['allow', 'deny', 'ask'], 'must be allow, deny or ask').optional(),
  approvals: wholeNumber(1, 5, ' of reviewers').optional(),
  reviewers: reviewerList.optional(),
  max_days: days.optional(),
  justification: pattern.optional(),
}).superRefine(({ outcome, approvals, reviewers, ...rest }, context) => {
  if ([outcome, approvals, reviewers].every((one) => one === undefined) && Object.keys(rest).length === 0) {
    context.addIssue({ code: 'custom', message: 'must have outcome, approvals, reviewers, max_days or justification' });
  }
  for (const [key, value] of Object.entries({ approvals, reviewers })) {
    if (value === undefined || (outcome !== 'allow' && outcome !== 'deny')) continue;
    context.addIssue({
      code: 'custom',
      path: [key],
      message: `can’t stand beside outcome ${outcome}: nobody is asked then`,
    });
  }
});

/** It stands in messages, so it is one short line, without what Slack takes for its own marks. */
const said = (most: number) =>
  text(most).refine((given) => !/[<>&*_~`\p{C}]/u.test(given), 'must be one line without < > & * _ ~ and `');

export const ruleSchema = keyed({
  name: said(60),
  reason: said(200),
  mode: z.enum(['enforce', 'shadow'], 'must be enforce or shadow').default('enforce'),
  when: when.default({}),
  then,
});

type Read = z.output<typeof ruleSchema>;

function requesterOf(given: string): RequesterMatch {
  if (given === 'owner') return { is: 'owner' };
  if (given.startsWith('team:')) return { is: 'team', team: given.slice('team:'.length).toLowerCase() };
  return given === 'machine-user'
    ? { is: 'machine_user' }
    : { is: 'login', login: given.slice('user:'.length).toLowerCase() };
}

function permissionOf(given: string): PermissionMatch {
  if (given === 'read' || given === 'write' || given === 'dangerous') return { group: given };
  const [name = '', level] = given.split(':');
  return { name, level: level === 'read' || level === 'write' || level === 'admin' ? level : null };
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const lower = (globs: readonly string[] | undefined): readonly string[] | undefined =>
  globs?.map((one) => one.toLowerCase());

/** Without the keys that were left out: a part that is there has to match. */
function without<T extends object>(some: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function whenOf({
  requester: who,
  permissions,
  repositories,
  lifetime,
  time,
  risk,
  kind,
  purpose,
}: Read['when']): Rule['when'] {
  return without({
    risk,
    kind,
    purpose: lower(purpose),
    requester: who?.map(requesterOf),
    permissions:
      permissions && without({ only: permissions.only?.map(permissionOf), any: permissions.any?.map(permissionOf) }),
    repositories:
      repositories &&
      without({
        access: repositories.access,
        only: lower(repositories.only),
        any: lower(repositories.any),
        topics: lower(repositories.topics),
        visibility: repositories.visibility,
        atMost: repositories.at_most,
        atLeast: repositories.at_least,
      }),
    lifetime:
      lifetime &&
      without({
        atMostDays: lifetime.at_most_days,
        atLeastDays: lifetime.at_least_days,
        never: lifetime.never_expires,
      }),
    time: time && {
      zone: time.zone,
      from: minuteOf(time.from),
      to: minuteOf(time.to),
      days: (time.days ?? week) as readonly RuleDay[],
    },
  });
}

export function compileRule({ name, reason, mode, when: given, then: follows }: Read): Rule {
  return {
    name,
    reason,
    mode,
    when: whenOf(given),
    // biome-ignore lint/suspicious/noThenProperty: the policy's own word, and nothing awaits this.
    then: {
      outcome: follows.outcome ?? null,
      approvals: follows.approvals ?? null,
      reviewers: follows.reviewers === undefined ? null : compileReviewers(follows.reviewers),
      maxDays: follows.max_days ?? null,
      justification: follows.justification ?? null,
    },
  };
}
