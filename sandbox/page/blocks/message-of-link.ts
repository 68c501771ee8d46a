/** Which message an address of Slack's leads to, as the page knows it; null where it leads elsewhere. */
export function messageOfLink(url: string): { readonly conversation: string; readonly key: string } | null {
  const address = URL.parse(url);
  if (address === null || !address.hostname.endsWith('.slack.com')) return null;
  const [, conversation, seconds, fraction] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(address.pathname) ?? [];
  return conversation === undefined ? null : { conversation, key: `${conversation}/${seconds}.${fraction}` };
}
