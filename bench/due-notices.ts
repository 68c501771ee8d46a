// 1,000 due notices among many rows: what the program does with them, beside raw SQL that reads and writes the very same rows of the very same
// tables, as durably, in one transaction, and looks as far ahead for the channel's message.
import { hash as digest } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { parsePolicy } from '../src/config/policy-file.ts';
import type { GithubUserId, SlackUserId } from '../src/domain/ids.ts';
import { remindDue } from '../src/operations/due/remind-due.ts';
import type { Ports } from '../src/ports/ports.ts';
import { activeToken, dueNotice, organization, person, write } from '../test/store/sample-rows.ts';
import { median, type Row, spread } from './figures.ts';
import { measured } from './loop-delay.ts';
import { openBenchStore } from './temporary-store.ts';

const now = Date.parse('2027-03-01T09:30:00Z');
const tomorrow = Date.parse('2027-03-02T09:00:00Z');
const dayMs = 86_400_000;
const rounds = 5;
const manyDue = 1_000;
const holders = Array.from({ length: 50 }, (_, index) => ({
  slackId: `U0HOLDER${index}` as SlackUserId,
  githubId: (2_000 + index) as GithubUserId,
  login: `h${index}`,
}));
const people = holders.map(({ slackId, login }) => `  ${slackId}: ${login}`).join('\n');
const read = parsePolicy(`organizations:\n  - { login: acme, channel: C0CARDS }\npeople:\n${people}\n`, 'policy.yml');
if ('problems' in read) throw new Error(read.problems.join('\n'));
const { policy } = read;

/** Slack and GitHub, who answer at once: that everybody is there, and a member. */
function portsOver(store: Ports['store']): Ports {
  const clock = { now: () => now, elapsedMs: () => performance.now() };
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return {
    ...{ store, clock, log: silent, policy: () => policy, time: { isSure: () => true, now: () => now } },
    wake: { outbox: () => undefined, reconcile: () => undefined },
    directory: { person: async () => ({ isDeactivated: false, isStranger: false, isBot: false }) },
    github: { membership: async (_: string, account: object) => ({ isActive: true, isOwner: false, account }) },
  } as unknown as Ports;
}

type Found = { readonly id: string; readonly version: number; readonly holder: string } & {
  readonly tokenId: string;
  readonly expiresAt: number;
  readonly threshold: string;
  readonly slackId: string;
};

/** The same by hand. */
function rawWork(raw: Sqlite.Database): () => number {
  const due = raw.prepare(`select n.id, n.version, n.active_token_id as tokenId, n.holder, n.expires_at as expiresAt,
    n.threshold, p.slack_id as slackId from due_notices n join active_tokens t on t.id = n.active_token_id
    left join token_requests r on r.organization_id = t.organization_id and r.renews_token_id = t.token_id
    join people p on p.github_id = json_extract(n.holder, '$.githubId')
    where n.status = 'planned' and n.due_at <= ? and r.number is null order by n.due_at, n.id`);
  // Whom the channel is told of: what falls due until tomorrow's message and was not said today, of holders whom nobody is linked to.
  const ahead = raw.prepare(`select * from (select distinct organization_id, holder from due_notices
    where status = 'planned' and due_at > ? and due_at < ? and (organization_id not in (select value from json_each(?))
    or (threshold <> 'expired' and expires_at < ?))) where not exists
    (select 1 from people p where p.github_id = json_extract(holder, '$.githubId'))`);
  const claim = raw.prepare(
    "update due_notices set status = 'claimed', version = version + 1 where id = ? and version = ?",
  );
  const last = raw.prepare('select seq, hash from entries order by seq desc limit 1');
  const record = raw.prepare(`insert into entries (seq, at, actor, act, subject, data, prev_hash, hash)
    values (?, ?, 'countersign', 'notice.send', ?, ?, ?, ?)`);
  const tell = raw.prepare(`insert into effects (key, effect, lane, way, state, attempt, failures, first_due_at, due_at,
    wait_ms, is_asked_again) values (?, ?, ?, 'post', 'waiting', 0, 0, ?, ?, 0, false) on conflict do nothing`);
  const carryOut = raw.transaction(() => {
    const found = due.all(now) as readonly Found[];
    let { seq, hash } = (last.get() ?? { seq: 0, hash: '0'.repeat(64) }) as { seq: number; hash: string };
    for (const [slackId, notices] of Map.groupBy(found, (one) => one.slackId)) {
      for (const { id, version, tokenId, expiresAt, threshold, holder } of notices) {
        // Whoever tells of them has read whose they are.
        if (JSON.parse(holder) === null) continue;
        if (claim.run(id, version).changes !== 1) throw new Error('somebody was faster');
        seq += 1;
        const entry = { at: now, actor: 'countersign', act: 'notice.send', subject: `active_token:${tokenId}` };
        const data = JSON.stringify({ expiresAt, threshold, to: slackId });
        const text = JSON.stringify({ ...entry, data, prev_hash: hash, seq });
        const next = digest('sha256', text);
        record.run(seq, now, entry.subject, data, hash, next);
        hash = next;
      }
      const noticeIds = notices.map(({ id }) => id);
      const effect = JSON.stringify({ kind: 'post', to: { to: 'person', slackId }, message: { noticeIds } });
      tell.run(noticeIds.join(), effect, `slack:person:${slackId}`, now, now);
    }
    if (ahead.all(now, tomorrow, '[]', tomorrow).length > 0) throw new Error('the channel is to be told');
    return found.length;
  });
  return () => carryOut.immediate();
}

/** So many planned notices a year from now, and 1,000 due ones more at each turn of either. */
export async function dueNotices(rows: number): Promise<readonly Row[]> {
  const { store, path, remove } = await openBenchStore();
  const linked = holders.map((one) => write('people', { ...person(), ...one }));
  const none = { entries: [], effects: [] };
  await store.commit({ ...none, writes: [write('organizations', organization({ paused: null })), ...linked] }, now);
  const raw = new Sqlite(path);
  raw.pragma('synchronous = FULL');
  const whose = JSON.stringify(holders.map(({ githubId, login }) => ({ githubId, login })));
  const later = (from: number, count: number, dueAt: number, within: number): void => {
    raw
      .prepare(
        `with recursive n(i) as (select ? union all select i + 1 from n where i + 1 < ?) insert into due_notices
        (id, version, organization_id, active_token_id, holder, expires_at, threshold, due_at, status)
        select 'n' || i, 1, 1, 't' || i, json_extract(?, '$[' || cast(i % 50 as integer) || ']'), ?, '7', ? + i % ?, 'planned' from n`,
      )
      .run(from, from + count, whose, now + 400 * dayMs, dueAt, within);
  };
  let made = 10_000_000;
  const fallDue = async (): Promise<void> => {
    const writes = Array.from({ length: manyDue }, (_, index) => {
      made += 1;
      const { login, githubId } = holders[index % holders.length] ?? { login: '', githubId: 0 as GithubUserId };
      const [expiresAt, holder] = [now + 5 * dayMs, { login, githubId }];
      const token = { holder, requestNumber: null, tokenId: made, patId: made, agreement: null } as never;
      const notice = { holder, expiresAt, activeTokenId: `d${made}`, dueAt: now - 2 * dayMs };
      return [
        write('active_tokens', activeToken(`d${made}`, token)),
        write('due_notices', dueNotice(`d${made}`, notice)),
      ];
    });
    await store.commit({ ...none, writes: writes.flat() }, now);
    // Neither brings into the file what was only made for it.
    raw.pragma('wal_checkpoint(truncate)');
  };
  const planned = raw.prepare("select count(*) from due_notices where status = 'planned' and due_at <= ?").pluck();
  const requireNone = (): void => {
    if (planned.get(now) !== 0) throw new Error(`${planned.get(now)} notices were left`);
  };
  later(0, rows, now + 300 * dayMs, dayMs);
  // What falls due before the channel's next message is looked at for today's.
  later(rows, 11_000, now + 3_600_000, 3_600_000);
  const ports = portsOver(store);
  const work = rawWork(raw);
  const [ours, theirs, stretches, ourCpu, theirCpu]: number[][] = [[], [], [], [], []];
  for (let round = 0; round <= rounds; round += 1) {
    await fallDue();
    const byHand = await measured(async () => {
      if (work() !== manyDue) throw new Error('not all were found');
    });
    requireNone();
    await fallDue();
    const reminded = await measured(() => remindDue(ports));
    requireNone();
    // The first round compiles the code.
    if (round === 0) continue;
    theirs?.push(byHand.ms);
    theirCpu?.push(byHand.cpuMs);
    ours?.push(reminded.ms);
    ourCpu?.push(reminded.cpuMs);
    stretches?.push(reminded.longestMs);
  }
  const quiet = await measured(() => remindDue(ports));
  raw.close();
  await store.close();
  remove();
  const among = `among ${rows.toLocaleString('en')} rows`;
  const ratio = median((ours ?? []).map((ms, index) => ms / (theirs?.[index] ?? Number.NaN)));
  return [
    [
      `1,000 due notices ${among}, raw SQL (the same rows read, claimed, told and recorded)`,
      spread(theirs ?? [], 'ms'),
      '',
    ],
    ['the same by the program', spread(ours ?? [], 'ms'), ''],
    ['ratio, round by round', ratio.toFixed(1), '≤ 1.3'],
    [
      'processor time, raw SQL and the program',
      `${median(theirCpu ?? []).toFixed(0)} ms, ${median(ourCpu ?? []).toFixed(0)} ms`,
      '',
    ],
    ['longest stretch of the event loop', spread(stretches ?? [], 'ms'), '< 50 ms'],
    [
      'a tick with 11,000 notices in the next day and none due',
      `${quiet.ms.toFixed(0)} ms, longest stretch ${quiet.longestMs.toFixed(0)} ms`,
      '< 50 ms',
    ],
  ];
}
