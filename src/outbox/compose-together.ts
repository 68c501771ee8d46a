import type { Message } from '../domain/message.ts';
import { readAbout, togetherSubject } from '../domain/tokens/together.ts';
import type { ActiveToken } from '../domain/tokens/token.ts';
import { organizationOf } from '../operations/find-organization.ts';
import type { OneContent } from '../ports/message-content.ts';
import type { Ports } from '../ports/ports.ts';

type OfTogether = Extract<Message, { kind: 'holder_left' | 'revoked_together' }>;

/** What the trail has under this id, and where its tokens stand now. */
export async function composeTogether(
  ports: Ports,
  { kind, id, organizationId }: OfTogether,
): Promise<Extract<OneContent, { kind: OfTogether['kind'] }> | null> {
  const told = readAbout(await ports.store.entriesAbout([togetherSubject(organizationId, id)], 50));
  if (told === null) return null;
  const { login: organization } = (await organizationOf(ports, organizationId)).organization;
  const tokens: ActiveToken[] = [];
  for (const tokenId of told.tokens) {
    const token = await ports.store.activeToken(tokenId);
    if (token !== null) tokens.push(token);
  }
  if (kind === 'holder_left' && told.of === 'left') return { kind, organization, organizationId, left: told, tokens };
  if (kind === 'revoked_together' && told.of === 'revoked') return { kind, organization, revoked: told, tokens };
  return null;
}
