import type { LinkConflict } from '../../domain/people/link.ts';

/** Why a GitHub account was not linked, and what to do; `account` is its login, as it is shown. */
export function conflictWords(conflict: LinkConflict, account: string, command: string): string {
  const said: Readonly<Record<LinkConflict, string>> = {
    policy_names_another: `The policy says that you have another GitHub account than ${account}. Nothing was linked.`,
    policy_gives_it_to_another: `The policy says that ${account} is somebody else’s account. Nothing was linked.`,
    account_taken: `Another person in Slack is linked to ${account}. Nothing was linked. If it is your account, they have to send ${command} unlink first.`,
    linked_to_another: `You are linked to another GitHub account. Nothing was linked. Send ${command} unlink first, then link ${account}.`,
    login_recycled: `We know ${account} as another GitHub account, which had that name before. Nothing was linked.`,
  };
  return said[conflict];
}
