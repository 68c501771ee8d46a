// What Slack sends where somebody uses a handler on what the cell is about, whether or not it is shown to them still.
import { channel } from '@countersign/sandbox-stage/cast';
import { everyRoute, home, type Json, type Route, requestFor } from '../support/raw-slack.ts';
import type { TestWorld } from '../support/start-world.ts';
import { type Actor, machineUser } from './actors.ts';
import type { ObjectKind } from './allowed.ts';
import { claimId, classicId, requestNumber } from './stage-rows.ts';

export type Subjects = {
  readonly pendingId: string;
  readonly activeId: string;
  readonly draftId: string;
  readonly cardTs: string;
  readonly organizationId: number;
  readonly patId: number;
};

const elsewhere = 'T0ELSEWHERE';

/** Buttons of the list of tokens, and one of a token's Details: they stand in a modal alone. */
const listButtons = ['show_tokens', 'filter_tokens', 'previous_tokens', 'next_tokens', 'export_csv', 'export_json'];
const inModal = [...listButtons.slice(1), 'remind_holder', 'previous_classic', 'next_classic'];

/** The value that the button of such a thing carries. */
function carriedBy(
  on: ObjectKind,
  id: string,
  { pendingId, activeId, draftId, organizationId }: Subjects,
  githubId: number,
  holderId: number,
): string {
  if (id === 'request_these') return 'contents:read';
  if (id === 'solved') return draftId;
  if (listButtons.includes(id)) return JSON.stringify({ o: null, t: [], u: null, e: null, h: null, p: 0 });
  if (id === 'revoke_unused') return `${organizationId}.1`;
  if (id === 'revoke_all') return `${organizationId}-${holderId}.1`;
  if (id === 'unlink_account') return String(githubId);
  switch (on) {
    case 'classic token':
      return `${classicId}.1`;
    case 'classic request':
      return `${requestNumber}.1`;
    case 'request':
      return id === 'answer_question' || id === 'accept_offer' ? `${requestNumber}.1.1` : `${requestNumber}.1`;
    case 'pending token':
      return id === 'is_for_request' ? `${pendingId}.1.0` : `${pendingId}.1`;
    case 'active token':
      return `${activeId}.1`;
    case 'claim':
      return `${claimId}.1`;
    case 'nothing':
      return '1.1';
  }
}

const chosen = (id: string, value: string) => ({
  [id]: { [id]: { type: 'static_select', selected_option: { value } } },
});

/** Of a kind that GitHub revokes for nobody. */
const leakedKey = `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----`;
const typed = (id: string, value: string) => ({ [id]: { [id]: { type: 'plain_text_input', value } } });

/** A trigger and a response_url that Slack takes, for this person. */
function reply({ slack }: TestWorld, userId: string): { readonly triggerId: string; readonly url: string } {
  const { state } = slack;
  const [triggerId, id] = [`${state.nextNumber()}.1.x`, `R${state.nextNumber()}`];
  state.triggers.set(triggerId, { userId, viewId: null, madeAtMs: performance.now(), isUsed: false });
  state.responseUrls.set(id, { id, userId, channelId: channel, messageTs: null, madeAt: state.now(), uses: 0 });
  return { triggerId, url: `${slack.server.origin}/response/${id}` };
}

/** Whose token the active one is in this cell. */
function holderOf({ github }: TestWorld, { owns, login }: Actor): number {
  return github.state.user(owns === 'self' ? login : owns === 'nothing' ? 'mona' : machineUser).id;
}

export function routeNamed(handler: string): Route {
  const found = everyRoute.find(({ kind, id }) => `${kind} ${id}` === handler);
  if (found === undefined) throw new Error(`the program has no ${handler}`);
  return found;
}

export function requestIn(
  world: TestWorld,
  route: Route,
  on: ObjectKind,
  actor: Actor,
  subjects: Subjects,
): { readonly triggerId: string; readonly request: Json } {
  const { triggerId, url } = reply(world, actor.slackId);
  const made = requestFor(route, actor.slackId, channel, url);
  const value = carriedBy(on, route.id, subjects, world.github.state.user(actor.login).id, holderOf(world, actor));
  const own = { trigger_id: triggerId };
  // Slack names everybody's own workspace.
  const user = { ...(made.user as Json), ...(actor.slack?.isStranger === true ? { team_id: elsewhere } : {}) };
  const view = made.view as Json | undefined;
  switch (route.kind) {
    case 'command':
      return {
        triggerId,
        request: {
          ...{ ...made, ...own, ...(actor.slack?.isStranger === true ? { team_id: elsewhere } : {}) },
          text: on === 'request' ? `${route.id} PAT-${requestNumber}` : route.id,
        },
      };
    case 'button': {
      const [action] = made.actions as readonly Json[];
      const clicked = { ...made, ...own, user, actions: [{ ...action, value }] };
      if (inModal.includes(route.id)) {
        const { message: _message, channel: _channel, ...rest } = clicked as Json & { message?: Json; channel?: Json };
        const modal = {
          id: 'V1',
          team_id: home,
          app_installed_team_id: home,
          type: 'modal',
          hash: 'h',
          state: { values: {} },
        };
        return { triggerId, request: { ...rest, container: { type: 'view', view_id: 'V1' }, view: modal } };
      }
      const ts = subjects.cardTs;
      const place = {
        container: { ...(made.container as Json), message_ts: ts },
        message: { ...(made.message as Json), ts },
      };
      return { triggerId, request: { ...clicked, ...place } };
    }
    case 'shortcut':
      return { triggerId, request: { ...made, ...own, user } };
    case 'event': {
      const event = made.event as Json;
      const whole = { id: actor.slackId, deleted: actor.slack?.deleted === true };
      const told = { user: route.id === 'user_change' ? whole : actor.slackId, tab: 'home' };
      return { triggerId, request: { ...made, event: { ...event, ...told } } };
    }
    case 'choice':
    case 'submission':
    case 'suggestion': {
      const about = route.id === 'answer_question' ? `${requestNumber}.1.1` : value;
      const metadata = {
        ...(route.id === 'adjust_request' ? { adjusted: value } : {}),
        ...{ draftId: subjects.draftId, page: 2, value: about, id: 'question-of-the-matrix', version: 2 },
        ...{ organizationId: subjects.organizationId, patIds: [subjects.patId], listId: 'V1' },
        subject: on === 'pending token' ? 'pending_token' : 'request',
        asked: 'private_key:1',
      };
      const values = {
        ...typed('reason', 'Not needed.'),
        ...typed('last_eight', '7f3a9c01'),
        ...typed('question', 'What for?'),
        ...typed('answer', 'For this.'),
        ...typed('purpose', 'A release job'),
        ...typed('justification', 'It pushes tags.'),
        ...chosen('lifetime', '7'),
        ...typed('credential', leakedKey),
      };
      return {
        triggerId,
        request: {
          ...{ ...made, ...own, user },
          view: { ...view, private_metadata: JSON.stringify(metadata), state: { values } },
        },
      };
    }
  }
}
