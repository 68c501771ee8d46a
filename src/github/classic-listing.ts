import { z } from 'zod';
import type { ListedClassicToken } from '../domain/classic/classic-token.ts';
import { redactCredentials } from '../domain/credential.ts';
import { cleanLine } from '../domain/user-text.ts';
import { Fault } from '../ports/fault.ts';
import type { ClassicListing } from '../ports/github.ts';
import type { OddItem } from './answers.ts';
import { type List, listAll } from './listing.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** One line of the list: SSH keys and apps' tokens stand in it too. */
export const credential = z
  .object({
    credential_id: z.number().int(),
    credential_type: z.string(),
    login: z.string().min(1),
    credential_authorized_at: instant,
    credential_accessed_at: instant.nullish(),
    token_last_eight: z.string().nullish(),
    scopes: z.array(z.string()).nullish(),
    authorized_credential_note: z.string().nullish(),
    authorized_credential_expires_at: instant.nullish(),
  })
  .transform((found) => ({ ...found, id: found.credential_id }));

type Credential = z.infer<typeof credential>;

/** A fine-grained token has permissions, and no scopes: those are listed elsewhere. */
function asClassicToken(found: Credential): readonly ListedClassicToken[] {
  const { scopes, authorized_credential_note: note } = found;
  if (found.credential_type !== 'personal access token' || scopes == null) return [];
  return [
    {
      credentialId: found.credential_id,
      login: found.login,
      note: cleanLine(redactCredentials(note ?? '')) || null,
      lastEight: found.token_last_eight ?? null,
      scopes,
      authorizedAt: found.credential_authorized_at,
      accessedAt: found.credential_accessed_at ?? null,
      expiresAt: found.authorized_credential_expires_at ?? null,
    },
  ];
}

/** One that can't be read keeps the whole listing from being believed: what is absent from it would be called gone. */
export async function classicListing(
  list: List<Credential>,
  login: string | undefined,
  noteOdd: (odd: readonly OddItem[]) => void,
): Promise<ClassicListing> {
  try {
    const { items, odd } = await listAll(
      list,
      (one) => one,
      login === undefined ? '' : `&login=${encodeURIComponent(login)}`,
    );
    noteOdd(odd);
    if (odd.length > 0) throw new Fault('github', 'bad_answer', { isRetryable: true });
    return { sight: 'seen', listed: items.flatMap(asClassicToken) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code === 'status_404') return { sight: 'no_sso' };
    if (error.code === 'status_403') return { sight: 'no_permission' };
    throw error;
  }
}
