// The channel's weekly digest as one step: the organization's row says which was decided on last.
import { type Change, noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { Organization } from '../organization.ts';
import { isListedLately } from '../organization-pause.ts';
import { effectKey, post } from '../step.ts';
import { type DigestRule, dueDigest } from './weekly.ts';

/**
 * Sends the weekly digest where one is due, and notes that it was decided on: a late tick, a restart or a second process sends none twice, and an outage makes one
 * late. While GitHub's lists are not known to be fresh it waits. A first one is not told: whoever has just begun to watch knows nothing of a week.
 */
export function tellWeek(organization: Organization, rule: DigestRule, now: Instant): Change {
  const { id, version, weeklyAt } = organization;
  const due = dueDigest(now, weeklyAt, rule);
  if (due === null || !isListedLately(organization, now)) return noChange;
  const { at, since } = due;
  const row: Organization = { ...organization, version: version + 1, weeklyAt: at };
  return {
    writes: [{ table: 'organizations', was: version, row }],
    entries: [],
    effects:
      since === null ? [] : post(id, 'reviewers', effectKey.digest(id, at), { kind: 'digest', since, until: at }),
  };
}
