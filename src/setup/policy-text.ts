import { Document } from 'yaml';

/** The smallest policy that is complete: all else has a good default. */
export function policyText(
  organization: string,
  channel: { readonly id: string; readonly name: string },
  people: ReadonlyMap<string, string>,
): string {
  const document = new Document({
    organizations: [{ login: organization, channel: channel.id }],
    ...(people.size === 0 ? {} : { people: Object.fromEntries(people) }),
  });
  // The name, for whoever reads it: an id says nothing. A line break would end the comment.
  const name = channel.name.replace(/\s+/g, ' ');
  document.commentBefore = ` Written by npm run setup. Reviewers decide in #${name}. docs/policy.md explains every key.`;
  return document.toString();
}
