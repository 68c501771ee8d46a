// A person's Home in Slack, from the first time that they opened it on: only such a one is published to.
import type { Instant, OrganizationId, SlackUserId } from '../ids.ts';
import type { ReviewerRule } from '../policy/reviewer-rule.ts';

export type AppHome = {
  readonly slackId: SlackUserId;
  readonly version: number;
  /** When they first opened it: who is new is welcomed there. */
  readonly openedAt: Instant;
  /** False once Slack has nobody there to show it to; whoever opens it again has it again. */
  readonly isPublished: boolean;
  /** Others' requests and tokens stand on it too, as an owner's, another reviewer's or a sponsor's: every step anywhere may change it. */
  readonly showsOthers: boolean;
  /** Where they were an owner when GitHub was last asked. For display only: what they may do is asked at the click. */
  readonly ownerOf: {
    readonly ids: readonly OrganizationId[];
    /** Where they are a reviewer by other rules, as GitHub and Slack said then; missing where that was never asked. */
    readonly reviews?: readonly { readonly id: OrganizationId; readonly rules: readonly ReviewerRule[] }[];
    readonly askedAt: Instant;
  } | null;
  /** As Slack told it last; null until it did. */
  readonly zone: string | null;
  readonly locale: string | null;
};

/** So long after the first opening it says what Countersign is. */
const welcomeMs = 3_600_000;
/** So long it is believed where somebody is an owner. */
const ownerKeptMs = 600_000;

function openedFirst(slackId: SlackUserId, at: Instant): AppHome {
  return {
    ...{ slackId, version: 1, openedAt: at, isPublished: true, ownerOf: null, zone: null, locale: null },
    // Not known yet: whatever happens until it is published may concern it.
    showsOthers: true,
  };
}

/** Opened again: whoever looks is told what is so now, also where they are an owner. */
export function opened(known: AppHome | null, slackId: SlackUserId, at: Instant): AppHome {
  if (known === null) return openedFirst(slackId, at);
  return { ...known, version: known.version + 1, isPublished: true, ownerOf: null, showsOthers: true };
}

/** What Slack tells of somebody who changed; null where it does not say. */
export type ToldBySlack = { readonly zone: string | null; readonly locale: string | null; readonly mayUse: boolean };

/** The Home as it is then, where it has to be published again; null where nothing changed for it: Slack tells all day long that a status was set. */
export function followedHome(home: AppHome | null, told: ToldBySlack): AppHome | null {
  if (home === null || !home.isPublished) return null;
  const { zone, locale } = { zone: told.zone ?? home.zone, locale: told.locale ?? home.locale };
  if (told.mayUse && zone === home.zone && locale === home.locale) return null;
  return { ...home, version: home.version + 1, zone, locale };
}

export function isNewcomer({ openedAt }: AppHome, now: Instant): boolean {
  return now - openedAt < welcomeMs;
}

/** Whether GitHub need not be asked again where they are an owner. A clock that was set back makes nothing fresh. */
export function isRoleFresh({ ownerOf }: AppHome, now: Instant): boolean {
  return ownerOf !== null && Math.abs(now - ownerOf.askedAt) < ownerKeptMs;
}
