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
    file: 'src/store/steps.ts',
    find: 'if (rows.length !== count) throw new Stale();',
    put: 'void rows;',
    tests: ['test/store/contract/commit.test.ts'],
  },
  {
    name: 'a click is acknowledged before its commit',
    file: 'src/slack/listeners/approve-request.ts',
    find: 'const decided = await act(',
    put: 'await call.ack();\n  const decided = await act(',
  },
  {
    name: 'whoever asked may decide',
    file: 'src/domain/decisions/authority.ts',
    find: "if (!isSelf) return who === 'self' ? refuse({ why: 'unknown_message' }) : null;",
    put: "if (!isSelf || who === 'reviewer') return who === 'self' ? refuse({ why: 'unknown_message' }) : null;",
  },
  {
    name: 'anybody may decide',
    file: 'src/operations/people/authorize.ts',
    find: "known.set('owners', isOwner ? 'yes' : 'no')",
    put: "known.set('owners', 'yes')",
  },
  {
    name: 'authority is not checked again before GitHub is called',
    file: 'src/operations/people/authorize.ts',
    find: "return as !== 'nobody';",
    put: 'return true;',
    runs: 400,
    tests: ['test/stories/outages.test.ts'],
  },
  {
    name: "the button's revision is not compared",
    file: 'src/domain/decisions/decide.ts',
    find: "if (rule.needsRevision && revision !== null && subject.revision !== revision) return refuse({ why: 'old_revision' });",
    put: '',
    runs: 400,
    tests: ['test/stories/decide-request.test.ts'],
  },
  {
    name: 'one Agreement lets in several tokens',
    file: 'src/domain/tokens/match.ts',
    find: "if (agreement === null || status !== 'approved' || claimedByTokenId !== null) return [];",
    put: "if (agreement === null || (status !== 'approved' && status !== 'fulfilled')) return [];",
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
    file: 'src/domain/tokens/before-review.ts',
    find: 'const isCovered = row.agreement !== null && excess(row.agreement, scope).length === 0;',
    put: 'const isCovered = row.agreement !== null;',
    runs: 300,
    tests: ['test/stories/wider-token.test.ts'],
  },
  {
    name: 'drift is not compared',
    file: 'src/domain/tokens/refresh-grant.ts',
    find: 'const over = seen.agreement === null ? [] : excess(seen.agreement, seen.scope);',
    put: 'const over: ReturnType<typeof excess> = [];',
  },
  {
    name: 'a page that failed counts as empty',
    file: 'src/github/listing.ts',
    find: 'await call(organization, url, {});',
    put: 'await call(organization, url, {}).catch(() => ({ data: [], headers: {} }));',
  },
  {
    name: 'a token is called expired without a look at GitHub',
    file: 'src/domain/tokens/meet-deadlines.ts',
    find: ' || !wasListedSince(dossier, expiresAt)',
    put: '',
    tests: ['test/stories/token-life.test.ts'],
  },
  {
    name: 'a reminder is known by its threshold alone',
    file: 'src/domain/notices/plan-notices.ts',
    find: 'notice.expiresAt === expiresAt && notice.threshold === threshold',
    put: 'notice.threshold === threshold',
  },
  {
    name: 'effects are left out of the commit',
    file: 'src/store/commit.ts',
    find: 'for (const effect of change.effects) yield* addEffect(effect, now);',
    put: '',
    tests: ['test/store/contract/commit.test.ts'],
  },
  {
    name: 'a late finisher is not fenced off',
    file: 'src/store/effects.ts',
    find: "and(eq(effects.id, sql.placeholder('id')), eq(effects.attempt, sql.placeholder('attempt')))",
    put: "eq(effects.id, sql.placeholder('id'))",
    runs: 0,
    tests: ['test/store/contract/effects.test.ts'],
  },
  {
    name: 'the audit trail does not follow on',
    file: 'src/store/entry-chain.ts',
    find: 'let prevHash = head?.hash ?? genesis;',
    put: 'let prevHash = genesis;',
  },
  {
    name: "GitHub's justification is kept as it is",
    file: 'src/domain/tokens/see-waiting.ts',
    find: 'redactCredentials(cleanText(listed.reason))',
    put: 'cleanText(listed.reason)',
  },
  {
    name: 'Retry-After is forgotten',
    file: 'src/github/installation.ts',
    find: 'budget.limited(organization, caller, error.retryAfterSeconds);',
    put: '',
    runs: 400,
    tests: ['test/github/installation.test.ts', 'test/stories/outages.test.ts'],
  },
  {
    name: 'a token that drifted is revoked at once',
    file: 'src/domain/tokens/record-grant.ts',
    find: 'deadlineAt: at + drift.graceDays * dayMs',
    put: 'deadlineAt: at',
  },
  {
    name: 'what was ended is forgotten',
    file: 'src/domain/tokens/ending.ts',
    find: 'if (last === undefined) return null;',
    put: 'if (last === undefined || last.at > 0) return null;',
  },
  {
    name: 'a denial is forgotten',
    file: 'src/domain/tokens/ending.ts',
    find: "if (token.status !== 'denied' && last?.act !== 'deny') return [];",
    put: "if (token.status !== 'denied' || token.id !== '') return [];",
    runs: 300,
    tests: ['test/stories/ended-token-returns.test.ts'],
  },
  {
    name: 'the grant that an approval rests on is not asked for right before',
    file: 'src/domain/tokens/before-review.ts',
    find: "if ((isOwn || hasGrants) && active?.isById !== true) return { ask: 'is_it_active' };",
    put: '',
    tests: ['test/stories/ended-elsewhere.test.ts'],
  },
  {
    name: 'a lifetime counts from the newest request',
    file: 'src/domain/tokens/dossier.ts',
    find: 'Math.min(...known)',
    put: 'Math.max(...known)',
    runs: 300,
    tests: ['test/stories/fixed-lifetime.test.ts'],
  },
  {
    name: 'a new grant has a deadline of its own',
    file: 'src/domain/tokens/record-grant.ts',
    find: 'passedOn(known, over, policy, now)',
    put: 'passedOn(null, over, policy, now)',
    tests: ['test/stories/fixed-lifetime.test.ts'],
  },
  {
    name: 'narrowing a flagged token gives it the whole time anew',
    file: 'src/domain/tokens/advance-drift.ts',
    find: 'leftMs: Math.max(0, deadlineAt - at) }',
    put: 'leftMs: Number.MAX_SAFE_INTEGER }',
    tests: ['test/stories/drift.test.ts'],
  },
  {
    name: 'a request that is taken back puts the deadline off',
    file: 'src/domain/tokens/meet-deadlines.ts',
    find: 'return Math.min(now, Math.max(askedUntil, upSince ?? now) + outageMs);',
    put: 'return now;',
    tests: ['test/stories/pushed-deadline.test.ts'],
  },
  {
    name: 'a token that had expired has the whole time anew',
    file: 'src/domain/tokens/advance-drift.ts',
    find: "return status === 'revoked' ? null : resting(drift, changedAt);",
    put: "return status === 'revoked' || status === 'expired' ? null : resting(drift, changedAt);",
    tests: ['test/stories/pushed-deadline.test.ts'],
  },
  {
    name: 'what a rule allows gives the whole time anew',
    file: 'src/domain/tokens/advance-drift.ts',
    find: "agreement === null || agreement.basis.by === 'rule'",
    put: 'agreement === null',
    tests: ['test/stories/pushed-deadline.test.ts'],
  },
  {
    name: 'a grant is an approval, whatever became of the request',
    file: 'src/domain/tokens/miss-waiting.ts',
    find: 'if (active.accessGrantedAt > createdAt) return !isOver;',
    put: 'if (active.accessGrantedAt > createdAt) return true;',
    tests: ['test/domain/tokens/miss-waiting.test.ts'],
  },
  {
    name: 'a token of any name is meant',
    file: 'src/domain/tokens/match.ts',
    find: 'return isAsked ? answer.number === request.number : isNamedAlike(tokenName, request.tokenName);',
    put: 'return isAsked ? answer.number === request.number : isNamedAlike(tokenName, tokenName);',
  },
  {
    name: 'a token of another name need not be exact',
    file: 'src/domain/tokens/match.ts',
    find: 'if (sole !== undefined && isExactly(sole.agreement, claimant.scope)) return',
    put: 'if (sole !== undefined) return',
    tests: ['test/stories/whose-token.test.ts'],
  },
  {
    name: 'a token of another name need not be alone',
    file: 'src/domain/tokens/match.ts',
    find: 'const only = candidates.length === 1 && pending.length === 0 ? candidates[0] : undefined;',
    put: 'const only = candidates[0];',
    runs: 300,
    tests: ['test/stories/whose-token.test.ts'],
  },
];
