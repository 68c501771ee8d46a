// The interaction payloads, field for field as Slack sends them. https://docs.slack.dev/reference/interaction-payloads
import { describeMessage } from './chat-methods.ts';
import type { JsonObject } from './check-value.ts';
import { enterpriseOf, installationOf, shownId, workspaceOf } from './grid.ts';
import { nextTs, type OpenView, type PostedMessage, type SlackState } from './state.ts';
import { describeView } from './view-stack.ts';
import { readValues } from './view-state.ts';
import { channelOf, personOf } from './workspace.ts';

export function blockActionsInMessage(
  state: SlackState,
  userId: string,
  message: PostedMessage,
  action: JsonObject,
  reply: { readonly triggerId: string; readonly responseUrl: string },
): JsonObject {
  const channel = channelOf(state, message.channelId);
  const isEphemeral = message.ephemeralTo !== null;
  const thread = message.threadTs === null ? {} : { thread_ts: message.threadTs };
  return {
    type: 'block_actions',
    ...everyPayload(state, userId),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...thread,
    },
    trigger_id: reply.triggerId,
    channel: { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name },
    // Slack keeps no ephemeral message, so it has none to send.
    ...(isEphemeral ? {} : { message: describeMessage(state, message) }),
    state: { values: readValues(message.blocks) },
    response_url: reply.responseUrl,
    actions: [{ ...action, action_ts: nextTs(state) }],
  };
}

export function messageAction(
  state: SlackState,
  userId: string,
  message: PostedMessage,
  callbackId: string,
  reply: { readonly triggerId: string; readonly responseUrl: string },
): JsonObject {
  const channel = channelOf(state, message.channelId);
  return {
    type: 'message_action',
    ...everyPayload(state, userId),
    callback_id: callbackId,
    trigger_id: reply.triggerId,
    response_url: reply.responseUrl,
    action_ts: nextTs(state),
    channel: { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name },
    message_ts: message.ts,
    message: describeMessage(state, message),
  };
}

export function blockActionsInView(
  state: SlackState,
  userId: string,
  view: OpenView,
  action: JsonObject,
  triggerId: string,
): JsonObject {
  return {
    type: 'block_actions',
    ...everyPayload(state, userId),
    container: { type: 'view', view_id: view.id },
    trigger_id: triggerId,
    view: describeView(state, view),
    actions: [{ ...action, action_ts: nextTs(state) }],
  };
}

export function blockSuggestion(
  state: SlackState,
  userId: string,
  view: OpenView,
  asked: { readonly blockId: string; readonly actionId: string; readonly typed: string },
): JsonObject {
  return {
    type: 'block_suggestion',
    ...everyPayload(state, userId),
    container: { type: 'view', view_id: view.id },
    action_id: asked.actionId,
    block_id: asked.blockId,
    value: asked.typed,
    view: describeView(state, view),
  };
}

export function viewSubmission(state: SlackState, userId: string, view: OpenView, triggerId: string): JsonObject {
  return {
    type: 'view_submission',
    ...everyPayload(state, userId),
    trigger_id: triggerId,
    view: describeView(state, view),
    response_urls: [],
  };
}

export function viewClosed(state: SlackState, userId: string, view: OpenView, isCleared: boolean): JsonObject {
  return {
    type: 'view_closed',
    ...everyPayload(state, userId),
    view: describeView(state, view),
    is_cleared: isCleared,
  };
}

/** The form that a slash command comes as; its `is_enterprise_install` is text. */
export function slashCommand(
  state: SlackState,
  userId: string,
  typed: { readonly command: string; readonly text: string; readonly channelId: string },
  reply: { readonly triggerId: string; readonly responseUrl: string },
): URLSearchParams {
  const person = personOf(state, userId);
  const channel = channelOf(state, typed.channelId);
  const enterprise = enterpriseOf(state);
  return new URLSearchParams({
    token: verificationToken,
    // On Enterprise Grid the workspace where it was typed, whichever is the person's home.
    team_id: workspaceOf(state, person),
    ...(enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    team_domain: state.teamDomain,
    channel_id: channel.id,
    channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
    user_id: shownId(state, userId),
    user_name: person.name,
    command: typed.command,
    text: typed.text,
    api_app_id: state.appId,
    is_enterprise_install: String(installationOf(state).isForEnterprise),
    response_url: reply.responseUrl,
    trigger_id: reply.triggerId,
  });
}

export function eventEnvelope(state: SlackState, event: JsonObject): JsonObject {
  return {
    token: verificationToken,
    team_id: state.teamId,
    context_team_id: state.teamId,
    api_app_id: state.appId,
    event: { event_ts: nextTs(state), ...event },
    type: 'event_callback',
    event_id: `Ev${String(state.nextNumber()).padStart(9, '0')}`,
    event_time: Math.floor(state.now().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: state.enterpriseId,
        team_id: state.teamId,
        user_id: state.botUserId,
        is_bot: true,
        is_enterprise_install: installationOf(state).isForEnterprise,
      },
    ],
    is_ext_shared_channel: false,
  };
}

const verificationToken = 'deprecated-verification-token';

function everyPayload(state: SlackState, userId: string): JsonObject {
  const person = personOf(state, userId);
  const enterprise = enterpriseOf(state);
  const { isForEnterprise } = installationOf(state);
  return {
    user: {
      id: shownId(state, userId),
      username: person.name,
      name: person.name,
      // A guest from elsewhere keeps their own workspace: that is how the bot can tell them from ours.
      team_id: workspaceOf(state, person),
    },
    api_app_id: state.appId,
    token: verificationToken,
    // An org-wide installation is no workspace's.
    team: isForEnterprise
      ? null
      : {
          id: state.teamId,
          domain: state.teamDomain,
          ...(enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
        },
    enterprise,
    is_enterprise_install: isForEnterprise,
  };
}
