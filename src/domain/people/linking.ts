// A link that is made or ends, as a Change. Invariant: each has its entry, and one that gives way to another has its own.
import { type Change, type Entry, noChange, type Write } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { decideLink } from './decide-link.ts';
import type { KnownLinks, Link, LinkClaim, LinkEnd, LinkProof } from './link.ts';

export type Linking = {
  readonly link: Link;
  readonly isNew: boolean;
  /** What was decided under a link that ended by it goes back to the reviewers. */
  readonly hasEnded: boolean;
  /** They asked for it in Slack, which was asked who they are right before: whoever was told as gone is back. */
  readonly isReturn: boolean;
  /** Whose cards may depend on it. */
  readonly concerned: readonly SlackUserId[];
  readonly change: Change;
};

const askedForInSlack: readonly LinkProof[] = ['oauth', 'vouched'];

/** What comes of it that somebody is said to be an account. */
export function linkBy(claim: LinkClaim, known: KnownLinks, at: Instant): Linking | Refusal {
  const decision = decideLink(claim, known);
  switch (decision.as) {
    case 'conflict':
      return refuse({ why: 'link_conflict', login: claim.account.login, conflict: decision.why });
    case 'known':
      return { link: decision.link, isNew: false, hasEnded: false, isReturn: false, concerned: [], change: noChange };
    case 'linked': {
      const link = newLink(claim, known, at);
      const { ended } = decision;
      return {
        ...{ link, isNew: true, hasEnded: ended.length > 0, isReturn: askedForInSlack.includes(link.proof) },
        ...{ concerned: [link, ...ended.map((one) => one.link)].map(({ slackId }) => slackId) },
        change: linking(link, known, ended),
      };
    }
  }
}

function newLink({ slackId, account, proof, by }: LinkClaim, { ofPerson }: KnownLinks, at: Instant): Link {
  const { githubId, login } = account;
  return { slackId, githubId, login, version: (ofPerson?.version ?? 0) + 1, linkedAt: at, proof, by };
}

/** Who says so. */
function actorOf({ proof, slackId }: Link): string {
  if (proof === 'policy') return 'policy';
  return proof === 'oauth' ? `slack:${slackId}` : 'countersign';
}

function ending({ slackId, githubId, login, proof }: Link, why: LinkEnd, actor: string, at: Instant): Entry {
  return { at, actor, act: 'person.unlink', subject: `slack:${slackId}`, data: { githubId, login, proof, why } };
}

export function linking(
  link: Link,
  { ofPerson, ofAccount }: KnownLinks,
  ended: readonly { readonly link: Link; readonly why: LinkEnd }[],
): Change {
  const { slackId, githubId, login, linkedAt: at, proof, by } = link;
  const movedFrom = ofAccount !== null && ofAccount.slackId !== slackId ? ofAccount : null;
  const made: Entry = {
    at,
    actor: actorOf(link),
    act: 'person.link',
    subject: `slack:${slackId}`,
    data: {
      githubId,
      login,
      proof,
      by,
      before: ofPerson?.githubId ?? null,
      movedFrom: movedFrom?.slackId ?? null,
    },
  };
  const removed: readonly Write[] =
    movedFrom === null ? [] : [{ table: 'people', was: movedFrom.version, row: movedFrom, removes: true }];
  return {
    writes: [...removed, { table: 'people', was: ofPerson?.version ?? null, row: link }],
    entries: [...ended.map((one) => ending(one.link, one.why, actorOf(link), at)), made],
    effects: [],
  };
}

export function unlinking(link: Link, why: LinkEnd, actor: string, at: Instant): Change {
  return {
    writes: [{ table: 'people', was: link.version, row: link, removes: true }],
    entries: [ending(link, why, actor, at)],
    effects: [],
  };
}
