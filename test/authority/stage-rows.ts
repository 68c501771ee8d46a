import { cast } from '@countersign/sandbox-stage/cast';
// The rows of a cell, written and compared by plain SQL beside the program.
import Sqlite from 'better-sqlite3';
import { type Actor, machineUser } from './actors.ts';
import type { ObjectKind } from './allowed.ts';

/** Drafts, one-time addresses, that Home was drawn, hints, where messages stand, Slack's word on ids, and what is only kept to be shown. */
const withoutAuthority = [
  'drafts',
  'sign_ins',
  'homes',
  'slack_ids',
  'hints',
  'message_copies',
  'repositories',
  'counters',
  'assumptions',
];
type Account = { readonly githubId: number; readonly login: string };

export type StageRows = {
  /** Makes what the program has done so far the beginning of every cell. */
  readonly keep: () => void;
  readonly begin: (on: ObjectKind, state: string, actor: Actor) => void;
  /** All that counts as a change: the rows of each table, as text. */
  readonly look: () => ReadonlyMap<string, string>;
  readonly run: (sql: string, ...values: readonly unknown[]) => void;
  readonly shut: () => void;
};

export const requestNumber = 1;
export const claimId = 'claim-of-the-matrix';
export const classicId = 'classic-of-the-matrix';

export function stageRows(path: string, accountOf: (login: string) => Account): StageRows {
  const sqlite = new Sqlite(path);
  sqlite.pragma('synchronous = OFF');
  sqlite.exec(`ATTACH ':memory:' AS kept`);
  const names = sqlite
    .prepare<[], { readonly name: string }>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'`,
    )
    .all()
    .map(({ name }) => name);
  // Thousands of cells write the same.
  const prepared = new Map<string, Sqlite.Statement>();
  const run = (sql: string, ...values: readonly unknown[]): void => {
    const statement = prepared.get(sql) ?? sqlite.prepare(sql);
    prepared.set(sql, statement);
    statement.run(...values);
  };
  const looks = names
    .filter((name) => !withoutAuthority.includes(name))
    .map((name) => {
      // A card, or a Home, that is drawn again says what stands.
      const where =
        name === 'effects'
          ? `WHERE json_extract(effect, '$.kind') NOT LIKE 'redraw%' AND json_extract(effect, '$.kind') <> 'publish_home'`
          : '';
      return { name, statement: sqlite.prepare(`SELECT * FROM main.${name} ${where} ORDER BY 1`) };
    });

  const whose = ({ owns, slackId, login }: Actor) => {
    const mona = { slackId: 'U0MONA00001', ...accountOf('mona') };
    if (owns === 'nothing') return { requester: mona, holder: accountOf('mona') };
    const requester = { slackId, ...accountOf(login) };
    return { requester, holder: owns === 'self' ? accountOf(login) : accountOf(machineUser) };
  };

  /** What an owner who is nobody of the matrix would approve of it. */
  const offerOf = (login: string) => {
    const [{ scope } = { scope: '{}' }] = sqlite.prepare('SELECT scope FROM token_requests').all() as {
      scope: string;
    }[];
    const asked = JSON.parse(scope);
    const by = { slackId: cast.carl.slackId, ...accountOf(login) };
    const lesser = { ...asked, lifetime: { kind: 'days', days: 7 } };
    return { place: 1, revision: 1, by, at: 0, reason: 'A week.', asked, scope: lesser, end: null };
  };

  const writeRequest = (state: string, actor: Actor): void => {
    const { requester, holder } = whose(actor);
    const isAgreed = ['approved', 'claimed', 'fulfilled'].includes(state);
    run(
      `UPDATE token_requests SET status = ?, offer = ?, requester = ?, requester_github_id = ?, holder = ?, holder_github_id = ?,
        agreement = CASE WHEN ? THEN (SELECT agreement FROM kept.agreed) END, reviews = CASE WHEN ? THEN (SELECT reviews FROM kept.agreed) ELSE '[]' END,
        lapses_at = CASE WHEN ? THEN (SELECT lapses_at FROM kept.agreed) END,
        claimed_by_token_id = CASE ? WHEN 'claimed' THEN (SELECT token_id FROM pending_tokens)
          WHEN 'fulfilled' THEN (SELECT token_id FROM active_tokens) END`,
      state,
      JSON.stringify(offerOf(cast.carl.login)),
      JSON.stringify(requester),
      requester.githubId,
      JSON.stringify(holder),
      holder.githubId,
      ...[isAgreed, isAgreed, isAgreed].map(Number),
      state,
    );
    if (state === 'claimed') {
      const match = JSON.stringify({ kind: 'exact', number: requestNumber });
      run(
        `UPDATE pending_tokens SET status = 'approving', match = ?, agreement = (SELECT agreement FROM kept.agreed)`,
        match,
      );
    }
    if (state === 'fulfilled') run(`UPDATE active_tokens SET request_number = ?`, requestNumber);
  };

  /** What is approved and not carried out waits for its call, which a denial takes back: for ten years, so that no cell makes it. */
  const writeCall = (): void => {
    const [yearsMs, effect] = [
      315_360_000_000,
      `json_object('kind', 'review_pending_token', 'key', key, 'pendingTokenId', id, 'act', 'approve')`,
    ];
    run(
      `INSERT INTO effects (key, effect, lane, state, attempt, failures, first_due_at, due_at, is_asked_again, wait_ms, way)
        SELECT key, ${effect}, 'github', 'waiting', 0, 0, at, at + ${yearsMs}, 0, ${yearsMs}, 'github' FROM
        (SELECT 'approve:' || pending_tokens.id || ':v' || pending_tokens.version AS key, pending_tokens.id AS id, up_since AS at
          FROM pending_tokens, organizations WHERE status = 'approving')`,
    );
  };

  const writeClaim = (state: string, actor: Actor): void => {
    // The account that is claimed is the owner's who clicks, from another Slack account, where it is to be their own.
    const own = actor.owns === 'self';
    const [slackId, account] = own ? ['U0SECOND001', accountOf(actor.login)] : ['U0NELL00001', accountOf('nell-dev')];
    const vouch = JSON.stringify({ by: { slackId: 'U0CARL00001', ...accountOf('carl-owner') }, at: 1 });
    run(
      `INSERT INTO claims SELECT ?, 1, 1, id, ?, ?, ?, 0, ?, ?, ?, ?, up_since, up_since, up_since + 604800000 FROM organizations`,
      claimId,
      slackId,
      account.githubId,
      JSON.stringify(account),
      state,
      state === 'confirmed' ? `[${vouch}]` : '[]',
      state === 'refused' ? vouch : null,
      state === 'void' ? 'left' : null,
    );
  };

  const writeClassic = (state: string, { holder }: { readonly holder: Account }): void =>
    run(
      `INSERT INTO classic_tokens (id, organization_id, credential_id, version, revision, status, login, holder_github_id, holder,
        note, last_eight, scopes, authorized_at, excess, is_baseline, first_seen_at, changed_at)
        SELECT ?, id, 501, 1, 1, ?, ?, ?, ?, 'publish', '7f3a9c01', '["write:packages"]', up_since, '[]', 0, up_since, up_since
        FROM organizations`,
      ...[classicId, state, holder.login, holder.githubId, JSON.stringify(holder)],
    );

  return {
    run,
    keep: () => {
      // The trail lets nobody delete, and the cells have to begin alike.
      for (const trigger of ['entries_never_change', 'entries_never_go']) sqlite.exec(`DROP TRIGGER ${trigger}`);
      sqlite.exec(`CREATE TABLE kept.agreed AS SELECT * FROM main.token_requests WHERE number = 2`);
      sqlite.exec(`DELETE FROM main.token_requests WHERE number = 2`);
      for (const name of names) sqlite.exec(`CREATE TABLE kept.${name} AS SELECT * FROM main.${name}`);
    },
    begin: sqlite.transaction((on: ObjectKind, state: string, actor: Actor) => {
      for (const name of names) {
        run(`DELETE FROM main.${name}`);
        run(`INSERT INTO main.${name} SELECT * FROM kept.${name}`);
      }
      writeRequest(on === 'request' || on === 'classic request' ? state : 'pending', actor);
      if (on === 'classic request')
        run(`UPDATE token_requests SET classic = '{"lastEight":null,"madeAt":null,"told":null}'`);
      const { holder } = whose(actor);
      run(
        `UPDATE pending_tokens SET holder = ?, match = CASE status WHEN 'approving' THEN match ELSE '{"kind":"unclaimed"}' END`,
        JSON.stringify(holder),
      );
      run(`UPDATE active_tokens SET holder = ?, holder_github_id = ?`, JSON.stringify(holder), holder.githubId);
      if (on === 'pending token') run(`UPDATE pending_tokens SET status = ?`, state);
      writeCall();
      // Nobody has used it, and its holder and the owners were asked whether it is needed.
      const asked = `json_object('askedAt', first_seen_at, 'asked', NULL, 'ownersAskedAt', first_seen_at, 'kept', NULL)`;
      if (on === 'active token') run(`UPDATE active_tokens SET status = ?, unused = ${asked}`, state);
      if (on === 'classic token') writeClassic(state, whose(actor));
      if (on === 'claim') writeClaim(state, actor);
      run(`UPDATE drafts SET slack_id = ?`, state === 'another’s form' ? 'U0CARL00001' : actor.slackId);
    }),
    look: () => new Map(looks.map(({ name, statement }) => [name, JSON.stringify(statement.all())])),
    shut: () => void sqlite.close(),
  };
}
