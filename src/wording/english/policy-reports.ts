import type { Verdict } from '../../domain/policy/admit.ts';
import type { ExplainedRule, Explanation, SeenByRules } from '../../domain/policy/explain.ts';
import type { Decided, ReplayCounts, Replayed } from '../../domain/policy/replay.ts';
import type { Matching } from '../../domain/policy/rules/rule.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import { reviewersSaid } from './reviewers.ts';
import { partSaid, thenSaid } from './rule-sentences.ts';
import { policySays } from './rules.ts';
import { counted } from './terms.ts';

// What a policy says of one request, and of all of the past: the lines that the command line prints.

const byRule = ({ rule }: Pick<Verdict, 'rule'>): string => (rule === undefined ? '' : `, by the rule “${rule.name}”`);

export function verdictSaid(verdict: Verdict): string {
  const { outcome, approvals, reasons, isUncertain } = verdict;
  if (outcome === 'refuse') return `refuses it: ${reasons.map(policySays).join(' ')}`;
  if (outcome === 'allow') return `approves it at once${byRule(verdict)}`;
  const unsure = isUncertain === true ? '; a fact is missing, so a person decides' : '';
  return `asks ${counted(approvals, 'reviewer')}${byRule(verdict)}${unsure}`;
}

/** What was said when it was sent. */
export function saidWhenSent(verdict: Pick<Verdict, 'rule' | 'outcome' | 'approvals'>): string {
  const { outcome, approvals } = verdict;
  return outcome === 'allow'
    ? `When it was sent, the policy approved it${byRule(verdict)}.`
    : `When it was sent, the policy asked ${counted(approvals, 'reviewer')}${byRule(verdict)}.`;
}

const marks: Readonly<Record<Matching, string>> = { yes: 'yes', no: 'no', unknown: '?' };

function followSaid({ follows, rule, objections }: ExplainedRule): string {
  const what = thenSaid(rule.then);
  switch (follows) {
    case 'nothing':
      return 'doesn’t match';
    case 'not_for_classic':
      return 'matches, but approves no classic token, which it doesn’t name';
    case 'watches':
      return `only watches: ${what}`;
    case 'person':
      return 'can’t be told, so a person decides';
    case 'refuses':
      return `refuses: ${objections.map(policySays).join(' ')}`;
    case 'decides':
      return `decides: ${what}`;
    case 'holds':
      return `matches, and what it demands is so: ${what}`;
    case 'too_late':
      return `matches, but a rule above it decided: ${what}`;
  }
}

const selections = { none: 'public repositories only', all: 'all repositories' } as const;
const ownerSaid = (isOwner: boolean | null): string =>
  isOwner === null ? 'whether the holder is an owner isn’t known' : `the holder is ${isOwner ? 'an' : 'no'} owner`;

function seenSaid({ grade, days, isOwner, listed: permissions, repositories, scope }: SeenByRules): string {
  const { selection } = scope.access;
  return [
    permissions.length === 0 ? 'no permissions' : permissions.map(({ name, level }) => `${name}:${level}`).join(', '),
    selection === 'subset' ? repositories.map(({ name }) => name).join(', ') : selections[selection],
    days === null ? 'no expiry date' : !Number.isFinite(days) ? 'an invalid date' : counted(Math.ceil(days), 'day'),
    `${grade} risk`,
    ownerSaid(isOwner),
  ].join('; ');
}

/** `about`: what was asked for, in one line. `then`: what was said when it was sent; null where nobody sent it. */
export function explanationSaid(
  { seen, verdict, limits, rules }: Explanation,
  about: string,
  then: string | null,
): string {
  const width = Math.max(0, ...rules.map(({ rule }) => rule.name.length + 2));
  const tree = rules.flatMap((one) => [
    `  ${marks[one.match].padEnd(3)}  ${`“${one.rule.name}”`.padEnd(width)}  ${followSaid(one)}`,
    ...one.parts.map(({ part, match }) => `         ${marks[match].padEnd(3)}  ${partSaid(part, one.rule.when)}`),
  ]);
  const would = verdict.would ?? [];
  return [
    about,
    `It asks for: ${seenSaid(seen)}.`,
    `The policy ${verdictSaid(verdict)}.`.replace(/\.\.$/, '.'),
    ...(then === null ? [] : [then]),
    '',
    limits.length === 0
      ? 'The organization’s own limits allow it.'
      : `The organization’s own limits refuse it: ${limits.map(policySays).join(' ')}`,
    rules.length === 0 ? 'There are no rules.' : 'Rules, in their order:',
    ...tree,
    ...would.map(({ rule, outcome }) => `Only watching: “${rule.name}” would ${watched[outcome]}.`),
    '',
  ].join('\n');
}

const watched = { allow: 'have approved it', deny: 'have refused it', ask: 'have asked people' } as const;

const decisions: Readonly<Record<Decided, string>> = {
  approved: 'people approved it',
  approved_by_rule: 'a rule approved it',
  denied: 'people denied it',
  nobody: 'nobody decided it',
};

/** A difference in one line: which request, what was decided, what the file does. */
export function differenceSaid({ request, decided, verdict, others }: Replayed, organization: string): string {
  const people = [...new Set(request.reviews.map(({ by }) => by.login))];
  const who = decided === 'approved_by_rule' || people.length === 0 ? '' : ` (${people.join(', ')})`;
  const day = new Date(request.createdAt).toISOString().slice(0, 10);
  return `${requestName(request.number)}  ${day}  ${organization}  ${request.requester.login}: ${decisions[decided]}${who}; the file ${verdictSaid(verdict)}${othersSaid(verdict, others)}`;
}

/** Whom the file asks instead of those who decided; nothing where they could have. */
function othersSaid({ reviewers }: Verdict, others: Replayed['others']): string {
  const asked = reviewersSaid(reviewers, '', { name: (name) => name, group: (id) => `the Slack group ${id}` });
  return others.length === 0
    ? ''
    : `: ${asked}, and not ${[...new Set(others.map(({ login }) => login))].join(' or ')}`;
}

export function replaySaid(
  counts: ReplayCounts,
  differences: readonly string[],
  { file, isWatching }: { readonly file: string; readonly isWatching: boolean },
): string {
  const { requests, would, spared, undecided, uncertain, elsewhere } = counts;
  if (requests === 0) return 'There are no requests yet.\n';
  const line = (count: number, what: string): string => `  ${String(count).padStart(6)}  ${what}`;
  return [
    `${file}, asked about ${counted(requests, 'request')}:`,
    ...(isWatching ? ['Its rules only watch (mode: shadow). This is what they would have done.'] : []),
    line(would.allow, 'approved at once'),
    line(would.ask, 'put before reviewers'),
    line(would.refuse, 'refused'),
    ...(elsewhere === 0 ? [] : [line(elsewhere, 'of organizations that the file doesn’t name')]),
    'Beside what people decided:',
    line(differences.length, 'decided differently'),
    line(spared, 'decided the same, without asking anybody'),
    line(undecided, 'decided by nobody'),
    ...(uncertain === 0 ? [] : [line(uncertain, 'not sure: a fact that a rule needs was not kept, so people decide')]),
    ...(differences.length === 0 ? ['', 'No decision differs.'] : ['', 'What differs:', ...differences]),
    '',
  ].join('\n');
}
