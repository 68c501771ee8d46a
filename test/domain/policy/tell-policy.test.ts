import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import type { Organization } from '../../../src/domain/organization.ts';
import { followMode } from '../../../src/domain/policy/follow-mode.ts';
import type { Mode, Policy } from '../../../src/domain/policy/policy.ts';
import { noOther, policyChanges } from '../../../src/domain/policy/policy-changes.ts';
import { modeIn, tellNewMode, tellRefused, tellTaken } from '../../../src/domain/policy/tell-policy.ts';
import { effectsOf, keysOf } from '../../support/read-change.ts';
import { now, organization } from '../../support/sample-dossiers.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';

function policy(hash: string, mode: Mode = 'enforce', reminderDays: readonly number[] = [7]): Policy {
  const organizations = [{ ...organizationPolicy(), mode, reminderDays }];
  return { hash, organizations, people: new Map(), machineUsers: new Map() };
}

const [before, acme] = [policy('before'), organization()];
const labs = organization({ id: 2 as OrganizationId, login: 'labs' });
const reviewers = { to: 'reviewers', organizationId: acme.id } as const;
const key = (kind: string): string => `${kind}:${acme.id}:${now}`;

describe('a policy that is in force by now', () => {
  it('is recorded, and told to the channel of each organization that it names', () => {
    const after = policy('after', 'enforce', [3]);
    const message = { kind: 'policy_taken', changes: policyChanges(before, after, 'acme') };
    const data = { hash: 'after', was: 'before' };
    expect(tellTaken(before, after, [acme, labs], now)).toEqual({
      ...{ writes: [], cancels: [], quotas: [] },
      entries: [{ at: now, actor: 'countersign', act: 'policy.take', subject: 'policy', data }],
      effects: [{ kind: 'post', key: key('policy_taken'), to: reviewers, message }],
    });
    expect(message.changes.keys).toEqual(['reminderDays']);
  });

  it.each<[string, Mode, Mode, object]>([
    ['observes where it observed nothing', 'enforce', 'observe', { mode: 'observe' }],
    ['enforces where it only observed', 'observe', 'enforce', { mode: 'enforce' }],
    ['says nothing of what is as it was', 'observe', 'observe', {}],
  ])('%s', (_, was, is, changes) => {
    const { effects } = tellTaken(before, policy('after', is), [organization({ mode: was })], now);
    expect(effects).toMatchObject([{ message: { changes } }]);
    expect(JSON.stringify(effects).includes('"mode"')).toBe('mode' in changes);
  });
});

describe('a policy that cannot be one', () => {
  it.each<[string, readonly string[], readonly string[], number]>([
    ['is told with what is wrong', ['a', 'b', 'c'], ['a', 'b', 'c'], 0],
    ['is told with the first of many, and how many more there are', ['a', 'b', 'c', 'd', 'e'], ['a', 'b', 'c'], 2],
  ])('%s', (_, problems, told, hidden) => {
    expect(tellRefused(problems, before, [labs, acme], now)).toEqual({
      ...{ writes: [], cancels: [], quotas: [] },
      entries: [{ at: now, actor: 'countersign', act: 'policy.refuse', subject: 'policy', data: { problems: told } }],
      effects: [
        {
          kind: 'post',
          key: key('policy_refused'),
          to: reviewers,
          message: { kind: 'policy_refused', problems: told, hidden },
        },
      ],
    });
  });
});

it.each<[string, Organization, Mode]>([
  ['what the policy says', organization({ mode: 'enforce' }), 'observe'],
  ['the same under its name in other letters', organization({ login: 'ACME' }), 'observe'],
  ['what it was where the policy does not name it', { ...labs, mode: 'enforce' }, 'enforce'],
])('an organization is %s', (_, one, mode) => {
  expect(modeIn(policy('after', 'observe'), one)).toBe(mode);
});

describe('that the file was changed while nobody ran', () => {
  it('is told, with what follows', () => {
    const nothing = { requests: [], pendingTokens: [], activeTokens: [] };
    const change = tellNewMode(acme, 'observe', followMode(acme, 'observe', nothing, now), now);
    expect(effectsOf(change)).toEqual(['policy_taken to reviewers', `redraw organization:${acme.id}`]);
    expect(keysOf(change)).toEqual([key('policy_taken')]);
    expect(change.effects[0]).toMatchObject({ message: { changes: { ...noOther, mode: 'observe' } } });
    expect(change.writes).toMatchObject([{ row: { mode: 'observe' } }]);
  });

  it('is no word worth where nothing follows', () => {
    expect(tellNewMode(acme, 'enforce', noChange, now)).toBe(noChange);
  });
});
