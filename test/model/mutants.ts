/** A defect of one line, and which tests see it where the model run can't: of those only the first is asked. */
export type Mutant = {
  readonly name: string;
  readonly file: string;
  /** Stands in the file once. */
  readonly find: string;
  readonly put: string;
  /** Runs of the model that it gets; more for what needs many steps to show. */
  readonly runs?: number;
  readonly tests?: readonly string[];
};

export const mutants: readonly Mutant[] = [
  {
    name: 'the compare-and-set is skipped',
    file: 'src/store/write-row.ts',
    find: 'if (changes !== 1) throw new Stale();',
    put: 'void changes;',
    tests: ['test/store/commit.test.ts'],
  },
  {
    name: 'a click is acknowledged before its commit',
    file: 'src/slack/listeners/approve-request.ts',
    find: 'const decided = await decideRequest(',
    put: 'await call.ack();\n  const decided = await decideRequest(',
  },
  {
    name: 'whoever asked may decide',
    file: 'src/operations/people/authorize.ts',
    find: "if (person.githubId === act.requester) return refuse({ why: 'own_request' });",
    put: '',
  },
  {
    name: 'anybody may decide',
    file: 'src/operations/people/authorize.ts',
    find: "if (membership === 'none' || !membership.isActive || !membership.isOwner) {",
    put: "if (membership === 'none' || !membership.isActive) {",
  },
  {
    name: 'authority is not checked again before GitHub is called',
    file: 'src/operations/people/authorize.ts',
    find: 'return membership?.isActive === true && membership.isOwner;',
    put: 'return true;',
    runs: 400,
    tests: ['test/stories/outages.test.ts'],
  },
  {
    name: "the button's revision is not compared",
    file: 'src/operations/decide/decide-request.ts',
    find: "if (current.revision !== seen.revision) return refuse({ why: 'old_revision' });",
    put: '',
    runs: 400,
    tests: ['test/stories/decide-request.test.ts'],
  },
  {
    name: 'one Agreement lets in several tokens',
    file: 'src/domain/tokens/match.ts',
    find: 'return isOwn ? [{ request, agreement, isOwn }] : [];',
    put: 'return [{ request, agreement, isOwn }];',
  },
  {
    name: 'all repositories are within some',
    file: 'src/domain/scope/scope.ts',
    find: "if (actual.selection === 'all') return [{ kind: 'all_repositories' }];",
    put: "if (actual.selection === 'all') return [];",
  },
  {
    name: '"never expires" is read as a date',
    file: 'src/github/answers.ts',
    find: 'token_expires_at: instant.nullable(),',
    put: 'token_expires_at: instant.nullable().transform((at) => at ?? 0),',
  },
  {
    name: 'the scope is not read again before the approval',
    file: 'src/operations/carry-out/review-pending-token.ts',
    find: 'if (token.agreement === null || excess(token.agreement, scope).length > 0) {',
    put: 'if (token.agreement === null) {',
    runs: 300,
    tests: ['test/stories/wider-token.test.ts'],
  },
  {
    name: 'drift is not compared',
    file: 'src/operations/watch/record-active-token.ts',
    find: 'const over = agreement === null ? [] : excess(agreement, scope);',
    put: 'const over: ReturnType<typeof excess> = [];',
  },
  {
    name: 'a page that failed counts as empty',
    file: 'src/github/listing.ts',
    find: 'await installations.call(organization, url, {});',
    put: 'await installations.call(organization, url, {}).catch(() => ({ data: [], headers: {} }));',
  },
  {
    name: 'a token is called expired without a look at GitHub',
    file: 'src/operations/due/expire-tokens.ts',
    find: 'if (!(await wasListedSince(ports, current.organizationId, expiresAt))) return { change: noChange };',
    put: '',
    tests: ['test/stories/token-life.test.ts'],
  },
  {
    name: 'a reminder is known by its threshold alone',
    file: 'src/domain/tokens/advance-active-token.ts',
    find: 'notice.expiresAt === expiresAt && notice.threshold === threshold',
    put: 'notice.threshold === threshold',
  },
  {
    name: 'effects are added after the commit',
    file: 'src/store/commit.ts',
    find: 'for (const effect of change.effects) effects.add(effect, now);',
    put: 'setTimeout(() => { try { for (const effect of change.effects) effects.add(effect, now); } catch {} }, 5);',
    tests: ['test/store/commit.test.ts'],
  },
  {
    name: 'a late finisher is not fenced off',
    file: 'src/store/effects.ts',
    find: "eq(effects.attempt, sql.placeholder('attempt')),",
    put: '',
    runs: 0,
    tests: ['test/store/effects.test.ts'],
  },
  {
    name: 'the audit trail does not follow on',
    file: 'src/store/entry-chain.ts',
    find: 'let prevHash = head?.hash ?? genesis;',
    put: 'let prevHash = genesis;',
  },
  {
    name: "GitHub's justification is kept as it is",
    file: 'src/operations/watch/reconcile-pending-tokens.ts',
    find: 'redactCredentials(cleanText(listed.reason))',
    put: 'cleanText(listed.reason)',
  },
  {
    name: 'Retry-After is forgotten',
    file: 'src/github/installation.ts',
    find: 'blockedUntil.set(organization.toLowerCase(), now() + error.retryAfterSeconds * 1_000);',
    put: '',
    runs: 400,
    tests: ['test/github/installation.test.ts', 'test/stories/outages.test.ts'],
  },
  {
    name: 'a token that drifted is revoked at once',
    file: 'src/operations/watch/record-active-token.ts',
    find: 'deadlineAt: at + drift.graceDays * dayMs',
    put: 'deadlineAt: at',
  },
];
