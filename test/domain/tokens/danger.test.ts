import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import { dangerOf, dangerousBelow, mostDangerousFirst } from '../../../src/domain/tokens/danger.ts';
import { actual, noon, permissions } from '../../support/sample-scopes.ts';

const low = permissions({ repository: { contents: 'read' } });
const high = permissions({ repository: { administration: 'write' } });
const critical = permissions({ organization: { organization_administration: 'write' } });

describe('tokens are looked at', () => {
  const tokens = [
    ['critical, for ever', actual({ permissions: critical, expiresAt: null })],
    ['critical, for a day', actual({ permissions: critical, expiresAt: noon + dayMs })],
    ['critical, for a month', actual({ permissions: critical })],
    ['high, for a day', actual({ permissions: high, expiresAt: noon + dayMs })],
    ['high, for a thousand years', actual({ permissions: high, expiresAt: noon + 365_000 * dayMs })],
    ['low, before 1970', actual({ permissions: low, expiresAt: -dayMs })],
    ['low, for a day', actual({ permissions: low, expiresAt: noon + dayMs })],
  ] as const;

  it('by how dangerous they are, and of one grade by which ends first, what never ends before all', () => {
    const reversed = tokens.map(([name, scope]) => ({ name, scope })).toReversed();
    const names = mostDangerousFirst(reversed).map(({ name }) => name);
    expect(names).toEqual(tokens.map(([name]) => name));
  });

  it('and nobody should leave alone those that are high or critical', () => {
    expect(tokens.filter(([, scope]) => dangerOf(scope) < dangerousBelow).map(([name]) => name)).toEqual(
      tokens.slice(0, 5).map(([name]) => name),
    );
  });
});
