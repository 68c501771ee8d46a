import { and, asc, eq, gt, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { TrailEntry } from '../domain/record/trail-line.ts';
import type { TrailQuestion } from '../domain/record/trail-question.ts';
import type { Dialect, Reader, Statement } from './engine.ts';

type Tables = Dialect['tables'];
type Row = Tables['entries']['$inferSelect'];
type Found<T> = PromiseLike<readonly T[]>;

/** Read at once, before others have their turn. */
const pageSize = 500;

/** Who is meant by a login or a Slack id: people have one of each, and whoever was never linked has an account all the same. */
type Meant = {
  readonly slackIds: readonly string[];
  readonly githubIds: readonly number[];
  readonly logins: readonly string[];
};

async function whoIsMeant(engine: Reader, person: string): Promise<Meant> {
  const login = person.toLowerCase();
  const linked = await engine.runOnce(
    ({ build, tables: { people } }): Found<{ slackId: string; githubId: number; login: string }> =>
      build
        .select({ slackId: people.slackId, githubId: people.githubId, login: people.login })
        .from(people)
        .where(or(eq(people.slackId, person), sql`lower(${people.login}) = ${login}`)),
  );
  const named = (account: (tables: Tables) => { readonly from: SQL; readonly id: SQL; readonly text: SQL }) =>
    engine.runOnce(({ build, tables, words }): Found<{ githubId: number }> => {
      const { from, id, text } = account(tables);
      return (
        build
          .selectDistinct({ githubId: sql<number>`${id}`.mapWith(Number) })
          .from(from)
          // A login holds no quotation mark: nothing else in the JSON of an account reads like this.
          .where(sql`${words.placeOf(`"login":"${login}"`, sql`lower(${text})`)} > 0`) as unknown as Found<{
          githubId: number;
        }>
      );
    });
  const accounts = [
    ...(await named(({ tokenRequests: t }) => ({
      from: sql`${t}`,
      id: sql`${t.requesterGithubId}`,
      text: sql`${t.requester}`,
    }))),
    ...(await named(({ tokenRequests: t }) => ({
      from: sql`${t}`,
      id: sql`${t.holderGithubId}`,
      text: sql`${t.holder}`,
    }))),
    ...(await named(({ activeTokens: t }) => ({
      from: sql`${t}`,
      id: sql`${t.holderGithubId}`,
      text: sql`${t.holder}`,
    }))),
  ];
  return {
    logins: [...new Set([login, ...linked.map((one) => one.login.toLowerCase())])],
    slackIds: [...new Set([person, ...linked.map(({ slackId }) => slackId)])],
    githubIds: [...new Set([...linked, ...accounts].map(({ githubId }) => githubId))],
  };
}

function aboutRows({ entries }: Tables, kind: string, id: SQL, from: SQL, where: SQL | undefined): SQL {
  return sql`${entries.subject} in (select ${kind} || ${id} from ${from} where ${where})`;
}

/** What a person did, and what was done about their link, their requests and their tokens. */
function ofPerson({ tables, words }: Dialect, { slackIds, githubIds, logins }: Meant): SQL | undefined {
  const { entries, tokenRequests: requests, pendingTokens: pending, activeTokens: active } = tables;
  const isTheirs = [
    ...logins.map((login) => sql`${words.placeOf(`"login":"${login}"`, sql`lower(${pending.holder})`)} > 0`),
    ...githubIds.flatMap((id) =>
      [',', '}'].map((end) => sql`${words.placeOf(`"githubId":${id}${end}`, sql`${pending.holder}`)} > 0`),
    ),
  ];
  return or(
    inArray(
      entries.actor,
      slackIds.map((id) => `slack:${id}`),
    ),
    ...logins.map((login) => sql`lower(${entries.actor}) = ${`github:${login}`}`),
    inArray(
      entries.subject,
      slackIds.map((id) => `slack:${id}`),
    ),
    aboutRows(
      tables,
      'PAT-',
      sql`${requests.number}`,
      sql`${requests}`,
      or(inArray(requests.requesterGithubId, [...githubIds]), inArray(requests.holderGithubId, [...githubIds])),
    ),
    aboutRows(tables, 'pending_token:', sql`${pending.id}`, sql`${pending}`, or(...isTheirs)),
    aboutRows(
      tables,
      'active_token:',
      sql`${active.id}`,
      sql`${active}`,
      inArray(active.holderGithubId, [...githubIds]),
    ),
  );
}

/** What became of one token, by the number of its request, its name or its id on GitHub. */
function ofToken({ tables }: Dialect, token: string): SQL | undefined {
  const { tokenRequests: requests, pendingTokens: pending, activeTokens: active } = tables;
  const name = token.toLowerCase();
  const [, asNumber] = /^pat-(\d{1,15})$/.exec(name) ?? [];
  const isId = /^\d{1,15}$/.test(name);
  const isNamed = (column: unknown): SQL => sql`lower(${column}) = ${name}`;
  const asked = asNumber === undefined ? isNamed(requests.tokenName) : eq(requests.number, Number(asNumber));
  const tokenIds = sql`(select ${requests.claimedByTokenId} from ${requests} where ${asked})`;
  const isMeant = (one: Tables['pendingTokens'] | Tables['activeTokens']): SQL | undefined =>
    or(isNamed(one.tokenName), ...(isId ? [eq(one.tokenId, Number(name))] : []), sql`${one.tokenId} in ${tokenIds}`);
  return or(
    aboutRows(
      tables,
      'PAT-',
      sql`${requests.number}`,
      sql`${requests}`,
      or(asked, ...(isId ? [eq(requests.claimedByTokenId, Number(name))] : [])),
    ),
    aboutRows(tables, 'pending_token:', sql`${pending.id}`, sql`${pending}`, isMeant(pending)),
    aboutRows(tables, 'active_token:', sql`${active.id}`, sql`${active}`, isMeant(active)),
  );
}

/** The entries that answer a question, in the order of the chain and page by page, after entry `after`. */
export async function* readTrail(
  engine: Reader,
  { person, token, since, until }: TrailQuestion,
  after = 0,
): AsyncGenerator<readonly TrailEntry[]> {
  const meant = person === null ? null : await whoIsMeant(engine, person);
  for (let last = after; ; ) {
    const page: Statement<Row> = (dialect) => {
      const { entries } = dialect.tables;
      return dialect.build
        .select()
        .from(entries)
        .where(
          and(
            gt(entries.seq, last),
            since === null ? undefined : gte(entries.at, since),
            until === null ? undefined : lt(entries.at, until),
            meant === null ? undefined : ofPerson(dialect, meant),
            token === null ? undefined : ofToken(dialect, token),
          ),
        )
        .orderBy(asc(entries.seq))
        .limit(pageSize);
    };
    const rows = await engine.runOnce(page);
    if (rows.length > 0) yield rows.map((row) => ({ ...row, data: JSON.parse(row.data) as TrailEntry['data'] }));
    const end = rows.at(-1);
    if (end === undefined || rows.length < pageSize) return;
    last = end.seq;
  }
}
