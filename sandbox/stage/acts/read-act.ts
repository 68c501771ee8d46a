import { z } from 'zod';
import type { ActRequest, Entered, Lifetime } from './acts.ts';

const text = z.string().max(20_000);
const id = z.string().max(300);
const value = z.union([text, z.array(text).max(200)]);
const entered: z.ZodType<Entered> = z.record(id, z.record(id, value));
const permissions = z.record(id, id);
const selection = z.enum(['none', 'subset', 'all']);
const tokenId = z.int();
const lifetime: z.ZodType<Lifetime> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('days'), days: z.int().min(1).max(366) }),
  z.strictObject({ kind: z.literal('date'), date: z.iso.date() }),
  z.strictObject({ kind: z.literal('never') }),
]);
const control = { blockId: id, actionId: id };
const scope = { permissions, selection, repositories: z.array(id).max(1_000) };

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slack.command'), conversation: id, typed: text }),
  z.strictObject({ kind: z.literal('slack.write'), conversation: id, typed: text.min(1) }),
  z.strictObject({ kind: z.literal('slack.shortcut'), conversation: id, ts: id, callbackId: id }),
  z.strictObject({
    kind: z.literal('slack.click_message'),
    conversation: id,
    ts: id,
    ...control,
    value: text.nullable(),
  }),
  z.strictObject({ kind: z.literal('slack.click_view'), view: id, ...control, value: value.nullable(), entered }),
  z.strictObject({ kind: z.literal('slack.suggest'), view: id, ...control, typed: text, entered }),
  z.strictObject({ kind: z.literal('slack.submit'), view: id, entered }),
  z.strictObject({ kind: z.literal('slack.close'), view: id, isWhole: z.boolean() }),
  z.strictObject({ kind: z.literal('slack.read'), conversation: id }),
  z.strictObject({ kind: z.literal('slack.set_locale'), locale: z.enum(['en-US', 'ja-JP']) }),
  z.strictObject({ kind: z.literal('slack.open_home') }),
  z.strictObject({
    kind: z.literal('github.create_token'),
    name: text,
    description: text,
    lifetime,
    ...scope,
    reason: text,
  }),
  z.strictObject({ kind: z.literal('github.edit_token'), tokenId, name: text, ...scope }),
  z.strictObject({ kind: z.literal('github.ask_again'), tokenId, ...scope, reason: text }),
  z.strictObject({ kind: z.literal('github.regenerate_token'), tokenId, lifetime }),
  z.strictObject({ kind: z.literal('github.use_token'), tokenId }),
  z.strictObject({ kind: z.literal('github.delete_token'), tokenId }),
  z.strictObject({
    kind: z.literal('github.review'),
    tokenId,
    decision: z.enum(['approve', 'deny']),
    reason: z.string().max(1_024),
  }),
  z.strictObject({ kind: z.literal('github.revoke_token'), tokenId }),
  z.strictObject({ kind: z.literal('github.set_role'), login: id, role: z.enum(['owner', 'member']) }),
  z.strictObject({ kind: z.literal('github.remove_member'), login: id }),
  z.strictObject({
    kind: z.literal('github.set_policy'),
    isApprovalRequired: z.boolean(),
    lifetimeLimitDays: z.int().min(1).max(366).nullable(),
  }),
  z.strictObject({ kind: z.literal('sandbox.move_clock'), by: z.enum(['hour', 'day', 'next_notice']) }),
  z.strictObject({
    kind: z.literal('sandbox.switch'),
    name: z.enum(['slack_limits', 'slack_down', 'github_down', 'webhooks_lost', 'prefill_ignored']),
    isOn: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('sandbox.kill_bot') }),
  z.strictObject({ kind: z.literal('sandbox.start_bot') }),
  z.strictObject({ kind: z.literal('sandbox.reset') }),
]);
const request: z.ZodType<ActRequest> = z.strictObject({ as: id, login: id.nullable(), act });

/** The body of `POST /acts`, or what is wrong with it. */
export function readAct(body: string): ActRequest | { readonly problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { problem: 'The body is no JSON.' };
  }
  const read = request.safeParse(json);
  return read.success ? read.data : { problem: z.prettifyError(read.error) };
}
