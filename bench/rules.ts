// 500 rules of every sort, asked about 1,000 requests: at a click, which Slack gives three seconds, and from nothing after a policy was loaded.

import { parsePolicy } from '../src/config/policy-file.ts';
import type { RepositoryId } from '../src/domain/ids.ts';
import { admit, type Verdict } from '../src/domain/policy/admit.ts';
import type { AskedWhole } from '../src/domain/policy/asked.ts';
import { someone } from '../src/domain/policy/kept-facts.ts';
import type { OrganizationPolicy } from '../src/domain/policy/policy.ts';
import { askedWhole } from '../src/domain/requests/asked-whole.ts';
import { pendingRequest } from '../test/support/sample-requests.ts';
import { noon, permissions } from '../test/support/sample-scopes.ts';
import { median, percentile, print, type Row, spread } from './figures.ts';

const many = 500;
const asks = 1_000;

/** None of them decides, so that each is read to its end. */
const conditions: readonly ((at: number) => string)[] = [
  (at) => `{ purpose: ["*release ${at}*", "nightly build?${at}"] }`,
  (at) => `{ repositories: { only: [${Array.from({ length: 20 }, (_, i) => `"team-${at}-*-${i}"`).join(', ')}] } }`,
  (at) => `{ repositories: { any: ["payments-${at}", "*-secret-${at}-*"] }, permissions: { any: [write] } }`,
  (at) => `{ permissions: { any: [dangerous] }, purpose: ["*${at}*"] }`,
  (at) => `{ requester: [machine-user, "user:member-${at}"] }`,
  (at) => `{ time: { zone: ${at % 2 === 0 ? 'Europe/Berlin' : 'Asia/Tokyo'}, from: "20:00", to: "06:00" } }`,
  () => '{ risk: [critical], lifetime: { at_least_days: 60 } }',
];
const thens = ['{ outcome: allow }', '{ max_days: 89 }', '{ justification: "(never)" }', '{ approvals: 2 }'] as const;
const text = `organizations:\n  - login: acme\n    channel: C0REVIEWERS\n    rules:\n${Array.from(
  { length: many },
  (_, at) =>
    `      - { name: rule ${at}, reason: Because., when: ${conditions[at % conditions.length]?.(at) ?? '{}'}, then: ${(thens[at % thens.length] ?? '').replace('(never)', `OPS-${at}\\\\d+`)} }\n`,
).join('')}`;

function loaded(): OrganizationPolicy {
  const read = parsePolicy(text, 'policy.yml');
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  const [organization] = read.policy.organizations;
  if (organization?.rules.length !== many) throw new Error('the rules were not all read');
  return organization;
}

/** Fifty repositories and a long text: as much as a request can have. */
function asked(at: number): AskedWhole {
  const request = pendingRequest(1);
  const access = {
    selection: 'subset',
    repositories: Array.from({ length: 50 }, (_, i) => ({
      ...{ id: (at * 50 + i) as RepositoryId, name: `team-${at % 90}-service-${i}`, isPrivate: true },
    })),
  } as const;
  const scope = {
    ...{ access, lifetime: { kind: 'days', days: 30 } as const },
    permissions: permissions({
      repository: { contents: 'write', issues: 'write', actions: 'read', administration: 'write' },
    }),
  };
  const said = { purpose: `nightly build ${at}`, justification: 'x'.repeat(2_000) };
  return {
    ...askedWhole({ ...request, scope, ...said }, false),
    deciders: new Map([['owners', [0, 1, 2, 3, 4].map(someone)]]),
  };
}

/** The fastest of five: what others do on the machine meanwhile is not counted. */
function timed(act: () => unknown): number {
  const took = Array.from({ length: 5 }, () => {
    const before = performance.now();
    act();
    return performance.now() - before;
  });
  return Math.min(...took);
}

const ask = (policy: OrganizationPolicy, whole: AskedWhole): Verdict => admit(whole.scope, policy, noon, whole);
const policy = loaded();
const wholes = Array.from({ length: asks }, (_, at) => asked(at));
for (const whole of wholes.slice(0, 100)) ask(policy, whole);
const warm = wholes.map((whole) => timed(() => ask(policy, whole)));
const bare = wholes.map((whole) => timed(() => ask({ ...policy, rules: [] }, whole)));
const first = Array.from({ length: 50 }, (_, at) => {
  const fresh = loaded();
  const whole = asked(at);
  const before = performance.now();
  ask(fresh, whole);
  return performance.now() - before;
});
const p99 = percentile(warm, 0.99);
const times = Math.round(median(warm) / median(bare));
const of = `${many} rules about a request of 50 repositories`;
const rows: readonly Row[] = [
  [`${of}, ${asks.toLocaleString('en')} times`, `p99 ${p99.toFixed(2)} ms, ${spread(warm, 'ms', 2)}`, 'p99 < 5 ms'],
  ['the same against a policy without rules', `${times} times as long`, ''],
  ['the first one after a policy was loaded, which compiles them (50 loads)', spread(first, 'ms', 2), ''],
];
print(rows);
if (p99 >= 5) process.exitCode = 1;
