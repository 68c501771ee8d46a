/** A slash command's name as Slack takes it, 32 characters at most, and as our sentences can hold it. */
export function isCommandName(text: string): boolean {
  return /^\/[a-z0-9][a-z0-9_-]{0,30}$/.test(text);
}
