import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { openStatuses } from '../domain/requests/request-status.ts';
import type { Store } from '../ports/store.ts';
import { tellsOfDenial } from './denials-told.ts';
import type { Engine } from './engine.ts';
import { readsOf } from './reads-of.ts';

type Reads = Pick<
  Store,
  | 'organizationByLogin'
  | 'organizations'
  | 'organizationById'
  | 'personBySlackId'
  | 'personByGithubId'
  | 'people'
  | 'signInOf'
  | 'signInByTicket'
  | 'signInByBrowser'
  | 'signInByState'
  | 'signIns'
  | 'machineUserByLogin'
  | 'machineUserByGithubId'
  | 'reviewerToken'
  | 'reviewerTokens'
  | 'installation'
  | 'claim'
  | 'claimsOf'
  | 'openClaims'
  | 'draft'
  | 'draftsOf'
  | 'request'
  | 'requestByDraft'
  | 'requestsOf'
  | 'latestRequests'
  | 'openRequestsOf'
  | 'requestsOfToken'
  | 'renewalsOf'
  | 'fulfilledRenewals'
  | 'openRequests'
  | 'overdueRequests'
  | 'approvedRequestsWithDate'
  | 'unhandledHints'
  | 'hintsAbout'
  | 'copy'
  | 'copiesAbout'
  | 'copiesWithPrivateNames'
  | 'copiesAt'
  | 'home'
  | 'slackIds'
  | 'oldSlackIds'
  | 'homes'
  | 'assumptions'
>;

/** What was shown of the assumptions about GitHub: a handful of rows. */
export function readAssumptions(engine: Engine): Store['assumptions'] {
  const rows = readsOf(engine, 'assumptions');
  return rows.all([], { order: engine.dialect.words.bytewise(rows.table.id) });
}

/** The Slack app's installation of a workspace. */
export function readInstallation(engine: Engine): Store['installation'] {
  return readsOf(engine, 'installation').one(['teamId']);
}

/** Named reads of organizations, people, drafts, requests, Hints and message copies. */
export function createReads(engine: Engine): Reads {
  const organizations = readsOf(engine, 'organizations');
  const people = readsOf(engine, 'people');
  const signIns = readsOf(engine, 'sign_ins');
  const machines = readsOf(engine, 'machine_users');
  const ownTokens = readsOf(engine, 'reviewer_tokens');
  const claims = readsOf(engine, 'claims');
  const drafts = readsOf(engine, 'drafts');
  const requests = readsOf(engine, 'token_requests');
  const hints = readsOf(engine, 'hints');
  const copies = readsOf(engine, 'message_copies');
  const homes = readsOf(engine, 'homes');
  const slackIds = readsOf(engine, 'slack_ids');
  const { number, status, renewsTokenId } = requests.table;
  const byLogin = organizations.one(['loginKey']);
  const claimsIn = claims.all(['status'], { order: [asc(claims.table.createdAt), asc(claims.table.id)] });
  const isOpen = inArray(status, openStatuses);
  const undecided = requests.all([{ upTo: 'undecidedUntil' }], { also: eq(status, 'pending'), order: asc(number) });
  const approved = requests.all([], { also: eq(status, 'approved'), order: asc(number) });
  const unused = requests.all([{ upTo: 'lapsesAt' }], { also: eq(status, 'approved'), order: asc(number) });
  const hintsAbout = hints.all(['toldTokenId'], {
    order: [desc(tellsOfDenial(hints.table)), desc(hints.table.receivedAt)],
    limit: 20,
  });
  return {
    organizations: organizations.all([], { order: asc(organizations.table.id) }),
    organizationById: organizations.one(['id']),
    organizationByLogin: (login) => byLogin(login.toLowerCase()),

    personBySlackId: people.one(['slackId']),
    personByGithubId: people.one(['githubId']),
    people: people.all([], { order: engine.dialect.words.bytewise(people.table.slackId) }),
    signInOf: signIns.one(['slackId']),
    signInByTicket: signIns.one(['ticketHash']),
    signInByBrowser: signIns.one(['browserHash']),
    signInByState: signIns.one(['stateHash']),
    signIns: signIns.all([], { order: asc(signIns.table.startedAt) }),
    machineUserByLogin: machines.one(['id']),
    machineUserByGithubId: machines.one(['githubId']),
    reviewerToken: ownTokens.one(['githubId']),
    reviewerTokens: ownTokens.all([], { order: asc(ownTokens.table.githubId) }),
    installation: readInstallation(engine),
    claim: claims.one(['id']),
    claimsOf: ({ slackId, githubId }, since) => {
      const isTheirs = or(eq(claims.table.slackId, slackId), eq(claims.table.githubId, githubId));
      return claims.where(and(isTheirs, gt(claims.table.createdAt, since)), {
        order: [desc(claims.table.createdAt), desc(claims.table.id)],
      });
    },
    openClaims: () => claimsIn('open'),
    draft: drafts.one(['id']),
    draftsOf: drafts.first(['slackId'], { order: [desc(drafts.table.createdAt), desc(drafts.table.id)] }),

    request: requests.one(['number']),
    requestByDraft: requests.one(['draftId']),
    requestsOf: requests.first(['requesterGithubId'], { order: desc(number) }),
    latestRequests: requests.first(['organizationId'], { also: ne(status, 'pending'), order: desc(number) }),
    openRequestsOf: requests.all(['organizationId', 'holderGithubId'], { also: isOpen, order: asc(number) }),
    requestsOfToken: requests.all(['organizationId', 'claimedByTokenId'], { order: asc(number) }),
    renewalsOf: requests.all(['organizationId', 'renewsTokenId'], { order: asc(number) }),
    fulfilledRenewals: requests.all([], {
      also: and(eq(status, 'fulfilled'), isNotNull(renewsTokenId)),
      order: asc(number),
    }),
    openRequests: requests.all(['organizationId'], { also: isOpen, order: asc(number) }),
    overdueRequests: async (now) => [...(await undecided(now)), ...(await unused(now))],
    approvedRequestsWithDate: async () => (await approved()).filter(({ scope }) => scope.lifetime.kind === 'date'),

    unhandledHints: hints.all([], {
      also: isNull(hints.table.handledAt),
      order: asc(hints.table.receivedAt),
      limit: 1_000,
    }),
    hintsAbout: async (tokenId) =>
      (await hintsAbout(tokenId)).toSorted((one, other) => other.receivedAt - one.receivedAt),

    copy: copies.one(['id']),
    copiesAbout: copies.among('subjectKey'),
    copiesAt: copies.all(['channel', 'ts'], { order: asc(copies.table.id) }),
    slackIds: slackIds.among('slackId'),
    oldSlackIds: slackIds.all([], { also: ne(slackIds.table.knownAs, slackIds.table.globalId) }),
    home: homes.one(['slackId']),
    homes: homes.all([], { also: eq(homes.table.isPublished, true), order: asc(homes.table.slackId) }),
    assumptions: readAssumptions(engine),
    copiesWithPrivateNames: copies.all([], {
      // Written out, since the index `message_copies_private` holds just those.
      also: sql`${copies.table.hasPrivateNames}`,
      order: asc(copies.table.id),
    }),
  };
}
