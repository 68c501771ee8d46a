import { readFileSync } from 'node:fs';
import { readAskedFile } from '../config/asked-file.ts';
import { redactCredentials } from '../domain/credential.ts';
import type { Instant, RequestNumber } from '../domain/ids.ts';
import type { AskedWhole } from '../domain/policy/asked.ts';
import { explain } from '../domain/policy/explain.ts';
import { factsKept } from '../domain/policy/kept-facts.ts';
import { type OrganizationPolicy, type Policy, policyOf } from '../domain/policy/policy.ts';
import { askedWhole } from '../domain/requests/asked-whole.ts';
import { requestName, type TokenRequest } from '../domain/requests/token-request.ts';
import { Fault } from '../ports/fault.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { readsOf } from '../store/reads-of.ts';
import { systemClock } from '../system-clock.ts';
import { explanationSaid, saidWhenSent, verdictSaid } from '../wording/english/policy-reports.ts';
import { readAddress } from './database-address.ts';
import { databaseNamed, findPolicy, type Problems } from './find-policy.ts';
import { sayProblems } from './say-problems.ts';
import { sayUnread } from './say-unread.ts';

type Subject = {
  readonly policy: OrganizationPolicy;
  readonly whole: AskedWhole;
  readonly at: Instant;
  /** What was asked for, in one line. */
  readonly about: string;
  readonly request: TokenRequest | null;
};

const day = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

async function ofRequest(number: number, address: string, policy: Policy): Promise<Subject | Problems> {
  const database = openReadOnly(address);
  try {
    const request = await readsOf(database, 'token_requests').one(['number'])(number as RequestNumber);
    if (request === null) return { problems: [`There is no request PAT-${number}.`] };
    const organization = await readsOf(database, 'organizations').one(['id'])(request.organizationId);
    const found = policyOf(policy, organization?.login ?? '');
    if (found === undefined) return { problems: [`The policy doesn’t name ${organization?.login}.`] };
    const { isOwner, ...known } = factsKept(request.verdict.facts);
    return {
      ...{ policy: found, request, at: request.createdAt, whole: askedWhole(request, isOwner, known) },
      about: `${requestName(request.number)}: ${request.requester.login} requested “${request.tokenName}” for ${found.login} on ${day(request.createdAt)}.`,
    };
  } finally {
    await database.close();
  }
}

const nameOf = (file: string): string => (file === '-' ? 'standard input' : file);

function ofFile(file: string, policy: Policy): Subject | Problems {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    return { problems: [`${file} is neither a request, like PAT-12, nor a file that can be read`] };
  }
  const read = readAskedFile(text, nameOf(file));
  if ('problems' in read) return read;
  const [only, ...others] = policy.organizations;
  const found =
    read.organization === null ? (others.length > 0 ? undefined : only) : policyOf(policy, read.organization);
  if (found === undefined) {
    const known = policy.organizations.map(({ login }) => login).join(', ');
    return { problems: [`${file}: organization: must be one of the policy’s, ${known}`] };
  }
  const at = read.at ?? systemClock.now();
  const whole = read.wholeFor(found);
  return {
    ...{ policy: found, whole, at, request: null },
    about: `${nameOf(file)}: ${whole.requester.login} would request it for ${found.login} on ${day(at)}.`,
  };
}

function asJson({ policy, at, request }: Subject, explanation: ReturnType<typeof explain>): object {
  const { verdict, limits, rules } = explanation;
  return {
    ...{ organization: policy.login, request: request === null ? null : requestName(request.number) },
    ...{ at: new Date(at).toISOString(), verdict: { ...verdict, said: verdictSaid(verdict) } },
    whenSent: request?.verdict ?? null,
    limits,
    rules: rules.map(({ rule, ...rest }) => ({ name: rule.name, mode: rule.mode, ...rest })),
  };
}

/** Says what the policy says of a request, and why. Gives 0, or 1 where it can't be told. */
export async function explainPolicy(
  what: string,
  options: {
    readonly policy: string | null;
    readonly database: string | null;
    readonly isJson: boolean;
    readonly workspace: string | null;
  },
): Promise<number> {
  const file = findPolicy(options.policy, options.workspace);
  if ('problems' in file) return sayProblems(file.problems);
  const number = /^(?:pat-?|#)?(\d{1,9})$/i.exec(what)?.[1];
  let subject: Subject | Problems;
  if (number === undefined) subject = ofFile(what, file.policy);
  else {
    const found = databaseNamed(options.database, options.workspace);
    if (typeof found !== 'string') return sayProblems(found.problems);
    const address = readAddress(found);
    try {
      subject = await ofRequest(Number(number), address, file.policy);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return sayUnread(address, error, options.database !== null);
    }
  }
  if ('problems' in subject) return sayProblems(subject.problems);
  const explanation = explain(subject.whole, subject.policy, subject.at);
  const { about, request } = subject;
  const said = explanationSaid(explanation, about, request === null ? null : saidWhenSent(request.verdict));
  process.stdout.write(
    options.isJson ? `${JSON.stringify(asJson(subject, explanation), null, 2)}\n` : redactCredentials(said),
  );
  return 0;
}
