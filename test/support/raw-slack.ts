import { type Delivery, sendSigned } from '@countersign/sandbox-slack/send-signed';
import { buttons, choices, commands, events, shortcuts, submissions, suggestions } from '../../src/slack/routes.ts';
import type { TestWorld } from './start-world.ts';

export type Json = Readonly<Record<string, unknown>>;
export type RouteKind = 'command' | 'button' | 'choice' | 'shortcut' | 'submission' | 'suggestion' | 'event';
export type Route = { readonly kind: RouteKind; readonly id: string };

const tables: readonly (readonly [RouteKind, ReadonlyMap<string, unknown>])[] = [
  ['command', commands],
  ['button', buttons],
  ['choice', choices],
  ['shortcut', shortcuts],
  ['submission', submissions],
  ['suggestion', suggestions],
  ['event', events],
];

/** Everything that people can do, as the program's own table of contents lists it. */
export const everyRoute: readonly Route[] = tables.flatMap(([kind, table]) =>
  [...table.keys()].map((id) => ({ kind, id })),
);

export const home = 'T0SANDBOX00';

/** What Slack sends for the route, as it reaches a workspace that is in no enterprise. */
export function requestFor({ kind, id }: Route, user: string, channel: string, responseUrl: string): Json {
  const both = { api_app_id: 'A0SANDBOX00', token: 'deprecated', trigger_id: '1.2.3' };
  const acted = {
    ...both,
    user: { id: user, username: 'somebody', name: 'somebody', team_id: home },
    team: { id: home, domain: 'sandbox' },
    enterprise: null,
    is_enterprise_install: false,
  };
  const view = {
    ...{ id: 'V1', team_id: home, app_installed_team_id: home, type: 'modal', callback_id: id, hash: 'h' },
    ...{ private_metadata: JSON.stringify({ draftId: 'd', page: 2, subject: 'request', value: '1.1', version: 1 }) },
    ...{ state: { values: { reason: { reason: { type: 'plain_text_input', value: 'No' } } } }, blocks: [] },
  };
  switch (kind) {
    case 'command':
      return {
        ...both,
        ...{ team_id: home, team_domain: 'sandbox', channel_id: channel, channel_name: 'x', user_id: user },
        ...{ user_name: 'somebody', command: '/pat', text: `${id} PAT-1`, is_enterprise_install: 'false' },
        response_url: responseUrl,
      };
    case 'button':
      return {
        ...{ type: 'block_actions', ...acted, response_url: responseUrl, channel: { id: channel, name: 'x' } },
        container: { type: 'message', message_ts: '1.000001', channel_id: channel, is_ephemeral: false },
        message: { type: 'message', ts: '1.000001', team: home, text: 'x' },
        actions: [{ type: 'button', action_id: id, block_id: 'b', value: '1.1', action_ts: '1.1' }],
      };
    case 'shortcut':
      return {
        ...{ type: 'message_action', ...acted, callback_id: id, response_url: responseUrl },
        ...{ channel: { id: channel, name: 'x' }, message_ts: '1.000001', action_ts: '1.1' },
        message: { type: 'message', ts: '1.000001', team: home, user, text: 'x' },
      };
    case 'choice':
      return {
        ...{ type: 'block_actions', ...acted, view: { ...view, callback_id: 'request_token' } },
        container: { type: 'view', view_id: 'V1' },
        actions: [{ type: 'static_select', action_id: id, block_id: id, selected_option: null, action_ts: '1.1' }],
      };
    case 'submission':
      return { type: 'view_submission', ...acted, view, response_urls: [] };
    case 'suggestion':
      return {
        ...{ type: 'block_suggestion', ...acted, view: { ...view, callback_id: 'request_token' } },
        ...{ container: { type: 'view', view_id: 'V1' }, action_id: id, block_id: id, value: '' },
      };
    case 'event':
      return {
        ...{ type: 'event_callback', api_app_id: 'A0SANDBOX00', token: 'deprecated', event_id: 'Ev1', event_time: 1 },
        ...{ team_id: home, context_team_id: home, is_ext_shared_channel: false },
        event: { type: id, user: { id: user, team_id: home }, channel, event_ts: '1.1' },
        authorizations: [
          { enterprise_id: null, team_id: home, user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
        ],
      };
  }
}

/** Sends it as Slack does, rightly signed. */
export function sendRaw(world: TestWorld, { kind }: Pick<Route, 'kind'>, request: Json): Promise<Delivery> {
  const asForm = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
  const body =
    kind === 'event'
      ? JSON.stringify(request)
      : kind === 'command'
        ? asForm(Object.fromEntries(Object.entries(request).map(([name, value]) => [name, String(value)])))
        : asForm({ payload: JSON.stringify(request) });
  return sendSigned({
    url: `http://127.0.0.1:${world.bot().port}/slack/events`,
    body,
    contentType: kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded',
    signingSecret: world.secrets.slackSigningSecret,
    signedAt: new Date(),
    answerWithinMs: 3_000,
  });
}
