import type { SlackUserId } from '../../domain/ids.ts';
import { learn } from '../../domain/people/known-slack-id.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';

type Needed = Pick<Ports, 'directory' | 'store' | 'clock' | 'wake'>;
type Names = ReadonlyMap<SlackUserId, SlackUserId>;

async function written({ store }: Pick<Ports, 'store'>, ids: readonly SlackUserId[]): Promise<Names> {
  if (ids.length === 0) return new Map();
  return new Map((await store.slackIds(ids)).map(({ slackId, knownAs }) => [slackId, knownAs]));
}

/**
 * As whom we know whoever Slack names by these ids: every id that comes in from Slack or from the policy passes here before it is compared with
 * another. Without Enterprise Grid an id is a person. On it Slack is asked once for each id, ever; whom it does not know stays as they are
 * named. Throws a Fault where Slack can't be asked: then nobody knows who it is.
 */
export async function knownAsEach(
  ports: Needed,
  ids: readonly SlackUserId[],
  timeoutMs: number,
  isOurs = false,
): Promise<Names> {
  const { directory } = ports;
  const asked = [...new Set(ids)];
  if (!directory.isOnGrid) return new Map(asked.map((id) => [id, id]));
  const before = await written(ports, asked);
  const unknown = asked.filter((id) => !before.has(id));
  if (unknown.length > 0) await note(ports, await directory.globalIds(unknown, timeoutMs), isOurs);
  const now = unknown.length > 0 ? await written(ports, asked) : before;
  return new Map(asked.map((id) => [id, now.get(id) ?? id]));
}

async function note(ports: Needed, globals: Names, isOurs: boolean): Promise<void> {
  const found = [...globals].map(([slackId, globalId]) => ({ slackId, globalId }));
  const done = await commitDecision(ports, async () => {
    const known = await written(ports, [...globals.keys(), ...globals.values()]);
    const writes = learn(found, known, isOurs, ports.clock.now()).map(
      (row) => ({ table: 'slack_ids', was: null, row }) as const,
    );
    return { change: { writes, entries: [], effects: [] } };
  });
  if (isRefusal(done)) throw new Fault('store', 'busy', { isRetryable: true });
}

/** Mostly a local read; the gate behind the door has 2.2 s of the 2.5 s that a click may take. */
const doorTimeoutMs = 300;

/** The same for those whom a request names. */
export function knownAtTheDoor(ports: Needed): (ids: readonly SlackUserId[]) => Promise<Names> {
  return (ids) => knownAsEach(ports, ids, doorTimeoutMs);
}

export async function knownAs(ports: Needed, id: SlackUserId, timeoutMs: number): Promise<SlackUserId> {
  return (await knownAsEach(ports, [id], timeoutMs)).get(id) ?? id;
}

/** The same without asking Slack, for what concerns only whom we know already. */
export async function knownAlready(ports: Needed, ids: readonly SlackUserId[]): Promise<SlackUserId | null> {
  const [first = null] = ids;
  if (!ports.directory.isOnGrid) return first;
  return [...(await written(ports, ids)).values()][0] ?? null;
}
