// The operator's written policy as an immutable value. `config/policy-file.ts` reads it; nothing here knows YAML.
import type { ClassicReason } from '../classic/classic-terms.ts';
import type { ChannelId, SlackUserId } from '../ids.ts';
import type { Language } from '../language.ts';
import type { DigestRule } from '../notices/weekly.ts';
import type { ReviewerRule } from './reviewer-rule.ts';
import type { Rule } from './rules/rule.ts';

/** `observe`: seen, compared, told and reminded, and nothing is ever changed at GitHub. */
export type Mode = 'observe' | 'enforce';

export type Escalation = { readonly afterHours: number; readonly to: readonly ReviewerRule[] };

export type OrganizationPolicy = {
  readonly login: string;
  readonly mode: Mode;
  readonly channel: ChannelId;
  /** In which the channel is written to; whoever acts is answered in their own. */
  readonly language: Language;
  /** Where the head of the audit trail is told hourly; null where it is in the log only. */
  readonly auditChannel: ChannelId | null;
  readonly lifetime: { readonly maxDays: number; readonly mayNeverExpire: boolean };
  /** Days before expiry, descending. */
  readonly reminderDays: readonly number[];
  /** What is done with a token that goes past its Agreement, so many days after that was seen. */
  readonly drift: { readonly graceDays: number; readonly outcome: 'revoke' | 'remind' };
  /** What is done with the tokens of somebody who left the organization, or was deactivated in Slack, while they can still reach it. */
  readonly leavers: { readonly tokens: 'revoke' | 'remind' };
  /** When the channel gets its weekly digest, at nine in the morning of that zone. */
  readonly digest: DigestRule;
  /** After how many days without use a token's holder is asked whether they need it, null for never; and how long we wait for the answer. */
  readonly unused: { readonly afterDays: number | null; readonly answerDays: number };
  /** Whether its own identity provider, which Slack's addresses come from as well, says who its members are in Slack. */
  readonly identity: { readonly saml: boolean };
  /** Whether classic tokens may be requested, and for which of the things that fine-grained ones can't do. */
  readonly classic: { readonly isAllowed: boolean; readonly reasons: readonly ClassicReason[] };
  /** Whom a request is put before; a rule that names others says otherwise. */
  readonly reviewers: readonly ReviewerRule[];
  /** Who may decide besides once a request has waited so long; null where nobody. */
  readonly escalation: Escalation | null;
  /** How many reviewers have to approve. */
  readonly approvals: number;
  /** What is done with a renewal that asks for no more than was agreed: a person is asked, or it is let in. */
  readonly renewal: { readonly sameScope: 'allow' | 'ask' };
  /** How many for what is dangerous, as far as so many could decide. A rule that matches says otherwise. */
  readonly approvalsFor: { readonly high: number; readonly critical: number };
  /** What is critical is approved only by who signed in at GitHub within so many minutes; null where nobody has to. */
  readonly signIn: { readonly criticalMinutes: number | null };
  /** How often one person may approve within ten minutes, and how often a person, and all of them, may ask within a day. */
  readonly limits: { readonly approvals: number; readonly requests: number; readonly organizationRequests: number };
  readonly rules: readonly Rule[];
  /** `shadow`: the card says what the rules together would have done, and they do nothing. */
  readonly rulesMode: 'enforce' | 'shadow';
  readonly lapse: { readonly undecidedDays: number; readonly unusedDays: number };
};

export type Policy = {
  /** SHA-256 of the file's text: a Verdict names the policy it was made by. */
  readonly hash: string;
  readonly organizations: readonly OrganizationPolicy[];
  /** GitHub logins by Slack user. */
  readonly people: ReadonlyMap<SlackUserId, string>;
  /** Human sponsors by lower-case GitHub login of a machine user. */
  readonly machineUsers: ReadonlyMap<string, SlackUserId>;
};

/** Whether anything may be changed at GitHub: what the policy does not name may not. */
export function isEnforced(policy: Policy, organizationLogin: string): boolean {
  return policyOf(policy, organizationLogin)?.mode === 'enforce';
}

export function policyOf(policy: Policy, organizationLogin: string): OrganizationPolicy | undefined {
  const wanted = organizationLogin.toLowerCase();
  return policy.organizations.find(({ login }) => login.toLowerCase() === wanted);
}

/** What the bot's token needs besides what everybody's does: addresses are read only where an identity provider is relied on. */
export function scopesOfPolicy(policy: {
  readonly organizations: readonly Pick<OrganizationPolicy, 'identity'>[];
}): readonly string[] {
  return policy.organizations.some(({ identity }) => identity.saml) ? ['users:read.email'] : [];
}
