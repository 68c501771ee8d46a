import { expect, it } from 'vitest';
import { startGithub } from './start-github.ts';

it('Enterprise Server is asked for identities at the address of its GraphQL', async () => {
  const { github, acme, calls } = await startGithub({ host: 'enterprise_server' });
  acme.identities = [];
  expect(await github.identities('acme')).toEqual([]);
  expect(calls(/graphql/)).toEqual(['POST /api/graphql']);
});

it('Enterprise Server is not asked for classic tokens, which it shows to nobody', async () => {
  const { github, local, calls } = await startGithub({ host: 'enterprise_server' });
  local.state.app.permissions.organization_administration = 'write';
  expect(await github.listClassicTokens('acme')).toEqual({ sight: 'no_sso' });
  expect(calls(/credential-authorizations/)).toEqual([]);
});
