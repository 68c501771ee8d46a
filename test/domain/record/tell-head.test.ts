import { expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { ChannelId, OrganizationId } from '../../../src/domain/ids.ts';
import { tellHead } from '../../../src/domain/record/tell-head.ts';

const head = { seq: 12, hash: 'abc' };
const audit = 'C0AUDIT' as ChannelId;
const [acme, labs] = [1, 2].map((id) => id as OrganizationId) as [OrganizationId, OrganizationId];

it('where the trail stands is told in the channel of each organization that has one, once for each head', () => {
  const told = tellHead(head, [
    { id: labs, auditChannel: null },
    { id: acme, auditChannel: audit },
  ]);
  const to = { to: 'channel', channel: audit, organizationId: acme };
  const message = { kind: 'trail_head', ...head };
  expect(told).toEqual({ ...noChange, effects: [{ kind: 'post', key: 'trail_head:1:12', to, message }] });
});

it('where the trail stands is told nowhere where no channel is named', () => {
  expect(tellHead(head, [{ id: acme, auditChannel: null }])).toBe(noChange);
});
