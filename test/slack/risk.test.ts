import { describe, expect, it } from 'vitest';
import type { RequestedScope } from '../../src/domain/scope/agreement.ts';
import { permissionsFromValues } from '../../src/domain/scope/permission-catalogue.ts';
import { graded, grantButton } from '../../src/slack/views/risk.ts';
import { english } from '../../src/wording/english.ts';
import { subset } from '../support/sample-scopes.ts';

function scopeOf(...values: readonly string[]): RequestedScope {
  const { permissions } = permissionsFromValues(values);
  return { permissions, access: subset(1), lifetime: { kind: 'days', days: 30 } };
}

describe('the button that grants', () => {
  it.each([['contents:read'], ['contents:write']])('is the friendly one, at once, for %s', (value) => {
    const button = grantButton('approve_request', '7.1', 'Approve', { scope: scopeOf(value), role: 'owner' }, english);
    expect(button).toMatchObject({ style: 'primary', value: '7.1', text: { text: 'Approve' } });
    expect(button.confirm).toBeUndefined();
  });

  it.each([
    ['secrets:write', 'High risk', 'This token can replace secrets that workflows use in 1 repository.'],
    ['members:write', 'Critical risk', 'This token can decide who is a member or an owner.'],
  ])('asks once more, with what the token can do, for %s', (value, title, text) => {
    const button = grantButton(
      'keep_token',
      '7.1',
      'Accept as it is',
      { scope: scopeOf(value), role: 'owner' },
      english,
    );
    expect(button.style).toBeUndefined();
    expect(button.confirm).toMatchObject({
      title: { text: title },
      text: { text },
      confirm: { text: 'Accept as it is' },
      style: 'danger',
    });
  });

  it('never asks with more than Slack takes', () => {
    const values = ['organization_administration:write', 'members:write', 'organization_secrets:write'];
    const scope = scopeOf(...values, 'organization_hooks:write');
    const button = grantButton('approve_request', '7.1', 'Approve', { scope, role: 'member' }, english);
    expect(button.confirm).toBeUndefined();
    const owners = grantButton('approve_request', '7.1', 'Approve', { scope, role: 'unknown' }, english);
    expect(owners.confirm?.text.text.length).toBeLessThanOrEqual(300);
  });
});

it('a card begins with how dangerous the token is', () => {
  const title = graded('PAT-7', scopeOf('administration:write'), 'owner', english);
  expect(title).toBe('High risk · PAT-7');
});
