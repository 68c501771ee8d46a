import type { SlackUserId } from '../../domain/ids.ts';
import type { Speech } from '../speech.ts';

/** Whose token it is. Behind a machine user stands a person, who holds none of its tokens. */
export type Whose = {
  readonly login: string;
  readonly slackId: SlackUserId | null;
  readonly isMachineUser: boolean;
};

/** "@Mona"; "GitHub user mona" where nobody is linked. */
export function holder({ login, slackId, isMachineUser }: Whose, speech: Speech): string {
  if (isMachineUser) return `machine user ${speech.name(login)}`;
  return slackId === null ? `GitHub user ${speech.name(login)}` : speech.person(slackId);
}

/** "@Mona’s token “nightly”", to the owners. */
export function tokenOf(whose: Whose, tokenName: string, speech: Speech): string {
  return `${holder(whose, speech)}’s token ${speech.quoted(tokenName)}`;
}
