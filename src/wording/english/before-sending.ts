import { type Limit, mostTokens } from '../../domain/requests/limits.ts';
import type { OtherDeciders } from '../../domain/requests/other-deciders.ts';
import type { ToldLimit } from '../../domain/requests/told-limits.ts';
import type { Speech } from '../speech.ts';
import { number as amount, counted, listed } from './terms.ts';

const mostNamed = 3;

/** What the last page of the form says before anybody is asked: it warns, and forbids nothing. */
export const beforeSending = (command: string) => ({
  /** `machineUser`: whose token it will be where it is not the requester's own. */
  limit: ({ limit, word, count }: Limit, organization: string, machineUser: string | null, speech: Speech): string => {
    const mention = `You mention ${speech.quoted(word ?? '')}`;
    switch (limit) {
      case 'packages':
        return `${mention}: a fine-grained token can’t reach GitHub Packages. For those, use GITHUB_TOKEN in a workflow, or a classic token.`;
      case 'checks':
        return `${mention}: a fine-grained token can’t call the Checks API. Use a GitHub App, or ask for commit statuses.`;
      case 'enterprise':
        return `${mention}: a fine-grained token reaches ${organization}, not the enterprise that owns it. Only a classic token does.`;
      case 'own_projects':
        return `${mention}: a fine-grained token can’t reach projects of a personal account. Use a project of ${organization}, or a classic token.`;
      case 'several_organizations':
        return `${mention}: this token will reach ${organization} alone. Request one for each organization, or use a GitHub App.`;
      case 'many_tokens': {
        const who = machineUser === null ? 'You have' : `${speech.name(machineUser)} has`;
        const have = `${who} ${counted(count ?? 0, 'fine-grained token')} for organizations that we look after`;
        return (count ?? 0) >= mostTokens
          ? `${have}, and GitHub allows ${mostTokens} a person. Delete one on GitHub before you create this.`
          : `${have}. GitHub allows ${mostTokens} a person, those for other owners included.`;
      }
    }
  },
  /** The label of the link to the page of GitHub's that says so. */
  limitSource: 'GitHub’s page',
  otherDeciders: (
    others: Exclude<OtherDeciders, { who: 'some' }>,
    organization: string,
    machineUser: string | null,
    speech: Speech,
  ): string => {
    if (others.who === 'no_owner') {
      const besides = machineUser === null ? 'you' : `you and ${speech.name(machineUser)}`;
      return `Nobody else can approve this: ${organization} has no owner besides ${besides}. Make somebody else an owner on GitHub first.`;
    }
    const { logins } = others;
    const more = logins.length - mostNamed;
    const shown = logins.slice(0, mostNamed).map(speech.name);
    const named = listed(more > 0 ? [...shown, `${amount(more)} more`] : shown);
    const are = logins.length === 1 ? 'The other owner' : 'The other owners';
    return `Nobody else can approve this here. ${are} of ${organization} (${named}) ${logins.length === 1 ? 'isn’t' : 'aren’t'} linked to anybody in Slack. Ask ${logins.length === 1 ? 'them' : 'one of them'} to send ${command} link in Slack.`;
  },
  /** What somebody met on GitHub's page lately. */
  toldLimit: (told: ToldLimit, organization: string, speech: Speech): string => {
    const when = speech.day(told.at);
    if (told.limit === 'forbidden') {
      return `GitHub’s page didn’t offer ${speech.name(organization)} on ${when}, somebody told us: it may forbid fine-grained tokens. Ask an owner first.`;
    }
    const many = told.days === null ? 'a token without an expiry date' : counted(told.days, 'day');
    return `GitHub didn’t offer ${many} for ${speech.name(organization)} on ${when}, somebody told us. A shorter time may be all that you get.`;
  },
  githubLimitTaken: (limit: ToldLimit['limit'], organization: string, speech: Speech): string =>
    limit === 'forbidden'
      ? `Thank you. We’ll tell whoever asks next that GitHub’s page didn’t offer ${speech.name(organization)}. Only an owner sees why, in the organization’s settings under Personal access tokens.`
      : `Thank you. We’ll tell whoever asks next that GitHub offered fewer days for ${speech.name(organization)}. Create yours with what GitHub offers: a shorter token is approved automatically.`,
  beforeCreating: (organization: string): string =>
    `GitHub asks for a verified e-mail address before it creates a token. Where ${organization} uses SAML, it asks for a single sign-on session too.`,
});
