import type { WhyNever } from '../../domain/scope/calls-without-permission.ts';
import type { Need, NeededLevel, Verb } from '../../domain/scope/endpoints.ts';
import { accountPermissionLabel, findPermission, permissionLabel } from '../../domain/scope/permission-catalogue.ts';
import { listed } from './terms.ts';

function needed({ name, level }: NeededLevel): string {
  const group = findPermission(name)?.group ?? 'other';
  return `${accountPermissionLabel(name) ?? permissionLabel(group, name)}: ${level}`;
}

const together = (set: readonly NeededLevel[]): string => listed(set.map(needed));

const never: Readonly<Record<WhyNever, string>> = {
  checks:
    'No fine-grained token can use the Checks API. Use a GitHub App, or GITHUB_TOKEN in a workflow. To read results, Actions: read or Commit statuses: read may be enough.',
  packages:
    'No fine-grained token can use GitHub Packages. Use GITHUB_TOKEN in a workflow; elsewhere only a classic token works.',
  notifications: 'No fine-grained token can use notifications. Only a classic token can.',
  enterprise: 'No fine-grained token can manage an enterprise. Only a classic token can.',
  apps: 'No personal access token can make this call. Only a GitHub App can.',
  own_projects:
    'No fine-grained token can reach a person’s own projects. It can reach the organization’s: request Organization projects.',
};

/** Which permission a task or a call needs. */
export const permissionFinder = (command: string) => ({
  finderTitle: 'Which permission do you need?',
  finderLines: [
    `Paste a call: ${command} permissions GET /repos/{owner}/{repo}/issues. An address, a gh api line or a curl line works too.`,
    `Or say what you want to do: ${command} permissions comment on pull requests.`,
    'Was a call refused? Paste its X-Accepted-GitHub-Permissions header. Never paste a token.',
  ],
  needs: (call: string): string => `${call} needs:`,
  callNeeds: (call: string, need: string): string => `${call} needs ${need}`,
  needsOneOf: (call: string): string => `${call} needs one of these:`,
  call: (verb: Verb, path: string): string => `${verb} ${path}`,
  gitCall: (isPush: boolean): string => (isPush ? 'git push' : 'git clone, fetch and pull'),
  callsAt: (path: string): string => `${path} needs:`,
  headerNeeds: 'GitHub’s answer says that the call needs:',
  headerNeedsOneOf: 'GitHub’s answer says that the call needs one of these:',
  together,
  /** Everything that one call needs, on one line. */
  needOf: ({ anyOf }: Need): string => anyOf.map(together).join(', or '),
  needOfVerb: (verb: Verb, need: string): string => `${verb}: ${need}`,
  forWorkflowFiles: (set: readonly NeededLevel[]): string =>
    `To change files in .github/workflows it also needs ${together(set)}.`,
  publicIsFree: 'To read only public data, it usually needs no permission.',
  alwaysIncluded: 'Metadata: read is always included. You don’t need to request it.',
  accountOnly: (own: readonly NeededLevel[]): string =>
    `${together(own)} is about your own account, not the organization. On GitHub, create a token with yourself as the resource owner.`,
  neverByToken: (why: WhyNever): string => never[why],
  nothingNeeded: (path: string): string => `${path} needs no permission. Every token can call it.`,
  headerNothingNeeded:
    'GitHub’s answer says that the call needs no permission. If it was refused, check whether the token is active and reaches this repository.',
  graphqlNeeds: `A GraphQL query needs the permissions of everything that it reads or changes. Search for those by words: ${command} permissions issues.`,
  callUnknown: 'We don’t know this call. These are the nearest:',
  callUnknownAtAll: 'We don’t know this call. Check its path in GitHub’s REST API documentation.',
  permissionsFound: 'These match best:',
  morePermissionsFound: (count: number): string =>
    `${count} more ${count === 1 ? 'permission matches' : 'permissions match'}. Add a word to narrow it down.`,
  noPermissionFound: `Nothing matches. Try another word, for example: ${command} permissions comment.`,
  credentialPasted: `That looks like a token. We didn’t keep it, but Slack has seen it. Revoke it with ${command} leak, and create a new one.`,
  requestThese: 'Request these…',
});
