import { desc, eq } from 'drizzle-orm';
import type { Instant, OrganizationId } from '../domain/ids.ts';
import { effectKey } from '../domain/step.ts';
import type { Engine, Statement } from './engine.ts';
import { readsOf } from './reads-of.ts';

/** What shows whether GitHub asks an organization for approval, by login. */
export type ApprovalSeen = {
  readonly login: string;
  /** When a token was last first seen waiting; null where none ever was. */
  readonly askedAt: Instant | null;
  /** When the channel was to be told that somebody's token was let in unasked who owns nothing; null where it was not, or long ago. */
  readonly unaskedAt: Instant | null;
};

export async function approvalSeen(engine: Engine): Promise<readonly ApprovalSeen[]> {
  const organizations = await readsOf(engine, 'organizations').where(undefined);
  return Promise.all(
    organizations.map(async ({ id, login }) => ({
      login,
      askedAt: (await newestWaiting(engine, id))?.firstSeenAt ?? null,
      unaskedAt: await toldUnasked(engine, id),
    })),
  );
}

async function newestWaiting(engine: Engine, id: OrganizationId): Promise<{ readonly firstSeenAt: Instant } | null> {
  const tokens = readsOf(engine, 'pending_tokens');
  const { organizationId, firstSeenAt } = tokens.table;
  const [newest] = await tokens.where(eq(organizationId, id), { order: desc(firstSeenAt), limit: 1 });
  return newest ?? null;
}

/** The effect has one key an organization, and is forgotten some weeks after it was sent. */
async function toldUnasked(engine: Engine, id: OrganizationId): Promise<Instant | null> {
  const find: Statement<{ readonly at: Instant }> = ({ build, tables: { effects } }) =>
    build
      .select({ at: effects.firstDueAt })
      .from(effects)
      .where(eq(effects.key, effectKey.once('approval_off', id)));
  return (await engine.runOnce(find))[0]?.at ?? null;
}
