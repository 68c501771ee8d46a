import { Document } from 'yaml';

/** The smallest policy that is complete, and safe to begin with: it changes nothing on GitHub until somebody writes `enforce`. */
export function policyText(
  organization: string,
  channel: { readonly id: string; readonly name: string },
  people: ReadonlyMap<string, string>,
): string {
  const document = new Document({
    organizations: [{ login: organization, channel: channel.id, mode: 'observe' }],
    ...(people.size === 0 ? {} : { people: Object.fromEntries(people) }),
  });
  // The name, for whoever reads it: an id says nothing. A line break would end the comment.
  const name = channel.name.replace(/\s+/g, ' ');
  document.commentBefore = ` Written by npm run setup. Reviewers decide in #${name}. docs/policy.md explains every key.\n At first we only watch: write enforce in place of observe when the cards say what you want.`;
  return document.toString();
}
