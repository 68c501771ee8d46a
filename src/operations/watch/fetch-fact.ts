import type { Organization } from '../../domain/organization.ts';
import { type GithubAccount, hasLeftSlack, isMember } from '../../domain/person.ts';
import { onlyOwners } from '../../domain/policy/reviewers.ts';
import type { Dossier } from '../../domain/tokens/dossier.ts';
import { type Facts, type Question, restsOnSlack, type Sighting } from '../../domain/tokens/sighting.ts';
import type { Ports } from '../../ports/ports.ts';
import { isOwnerNow, mayStillDecide } from '../people/authorize.ts';
import { zoneOf } from '../people/find-holder.ts';
import { mayStillApprove } from '../people/may-still-approve.ts';

/** Nobody waits for these answers: they may take their time, and an outage is a Fault. */
const unhurriedMs = 10_000;

/** Fetches the one fact that a Question names and puts it into the Sighting. It decides nothing. May throw a Fault. */
export async function fetchFact(
  ports: Ports,
  { organization, tokenId }: Dossier,
  holder: GithubAccount,
  sighting: Sighting,
  question: Question,
): Promise<Sighting> {
  const { github } = ports;
  const { login } = organization;
  switch (question.ask) {
    case 'is_it_waiting':
      return { ...sighting, waiting: { listed: await github.pendingTokens(login, [tokenId]), isById: true } };
    case 'is_it_active':
      return { ...sighting, active: { listed: await github.activeTokens(login, [tokenId]), isById: true } };
    default:
      return {
        ...sighting,
        facts: { ...sighting.facts, ...(await factOf(ports, organization, holder, sighting, question)) },
      };
  }
}

async function factOf(
  ports: Ports,
  organization: Organization,
  holder: GithubAccount,
  { facts, call }: Sighting,
  question: Exclude<Question, { ask: 'is_it_waiting' | 'is_it_active' }>,
): Promise<Facts> {
  const { github, clock } = ports;
  const { login } = organization;
  switch (question.ask) {
    case 'repositories_of_pending': {
      const repositories = await github.repositoriesOfPendingToken(login, question.id);
      return { ofPending: new Map(facts.ofPending).set(question.id, { repositories, readAt: clock.now() }) };
    }
    case 'repositories_of_active': {
      const repositories = await github.repositoriesOfActiveToken(login, question.id);
      return { ofActive: new Map(facts.ofActive).set(question.id, { repositories, readAt: clock.now() }) };
    }
    case 'is_holder_owner':
      return { isHolderOwner: await isOwnerNow(ports, organization, holder) };
    case 'is_holder_member':
      return { isHolderMember: isMember(await github.membership(login, holder, unhurriedMs)) };
    case 'is_holder_deactivated':
      return { isHolderDeactivated: hasLeftSlack(await ports.directory.personAfresh(question.slackId, unhurriedMs)) };
    case 'is_sponsor_member':
      return { isSponsorMember: isMember(await github.membership(login, question.sponsor, unhurriedMs)) };
    case 'is_still_owner':
    case 'is_still_reviewer': {
      const { person } = question;
      const reviewers = question.ask === 'is_still_owner' ? onlyOwners : question.reviewers;
      const isThere = !restsOnSlack(call) || (await mayStillApprove(ports, person, holder));
      const isStill = isThere && (await mayStillDecide(ports, organization, person, reviewers));
      return { stillOwners: new Map(facts.stillOwners).set(person.githubId, isStill) };
    }
    case 'zone':
      return { zone: await zoneOf(ports, question.slackId) };
  }
}
