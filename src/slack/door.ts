import type { SlackUserId } from '../domain/ids.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { Fault } from '../ports/fault.ts';
import type { Log } from '../ports/log.ts';
import type { Ports } from '../ports/ports.ts';
import { isOrgWide, type OwnTeam } from './own-team.ts';
import { idsIn, type PeopleNamed } from './people-named.ts';
import { type Origin, readAddressees, readOrigin } from './read-origin.ts';

/** Mostly a local read; the gate behind has 2.2 s of the 2.5 s that a click may take. */
const directoryTimeoutMs = 300;

type Body = Readonly<Record<string, unknown>>;

/** Whether an event was sent to this workspace's installation. */
export function isAddressedToUs(ownTeam: OwnTeam, body: Body): boolean {
  return readAddressees(body).includes(ownTeam.teamId);
}

/** Somebody of another workspace. */
export function turnAway(log: Log, origin: Origin | null): Refusal {
  log.warn('a request from elsewhere was refused', { user: origin?.user ?? null, team: origin?.userTeam ?? null });
  return refuse({ why: 'other_workspace' });
}

/**
 * Who may act here at all. A user id means something only together with its workspace: the same id elsewhere is somebody else (T1). So every
 * workspace and enterprise that the request names must be ours. On Enterprise Grid a sister workspace, or the enterprise, may be named
 * instead, and then Slack's directory must say that the person is a member of it and of ours.
 */
export async function checkOrigin(
  ports: Pick<Ports, 'directory' | 'log'>,
  ownTeam: OwnTeam,
  body: Body,
): Promise<Refusal | null> {
  const origin = readOrigin(body);
  const stranger = (): Refusal => turnAway(ports.log, origin);
  if (origin === null) return stranger();
  const { user, userTeam, places, enterprises, installations } = origin;
  if (ownTeam.enterpriseId === null && enterprises.length > 0 && userTeam === ownTeam.teamId)
    ports.log.error('the workspace has joined an enterprise since the start: restart Countersign', {});
  if (enterprises.some((enterprise) => enterprise !== ownTeam.enterpriseId)) return stranger();
  const elsewhere = installations.filter((team) => team !== ownTeam.teamId);
  // A workspace's installation has forms of its own alone; an enterprise's may be named by the workspace where somebody is.
  if (elsewhere.length > 0 && !isOrgWide(ownTeam)) return stranger();
  if ([userTeam, ...places].every((team) => team === ownTeam.teamId)) return null;
  // Without our enterprise's name on it nothing says that the other workspace is a sister of ours.
  if (enterprises.length === 0) return stranger();
  try {
    const person = await ports.directory.person(user as SlackUserId, directoryTimeoutMs);
    if (person === null) return refuse({ why: 'unknown_person' });
    return person.isStranger || ![userTeam, ...elsewhere].every((team) => person.teams.includes(team))
      ? stranger()
      : null;
  } catch (error) {
    if (error instanceof Fault) return refuse({ why: 'person_not_checked' });
    throw error;
  }
}

/** As whom we know these people; throws a Fault where Slack would have to be asked and can't be. */
export type KnowPeople = (ids: readonly SlackUserId[]) => Promise<PeopleNamed>;

/**
 * Everybody whom the request names, as we know them: behind the door an id is a person. Somebody who comes by their other id is the same one, or
 * is let in as nobody (T1).
 */
export async function meet(know: KnowPeople, body: Body): Promise<{ readonly people: PeopleNamed } | Refusal> {
  try {
    return { people: await know(idsIn(body)) };
  } catch (error) {
    if (error instanceof Fault) return refuse({ why: 'person_not_checked' });
    throw error;
  }
}
