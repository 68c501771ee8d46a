import { withClient } from '../database/postgres-database.ts';

const install = `create table public.server_clock (id integer primary key, at timestamptz not null);
  create function public.clock_timestamp() returns timestamptz language sql volatile
    as 'select at from public.server_clock';
  do $$ begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end $$`;

const set = `insert into public.server_clock values (1, to_timestamp($1::bigint / 1000.0))
  on conflict (id) do update set at = excluded.at`;

/** Gives a database's server, for every connection that is made from now on, a clock that only moves when told. */
export async function standServerClock(url: string, now: number): Promise<void> {
  await withClient(url, (client) => client.query(install));
  await moveServerClock(url, now);
}

export async function moveServerClock(url: string, now: number): Promise<void> {
  await withClient(url, (client) => client.query(set, [now]));
}
