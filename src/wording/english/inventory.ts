import { daysBetween } from '../../domain/calendar.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import { type Agreement, requestedAs } from '../../domain/scope/agreement.ts';
import { riskOf } from '../../domain/scope/risk.ts';
import type { InventoryFilter, Trait } from '../../domain/tokens/inventory.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { risks } from './risks.ts';
import { counted, inDays, listed, utcDay } from './terms.ts';

/** After "tokens". */
const thatTraits: Readonly<Record<Trait, string>> = {
  never_expires: 'that never expire',
  all_repositories: 'that reach all repositories',
  dangerous: 'with high or critical risk',
  unagreed: 'that nobody approved',
};

const traitChoices: Readonly<Record<Trait, string>> = {
  never_expires: 'Never expires',
  all_repositories: 'Reaches all repositories',
  dangerous: 'High or critical risk',
  unagreed: 'Nobody approved it',
};

function agreedBy({ basis }: Agreement, number: RequestNumber | null): string {
  const request = number === null ? '' : ` (${requestName(number)})`;
  switch (basis.by) {
    case 'people': {
      const who = listed(basis.people.map(({ login }) => login));
      return number === null ? `${who}, as it was` : `${who}${request}`;
    }
    case 'rule':
      return `the policy’s rule ${basis.rule}${request}`;
    case 'github':
      return `${basis.login === null ? 'an owner' : basis.login} on GitHub${request}`;
  }
}

function ends(expiresAt: number | null, now: number): string {
  if (expiresAt === null) return 'never expires';
  const days = daysBetween(now, expiresAt, 'UTC');
  return `until ${utcDay(expiresAt)}${days < 0 ? '' : ` (${inDays(days)})`}`;
}

function used(lastUsedAt: number | null, now: number): string {
  if (lastUsedAt === null) return 'never used';
  const days = daysBetween(lastUsedAt, now, 'UTC');
  return days <= 0 ? 'used today' : `last used ${counted(days, 'day')} ago`;
}

function agreed({ agreement, requestNumber, status }: ActiveToken): string {
  if (status === 'revoking') return 'being revoked';
  if (agreement === null) return 'nobody approved it';
  const by = `approved by ${agreedBy(agreement, requestNumber)}`;
  return status === 'exceeding' ? `wider than ${by.replace('approved', 'was approved')}` : by;
}

export const inventory = (command: string) => ({
  inventoryTitle: 'Tokens',
  inventoryCount: (total: number, organizations: readonly string[], speech: Speech): string =>
    `${total === 0 ? 'No token' : counted(total, 'token')} can reach ${listed(organizations.map(speech.name))}`,
  /** What is filtered by; null where nothing is. */
  inventoryFilter: ({ traits, unusedDays, endsWithinDays, holder }: InventoryFilter, speech: Speech): string | null => {
    const parts = [
      ...traits.map((trait) => thatTraits[trait]),
      ...(unusedDays === null ? [] : [`not used in ${counted(unusedDays, 'day')}`]),
      ...(endsWithinDays === null ? [] : [`that end within ${counted(endsWithinDays, 'day')}`]),
      ...(holder === null ? [] : [`of GitHub user ${speech.name(holder)}`]),
    ];
    return parts.length === 0 ? null : `Only tokens ${listed(parts)}. The most dangerous come first.`;
  },
  inventoryUnfiltered: 'The most dangerous come first.',
  inventoryNone: 'No token is like this. Choose Filter to look for others.',
  inventoryUnchecked: (organizations: readonly string[], speech: Speech): string =>
    `We couldn’t check with GitHub that you’re an owner of ${listed(organizations.map(speech.name))}, so its tokens are left out.`,
  inventoryPage: (page: number, pages: number): string => `Page ${page} of ${pages}`,
  /** Two lines; what others wrote is shown as the text that it is. */
  inventoryLine: (token: ActiveToken, organization: string | null, now: number): string => {
    const risk = riskOf(requestedAs(token.scope), 'unknown');
    const where = organization === null ? '' : ` in ${organization}`;
    return [
      `${risks.grade(risk.grade)} · “${token.tokenName}” of ${token.holder.login}${where}`,
      `Can ${risks.worstPower(risk, token.scope.access)} · ${ends(token.scope.expiresAt, now)} · ${used(token.lastUsedAt, now)} · ${agreed(token)}`,
    ].join('\n');
  },
  inventoryButtons: { filter: 'Filter…', previous: 'Previous', next: 'Next', csv: 'CSV', json: 'JSON' },
  filterTitle: 'Filter tokens',
  filterSubmit: 'Show',
  filterQuestions: {
    organization: 'Organization',
    traits: 'Only tokens that match all of these',
    unused_days: 'Not used in',
    ends_within_days: 'Ends within',
    holder: 'Holder’s GitHub login',
  },
  filterAll: 'All that I own',
  filterAny: 'Doesn’t matter',
  filterDays: (days: number): string => counted(days, 'day'),
  filterTrait: (trait: Trait): string => traitChoices[trait],
  fileTitle: 'Tokens as a file',
  filePreparing: 'We’re preparing the file. You’ll get it in your direct messages with Countersign.',
  fileSent: (total: number): string =>
    `The file is in your direct messages with Countersign. It has ${counted(total, 'token')}.`,
  fileTooLarge: (megabytes: number): string =>
    `The file would be larger than ${megabytes} MB, so we didn’t send it. Filter the tokens first, then try again.`,
  fileFailed: 'Slack didn’t take the file. Check your direct messages with Countersign, and try again in a minute.',
  fileName: (total: number, at: number): string => `${counted(total, 'token')} on ${utcDay(at)}`,
  fileComment: (total: number, organizations: readonly string[], filter: string | null, speech: Speech): string =>
    `Here are ${counted(total, 'token')} of ${listed(organizations.map(speech.name))}, as you asked with ${command} tokens.${filter === null ? '' : ` ${filter}`} The file names private repositories: share it with owners only.`,
  remindHolder: 'Remind holder',
  holderReminder: (
    token: ActiveToken,
    organization: string,
    by: SlackUserId,
    isSponsored: boolean,
    speech: Speech,
  ): string => {
    const whose = isSponsored
      ? `the token ${speech.quoted(token.tokenName)} of machine user ${speech.name(token.holder.login)}`
      : `your token ${speech.quoted(token.tokenName)}`;
    return `${speech.person(by)} asks whether you still need ${whose} for ${speech.name(organization)}`;
  },
  holderReminderWhy: 'Why',
  holderReminderReasons: (token: ActiveToken, now: number): readonly string[] => {
    const risk = riskOf(requestedAs(token.scope), 'unknown');
    return [
      `It can ${risks.worstPower(risk, token.scope.access)} (${risks.grade(risk.grade).toLowerCase()}).`,
      `It ${token.scope.expiresAt === null ? 'never expires' : `expires on ${utcDay(token.scope.expiresAt)}`}.`,
      token.lastUsedAt === null ? 'It was never used.' : `It was ${used(token.lastUsedAt, now)}.`,
      ...(token.agreement === null ? ['Nobody approved it.'] : []),
    ];
  },
  holderReminderNext: `If you don’t need it, revoke it. If you do, tell them why, narrow it on GitHub, or request it with ${command} request.`,
  holderReminderObserved: (organization: string, speech: Speech): string =>
    `Countersign only observes ${speech.name(organization)}, so we can’t revoke it. You can delete it on GitHub.`,
  agreedBy,
  never: 'never',
  askedByLabel: 'Requested by',
  agreedLabel: 'Approved by',
  agreedByNobody: 'nobody',
  lastUsedLabel: 'Last used',
});
