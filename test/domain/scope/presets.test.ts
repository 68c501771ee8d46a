import { describe, expect, it } from 'vitest';
import endpoints from '../../../src/domain/scope/endpoints.json' with { type: 'json' };
import { parsePermissionValue } from '../../../src/domain/scope/permission-catalogue.ts';
import { findPreset, presetNames, presetOf, presets } from '../../../src/domain/scope/presets.ts';
import { riskOf } from '../../../src/domain/scope/risk.ts';

/** What each call needs, as GitHub's own list says: one of these. */
function needs(call: string): readonly string[] {
  const [verb = '', path = ''] = call.split(' ');
  const byPath: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = endpoints;
  return (byPath[path]?.[verb] ?? '').split(/[|+?]/);
}

describe.each(presets.map((preset) => [preset.name, preset] as const))('the preset %s', (name, preset) => {
  it('has permissions that a token of an organization can have', () => {
    expect(preset.permissions.length).toBeGreaterThan(0);
    for (const value of preset.permissions) expect(parsePermissionValue(value), value).not.toBeNull();
  });

  it('has each of them for a call that GitHub’s list says needs it', () => {
    for (const [value, calls] of Object.entries(preset.endpoints)) {
      expect(calls.length, value).toBeGreaterThan(0);
      for (const call of calls) expect(needs(call), call).toContain(value);
    }
  });

  it('is found by its name, and by its permissions in any order', () => {
    expect(findPreset(name)).toBe(preset);
    expect(presetOf(preset.permissions.toReversed())).toBe(
      presets.find((one) => same(one.permissions, preset.permissions))?.name,
    );
  });

  it('is not what nobody should approve without a second look', () => {
    const permissions = {
      repository: {} as Record<string, string>,
      organization: {} as Record<string, string>,
      other: {},
    };
    for (const value of preset.permissions) {
      const read = parsePermissionValue(value);
      if (read !== null) permissions[read.group][read.name] = read.level;
    }
    const scope = {
      permissions,
      access: { selection: 'subset', repositories: [] },
      lifetime: { kind: 'days', days: 30 },
    } as const;
    expect(['low', 'elevated']).toContain(riskOf(scope, 'member').grade);
  });
});

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join() === other.toSorted().join();
}

describe('the presets', () => {
  it('begin with those that only read', () => {
    expect(presets[0]?.permissions).toEqual(['contents:read']);
    const firstWrite = presets.findIndex(({ permissions }) => permissions.some((value) => !value.endsWith(':read')));
    expect(firstWrite).toBe(3);
  });

  it('are each there once', () => {
    expect(presets.map(({ name }) => name)).toEqual([...presetNames]);
  });

  it.each([[[]], [['contents:read', 'contents:write']], [['issues:write']]])('none is %j', (values) => {
    expect(presetOf(values)).toBeNull();
  });

  it.each([null, undefined, 'other', 'constructor', ['read_code']])('none is called %j', (name) => {
    expect(findPreset(name)).toBeNull();
  });
});
