import type { Hint, Write } from '../../domain/change.ts';
import type { TokenId } from '../../domain/ids.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization, type GovernedOrganization } from '../find-organization.ts';
import { endRequestsOf } from './end-requests-of-leavers.ts';
import { lookAtTokens, lookAtTokensOf, lookAtWaitingOf } from './look-at-tokens.ts';
import { reconcileOrganization } from './reconcile-organization.ts';

/** A pass that a webhook asked for has at least so many seconds to the one before: the timetable makes others. */
const betweenPassesSeconds = 60;
/** Tokens of one person that are looked at because webhooks told of them. What is beyond is found by the next pass. */
const ofOnePerson = { atOnce: 10, anHour: 30 };

/** What a hint asks to be looked at. */
type Look =
  | { readonly at: 'token'; readonly tokenId: TokenId; readonly by: string }
  | { readonly at: 'waiting_of' | 'leaver'; readonly login: string }
  | { readonly at: 'everything' | 'nothing' };

function lookOf({ told }: Hint): Look {
  if (told === null) return { at: 'everything' };
  const { event, act, tokenId, by, holder = null } = told;
  if (tokenId !== null) return { at: 'token', tokenId: tokenId as TokenId, by: holder ?? by ?? '' };
  if (holder !== null && event === 'click') return { at: 'waiting_of', login: holder };
  if (event === 'organization')
    return act === 'member_removed' && holder !== null ? { at: 'leaver', login: holder } : { at: 'nothing' };
  return { at: 'everything' };
}

function handled(hint: Hint, at: number): Write {
  return { table: 'hints', was: hint.version, row: { ...hint, version: hint.version + 1, handledAt: at } };
}

/**
 * Looks at what each Hint names: one token, one person's tokens, or everything. Hints that came meanwhile stay for the next time, and so do
 * those whose look failed: they say that we have not looked yet. What one person causes is bounded; the passes find the rest.
 */
export async function followHints(all: Ports): Promise<void> {
  const ports = { ...all, github: all.github.for('look') };
  const hints = await ports.store.unhandledHints();
  const byOrganization = Map.groupBy(hints, ({ organizationLogin }) => organizationLogin.toLowerCase());
  for (const [login, mine] of byOrganization) {
    const what = `look ${login}`;
    if (ports.pace.isWaiting(what)) continue;
    try {
      const done = await follow(ports, login, mine);
      const at = ports.clock.now();
      await ports.store.commit({ writes: done.map((hint) => handled(hint, at)), entries: [], effects: [] }, at);
      ports.pace.succeeded(what);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      ports.pace.failed(what);
      ports.log.warn('a hint could not be followed; it will be tried again', { organization: login, ...error.fields });
    }
  }
}

/** Answers the hints that are done with. */
async function follow(ports: Ports, login: string, hints: readonly Hint[]): Promise<readonly Hint[]> {
  const governed = await findOrganization(ports, login);
  if (governed === null) return hints;
  const looks = hints.map((hint) => ({ hint, look: lookOf(hint) }));
  const isEverything = looks.some(({ look }) => look.at === 'everything');
  if (isEverything && ports.pace.mayBegin(`pass for a hint ${login}`, betweenPassesSeconds)) {
    await reconcileOrganization(ports, login, { pending: true, active: true });
    return hints;
  }
  await lookAt(
    ports,
    governed,
    looks.map(({ look }) => look),
  );
  return looks.filter(({ look }) => look.at !== 'everything').map(({ hint }) => hint);
}

async function lookAt(ports: Ports, governed: GovernedOrganization, looks: readonly Look[]): Promise<void> {
  const { id } = governed.organization;
  const byToken = new Map(looks.flatMap((look) => (look.at === 'token' ? [[look.tokenId, look.by] as const] : [])));
  const tokenIds = [...byToken].filter(([, by]) => ports.pace.mayCause(`${id} ${by}`, ofOnePerson)).map(([one]) => one);
  const logins = (at: 'waiting_of' | 'leaver'): readonly string[] => [
    ...new Set(looks.flatMap((look) => (look.at === at ? [look.login] : []))),
  ];
  if (tokenIds.length > 0) await lookAtTokens(ports, governed, tokenIds);
  const clicked = logins('waiting_of');
  if (clicked.length > 0) await lookAtWaitingOf(ports, governed, clicked);
  for (const leaver of logins('leaver')) {
    await lookAtTokensOf(ports, governed, leaver);
    await endRequestsOf(ports, governed, leaver);
  }
}
