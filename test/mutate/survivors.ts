/** A mutant that no test of `test/domain` catches, and why that is right. */
export type Survivor = {
  readonly file: string;
  /** The line that the mutated text begins on. */
  readonly line: string;
  /** What was changed on it, and what it became. A text of several lines is written as one, with single spaces. */
  readonly text: string;
  readonly becomes: string;
  readonly because: string;
};

const isForTheTypes = 'it is always there: only the type checker asks';
const isNeverSeen = 'what stands in for a wrong answer is never seen: the problems are returned instead';

export const survivors: readonly Survivor[] = [
  {
    file: 'src/domain/tokens/miss-waiting.ts',
    line: 'together(allowed(advancePendingToken(row, { act, by: told?.by ?? null }, now, pendingContextOf(dossier))), {',
    text: 'told?.by',
    becomes: 'told.by',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/tokens/match-waiting.ts',
    line: 'const agreement = isOwn ? own.agreement : (request?.agreement ?? null);',
    text: 'request?.agreement',
    becomes: 'request.agreement',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/tokens/match-waiting.ts',
    line: `if (agreement === null) throw new Error(\`PAT-\${match.number} matched without an agreement\`);`,
    text: `\`PAT-\${match.number} matched without an agreement\``,
    becomes: '``',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/tokens/match-waiting.ts',
    line: `if (agreement === null) throw new Error(\`PAT-\${match.number} matched without an agreement\`);`,
    text: 'agreement === null',
    becomes: 'false',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/tokens/miss-waiting.ts',
    line: "if (typeof isIt !== 'boolean') return isIt;",
    text: "typeof isIt !== 'boolean'",
    becomes: 'false',
    because: 'a question counts as yes then, and recording the approval begins with the same question',
  },
  {
    file: 'src/domain/tokens/refresh-grant.ts',
    line: "const zone = needsPlan ? zoneFor(dossier, sighting, seen.scope) : 'UTC';",
    text: "'UTC'",
    becomes: '""',
    because: 'where no notices are planned nothing reads the zone',
  },
  {
    file: 'src/domain/calendar.ts',
    line: 'if (known !== undefined) return known;',
    text: 'known !== undefined',
    becomes: 'false',
    because: 'a format that is made again says the same, only later',
  },
  {
    file: 'src/domain/nearest-word.ts',
    line: 'const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;',
    text: 'rows[row]?.[column]',
    becomes: 'rows[row][column]',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/nearest-word.ts',
    line: 'rows[row]?.push(isSwap ? Math.min(best, at(row - 2, column - 2) + 1) : best);',
    text: 'rows[row]?.push',
    becomes: 'rows[row].push',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/notices/deadline.ts',
    line: 'const isAway = upSince === null || listedAt === null || now - listedAt >= outageMs;',
    text: 'listedAt === null',
    becomes: 'false',
    because: 'null is reckoned with as 1970, and a last listing in that year is an outage too',
  },
  {
    file: 'src/domain/notices/deadline.ts',
    line: "if (now < deadline.at || isAway || listedAt <= deadline.at) return { is: 'running' };",
    text: 'now < deadline.at',
    becomes: 'now <= deadline.at',
    because: 'nothing is listed later than now: at this very moment no listing is newer than the deadline',
  },
  {
    file: 'src/domain/notices/plan-notices.ts',
    line: 'if (expiresAt === null) return [];',
    text: 'expiresAt === null',
    becomes: 'false',
    because: 'a token that never expires has no times for a notice either',
  },
  {
    file: 'src/domain/policy/predicates/lifetime-within-maximum.ts',
    line: "return days === null || days <= maxDays ? [] : [{ code: 'lifetime_beyond_maximum', maxDays }];",
    text: 'days === null',
    becomes: 'false',
    because: 'in a comparison null counts as no days at all, which is within every maximum',
  },
  {
    file: 'src/domain/requests/advance-request.ts',
    line: 'lapsesAt: row.agreement?.lapsesAt ?? null,',
    text: 'row.agreement?.lapsesAt',
    becomes: 'row.agreement.lapsesAt',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/requests/request-form.ts',
    line: "take(field, readText(given(answers, field), { max: longest[field], isRequired, isOneLine }), '');",
    text: "''",
    becomes: '"Stryker was here!"',
    because: isNeverSeen,
  },
  {
    file: 'src/domain/requests/request-form.ts',
    line: "const lifetime = take('lifetime', readLifetime(answers, world.policy, world.now), { kind: 'days', days: 1 });",
    text: "{ kind: 'days', days: 1 }",
    becomes: '{}',
    because: isNeverSeen,
  },
  {
    file: 'src/domain/requests/request-form.ts',
    line: "const lifetime = take('lifetime', readLifetime(answers, world.policy, world.now), { kind: 'days', days: 1 });",
    text: "'days'",
    becomes: '""',
    because: isNeverSeen,
  },
  {
    file: 'src/domain/scope/permission-catalogue.ts',
    line: "const first = typed[0] ?? '';",
    text: "''",
    becomes: '"Stryker was here!"',
    because: 'where nothing was typed every option has the same place, whichever it is',
  },
  {
    file: 'src/domain/scope/permission-catalogue.ts',
    line: "const order = ['read', 'write', 'admin'];",
    text: "'read'",
    becomes: '""',
    because: 'a level that is not in the list comes before those that are, as read does',
  },
  {
    file: 'src/domain/scope/permission-catalogue.ts',
    line: 'const isHigher = order.indexOf(read.level) > order.indexOf(before);',
    text: 'order.indexOf(read.level) > order.indexOf(before)',
    becomes: 'order.indexOf(read.level) >= order.indexOf(before)',
    because: 'of two equal levels it does not matter which is kept',
  },
  {
    file: 'src/domain/scope/scope.ts',
    line: "return new Set(access.selection === 'subset' ? access.repositories.map(({ id }) => id) : []);",
    text: '[]',
    becomes: '["Stryker was here"]',
    because: 'no repository has a text for an id, and both sides have the same one too many',
  },
  {
    file: 'src/domain/tokens/advance-pending-token.ts',
    line: 'export const nobodyTold: PendingTokenContext = { holder: null, copies: [] };',
    text: '[]',
    becomes: '["Stryker was here"]',
    because: 'a text is not the copy of any message: still none stands anywhere',
  },
  {
    file: 'src/domain/tokens/attach-agreement.ts',
    line: 'return request?.agreement == null ? null : { request, agreement: request.agreement };',
    text: 'request?.agreement == null',
    becomes: 'false',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/tokens/attach-agreement.ts',
    line: 'return request?.agreement == null ? null : { request, agreement: request.agreement };',
    text: 'request?.agreement',
    becomes: 'request.agreement',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/tokens/baseline.ts',
    line: 'unused: count(({ lastUsedAt }) => lastUsedAt === null || now - lastUsedAt > unusedDays * dayMs),',
    text: 'lastUsedAt === null',
    becomes: 'false',
    because: 'null is reckoned with as 1970, which is more than 90 days ago',
  },
  {
    file: 'src/domain/tokens/before-review.ts',
    line: 'if (row === undefined || listed === undefined) return noChange;',
    text: 'row === undefined',
    becomes: 'false',
    because: 'nothing is listed without a patRequestId: where there is no row, none is found in the list either',
  },
  {
    file: 'src/domain/tokens/before-review.ts',
    line: "if (answer.outcome !== 'unknown' || !isFinal(answer)) return null;",
    text: "answer.outcome !== 'unknown'",
    becomes: 'false',
    because: 'an answer that says done has no status, and is not final for that',
  },
  {
    file: 'src/domain/tokens/before-review.ts',
    line: 'const isCovered = row.agreement !== null && excess(row.agreement, scope).length === 0;',
    text: 'row.agreement !== null',
    becomes: 'true',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/tokens/before-review.ts',
    line: 'if (objection.heldWhy === undefined || current === undefined) return together(opened, freed);',
    text: 'current === undefined',
    becomes: 'false',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/tokens/before-revocation.ts',
    line: "const flagged: ActiveToken = { ...row, status: 'exceeding', revocation: null };",
    text: "'exceeding'",
    becomes: '""',
    because: 'without a revocation an ending asks only whether a grant is revoking, revoked or gone',
  },
];
