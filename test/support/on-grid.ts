import { cast, channel, policyText, type World } from '@countersign/sandbox-stage/cast';
import { home } from './raw-slack.ts';

/** The enterprise, and its workspaces besides the one of the sandbox. */
export const enterprise = 'E0ACME00000';
export const sister = 'T0SISTER000';
export const notApproved = 'T0THIRD0000';

/** The id that the enterprise has for somebody whom their workspace had before it joined. */
export const globalIdOf = (slackId: string): string => `W${slackId.slice(1)}`;

/** Everybody of the cast has two ids, and is a member of the workspace and of its sister. */
export function onGrid(installedIn: readonly string[] | null = null): (world: World) => void {
  return ({ slack }) => {
    slack.joinEnterprise(enterprise, installedIn);
    const everybody = [...slack.state.people.keys()];
    slack.addChannel({ id: channel, name: 'token-reviews', isPrivate: true, members: everybody });
    for (const person of [...slack.state.people.values()]) {
      if (person.isBot) continue;
      slack.state.people.set(person.id, {
        ...person,
        globalId: globalIdOf(person.id),
        memberOf: [home, sister],
      });
    }
  };
}

export const orgWide = onGrid([home, sister]);

/** The cast's policy with these people named by the enterprise's id, or not at all. */
export function named(people: readonly { readonly slackId: string }[], as: 'globally' | 'not'): string {
  return people.reduce(
    (text, { slackId }) =>
      text.replace(new RegExp(`^ {2}${slackId}: (.*)\n`, 'm'), as === 'not' ? '' : `  ${globalIdOf(slackId)}: $1\n`),
    policyText(),
  );
}

export const { mona, bea, carl, dan } = cast;
