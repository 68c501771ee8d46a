import { and, eq, or, sql } from 'drizzle-orm';
import type { Change } from '../domain/change.ts';
import { concernedBy } from '../domain/homes/concerned.ts';
import type { Instant, SlackUserId } from '../domain/ids.ts';
import { askForHome } from './add-effects.ts';
import type { Statement, Steps } from './engine.ts';
import { rowsOf } from './steps.ts';

type Found = { readonly slackId: string };

/** Homes of whoever is linked to one of the accounts, or sees what is others'. */
const ofAccounts: Statement<Found> = ({ build, tables: { homes, people }, words }) => {
  const accounts = words.numbersOf(sql.placeholder('accounts'));
  const linked = sql`${homes.slackId} in (select ${people.slackId} from ${people} where ${people.githubId} in ${accounts})`;
  return build
    .select({ slackId: homes.slackId })
    .from(homes)
    .where(and(eq(homes.isPublished, true), or(eq(homes.showsOthers, true), linked)));
};

/** Of somebody whose link was taken away, and whom their account leads to no more. */
const ofPerson: Statement<Found> = ({ build, tables: { homes } }) =>
  build
    .select({ slackId: homes.slackId })
    .from(homes)
    .where(and(eq(homes.isPublished, true), eq(homes.slackId, sql.placeholder('slackId'))));

/** Has every Home published that the Change may alter. Every Change comes through here, so no step of a request or a token can forget one. */
export function* publishConcerned(change: Pick<Change, 'writes' | 'entries'>, now: Instant): Steps {
  const about = concernedBy(change);
  if (about === null) return;
  const found = [...(yield* rowsOf(ofAccounts, { accounts: JSON.stringify(about.accounts) }))];
  for (const slackId of about.people) found.push(...(yield* rowsOf(ofPerson, { slackId })));
  // In one order for all, so that no two transactions wait for each other.
  for (const slackId of [...new Set(found.map((one) => one.slackId))].toSorted()) {
    yield* askForHome(slackId as SlackUserId, now);
  }
}
