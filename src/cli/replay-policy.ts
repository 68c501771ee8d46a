import { redactCredentials } from '../domain/credential.ts';
import { type Policy, policyOf } from '../domain/policy/policy.ts';
import { noneReplayed, type ReplayCounts, type Replayed, replay, withReplayed } from '../domain/policy/replay.ts';
import { requestName } from '../domain/requests/token-request.ts';
import { Fault } from '../ports/fault.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { readsOf } from '../store/reads-of.ts';
import { requestHistory } from '../store/request-history.ts';
import { differenceSaid, replaySaid, verdictSaid } from '../wording/english/policy-reports.ts';
import { readAddress } from './database-address.ts';
import { databaseNamed, findPolicy } from './find-policy.ts';
import { sayProblems } from './say-problems.ts';
import { sayUnread } from './say-unread.ts';

type Difference = { readonly one: Replayed; readonly organization: string };

async function replayAll(address: string, of: Policy) {
  const database = openReadOnly(address);
  try {
    const organizations = await readsOf(database, 'organizations').all([])();
    const loginOf = new Map<number, string>(organizations.map(({ id, login }) => [id, login]));
    let counts: ReplayCounts = noneReplayed;
    const differences: Difference[] = [];
    for await (const page of requestHistory(database)) {
      for (const request of page) {
        const organization = loginOf.get(request.organizationId) ?? '';
        const policy = policyOf(of, organization);
        const one = policy === undefined ? null : replay(request, policy);
        counts = withReplayed(counts, one);
        if (one !== null && one.difference !== null) differences.push({ one, organization });
      }
    }
    return { counts, differences };
  } finally {
    await database.close();
  }
}

function asJson({ one, organization }: Difference): object {
  const { request, decided, difference, verdict } = one;
  const { outcome, approvals, rule, reasons } = verdict;
  return {
    ...{ request: requestName(request.number), organization, requester: request.requester.login },
    ...{ askedAt: new Date(request.createdAt).toISOString(), decided, difference },
    by: [...new Set(request.reviews.map(({ by }) => by.login))],
    would: { outcome, approvals, rule: rule?.name ?? null, reasons, said: verdictSaid(verdict) },
  };
}

/**
 * Asks a policy file about every request of the past, and says where it differs from what people decided. It only reads, beside whatever
 * process writes. Gives 0, or 1 where the file can't be used or the database not be read.
 */
export async function replayPolicy(
  named: string,
  options: { readonly database: string | null; readonly isJson: boolean; readonly workspace: string | null },
): Promise<number> {
  const { database, isJson, workspace } = options;
  const file = findPolicy(named, workspace);
  if ('problems' in file) return sayProblems(file.problems);
  const found = databaseNamed(database, workspace);
  if (typeof found !== 'string') return sayProblems(found.problems);
  const address = readAddress(found);
  try {
    const { counts, differences } = await replayAll(address, file.policy);
    const said = redactCredentials(file.file);
    process.stdout.write(
      isJson
        ? `${JSON.stringify({ file: said, hash: file.policy.hash, counts, differences: differences.map(asJson) }, null, 2)}\n`
        : replaySaid(
            counts,
            differences.map(({ one, organization }) => differenceSaid(one, organization)),
            { file: said, isWatching: file.policy.organizations.some(({ rulesMode }) => rulesMode === 'shadow') },
          ),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return sayUnread(address, error, database !== null);
  }
}
