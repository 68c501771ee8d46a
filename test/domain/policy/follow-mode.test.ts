import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { followMode } from '../../../src/domain/policy/follow-mode.ts';
import { isEnforced } from '../../../src/domain/policy/policy.ts';
import { changeOf, effectsOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { grant, now, organization, waiting } from '../../support/sample-dossiers.ts';
import { approvedRequest, organizationPolicy } from '../../support/sample-requests.ts';
import { agreement } from '../../support/sample-scopes.ts';

const shown = {
  requests: [approvedRequest(7)],
  pendingTokens: [waiting({ id: 'waits' })],
  activeTokens: [
    grant({ id: 'agreed', status: 'active', agreement: agreement() }),
    grant({ id: 'unasked', status: 'active', agreement: null }),
    grant({ id: 'wider', status: 'exceeding', agreement: agreement() }),
  ],
};

describe('an organization’s mode', () => {
  it('is nothing new where it was that already', () => {
    expect(followMode(organization(), 'enforce', shown, now)).toBe(noChange);
  });

  it('that is another one is kept, recorded, and drawn wherever a button may stand', () => {
    const change = followMode(organization(), 'observe', shown, now);
    expect(stepsOf(change)).toEqual([`organization.observe organization:${organization().id}`]);
    expect(rowOf(change, 'organizations')).toMatchObject({ mode: 'observe', version: organization().version + 1 });
    expect(changeOf(change).entries).toMatchObject([{ at: now, actor: 'policy' }]);
    expect(effectsOf(change)).toEqual([
      `redraw organization:${organization().id}`,
      'redraw PAT-7',
      'redraw pending_token:waits',
      'redraw active_token:unasked',
      'redraw active_token:wider',
    ]);
  });

  it('lets nothing be changed of what the policy does not name', () => {
    const policy = {
      hash: '',
      organizations: [organizationPolicy(), { ...organizationPolicy(), login: 'labs', mode: 'observe' as const }],
      people: new Map(),
      machineUsers: new Map(),
    };
    expect(['ACME', 'labs', 'others'].map((login) => isEnforced(policy, login))).toEqual([true, false, false]);
  });
});
