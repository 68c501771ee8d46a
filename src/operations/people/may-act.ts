import { acts, type PersonActName } from '../../domain/decisions/acts.ts';
import { demandOf, type Matter } from '../../domain/decisions/follows.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { LinkedPerson, Reviewer } from '../../domain/person.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { authorize } from './authorize.ts';
import { sponsorOf } from './find-holder.ts';
import { requireDisinterested, requireImpartial } from './require-impartial.ts';

/** Who this is, where they may do it now: asked live. */
export async function mayAct(
  ports: Ports,
  slackId: SlackUserId,
  organization: Organization,
  name: PersonActName,
  on: Matter,
): Promise<Reviewer | Refusal> {
  const { who, grants } = acts[name];
  const sponsor = on.on === 'request' ? null : await sponsorOf(ports, on.token.holder);
  const person = await authorize(ports, slackId, organization, demandOf(name, on, sponsor));
  if (isRefusal(person) || who !== 'reviewer') return person;
  return (await objectionTo(ports, person, on, grants)) ?? person;
}

/** Why a reviewer may not decide on it for being their own matter, or that of the machine user whom they stand behind. */
export async function objectionTo(
  ports: Ports,
  person: LinkedPerson,
  on: Matter,
  grants: boolean,
): Promise<Refusal | null> {
  return on.on === 'request'
    ? requireImpartial(ports, person, on.request, grants)
    : requireDisinterested(ports, person, on.token.holder, grants);
}
