import type { ReviewerToken } from '../../domain/reviewer-token.ts';
import type { Sealing } from '../../ports/sealing.ts';

/** A reviewer's token in the clear. It must not outlive the call that it is opened for. */
export type Pair = { readonly access: string; readonly refresh: string };
type Owner = Pick<ReviewerToken, 'githubId' | 'slackId'>;

export function sealToken(
  { seal }: Sealing,
  { githubId, slackId }: Owner,
  { access, refresh }: Pair,
): Pick<ReviewerToken, 'keyId' | 'access' | 'refresh'> {
  const sealed = {
    access: seal(access, { githubId, slackId, purpose: 'access' }),
    refresh: seal(refresh, { githubId, slackId, purpose: 'refresh' }),
  };
  return { keyId: sealed.access.keyId, access: sealed.access.text, refresh: sealed.refresh.text };
}

export function openToken(
  { open }: Sealing,
  { githubId, slackId, keyId, ...row }: Owner & Pick<ReviewerToken, 'keyId' | 'access' | 'refresh'>,
): Pair | 'unknown_key' | 'broken' {
  const access = open({ keyId, text: row.access }, { githubId, slackId, purpose: 'access' });
  const refresh = open({ keyId, text: row.refresh }, { githubId, slackId, purpose: 'refresh' });
  if (typeof access === 'string') return access;
  if (typeof refresh === 'string') return refresh;
  return { access: access.plain, refresh: refresh.plain };
}
