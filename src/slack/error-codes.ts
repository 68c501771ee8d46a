import type { SlackTrouble } from '../ports/fault.ts';

/**
 * Every error code that Slack documents for a method that we call, by what it is about: that alone decides what follows. Below each class
 * come codes that no reference lists and people have met. https://docs.slack.dev/reference/methods
 */
const codes: Readonly<Record<SlackTrouble, readonly string[]>> = {
  place: [
    ...['access_denied', 'channel_is_limited_access', 'channel_not_found', 'ekm_access_denied', 'is_archived'],
    ...[
      'method_not_supported_for_channel_type',
      'no_permission',
      'not_in_channel',
      'posting_to_channel_denied',
      'restricted_action',
    ],
    ...['restricted_action_non_threadable_channel', 'restricted_action_read_only_channel'],
    ...['restricted_action_thread_locked', 'restricted_action_thread_only_channel'],
  ],
  person: [
    ...['app_access_restricted', 'messages_tab_disabled', 'user_not_found', 'user_not_visible', 'users_not_found'],
    ...['cannot_dm_bot', 'user_disabled', 'user_is_bot'],
  ],
  ourselves: [
    // The token and what it may do.
    ...['accesslimited', 'account_inactive', 'enterprise_is_restricted', 'invalid_auth', 'missing_scope'],
    ...['not_allowed_token_type', 'not_authed', 'not_bearer_token', 'team_access_not_granted'],
    // A user group that is gone, or a plan without any: the policy names what isn't there.
    ...['no_such_subteam', 'plan_upgrade_required'],
    ...['team_not_found', 'token_expired', 'token_revoked', 'two_factor_setup_required'],
    // Socket Mode is switched off for the app.
    ...['link_disabled'],
    // A call that was put together wrongly: another version of the program may do better.
    ...['deprecated_endpoint', 'invalid_arg_name', 'invalid_array_arg', 'invalid_charset', 'invalid_form_data'],
    ...['invalid_limit', 'invalid_post_type', 'method_deprecated', 'missing_post_type'],
    // The Home tab is off in the app's settings, as an older manifest had it.
    'not_enabled',
    ...['team_disabled', 'user_removed_from_team'],
  ],
  content: [
    ...[
      'invalid_arguments',
      'invalid_blocks',
      'invalid_blocks_format',
      'msg_blocks_too_long',
      'msg_too_long',
      'no_text',
    ],
    ...['block_mismatch', 'markdown_text_conflict', 'view_too_large', 'duplicate_external_id', 'too_many_users'],
    // Of what is never sent: files, attachments, metadata, drafts, replies, profiles.
    ...['missing_profile_id', 'not_implemented'],
    ...['as_user_not_supported', 'attachment_payload_limit_exceeded', 'blocked_file_type', 'cannot_reply_to_message'],
    ...[
      'cant_broadcast_message',
      'draft_already_deleted',
      'draft_already_sent',
      'draft_has_conflict',
      'draft_not_found',
    ],
    ...['duplicate_channel_not_found', 'duplicate_message_not_found', 'file_deleted', 'file_is_deleted'],
    ...['file_not_found', 'file_share_limit_reached', 'invalid_attachments', 'invalid_metadata_format'],
    ...['invalid_metadata_schema', 'max_file_sharing_exceeded', 'metadata_must_be_sent_from_app', 'metadata_too_large'],
    ...['missing_file_data', 'no_dual_broadcast_content_update', 'send_on_behalf_not_allowed'],
    ...[
      'slack_connect_blocked_file_type',
      'slack_connect_canvas_sharing_blocked',
      'slack_connect_clip_sharing_blocked',
    ],
    ...['slack_connect_file_link_sharing_blocked', 'slack_connect_file_upload_sharing_blocked'],
    ...['slack_connect_lists_sharing_blocked', 'too_many_attachments', 'too_many_contact_cards'],
    ...['unable_to_share_files'],
  ],
  copy: ['cant_update_message', 'edit_window_closed', 'is_inactive', 'message_not_found'],
  form: [
    ...['exchanged_trigger_id', 'expired_trigger_id', 'hash_conflict', 'invalid_trigger_id', 'not_found'],
    ...['push_limit_reached', 'trigger_exchanged', 'trigger_expired'],
  ],
  passing: [
    ...['external_channel_migrating', 'fatal_error', 'internal_error', 'message_limit_exceeded', 'rate_limited'],
    // Who is in a channel: a page that went wrong, or whose place in the list is no longer known.
    ...['fetch_members_failed', 'invalid_cursor'],
    // The workspace is on its way into an enterprise.
    ...['org_login_required', 'team_added_to_org'],
    ...['ratelimited', 'request_timeout', 'service_unavailable', 'streaming_state_conflict', 'update_failed'],
  ],
};

const troubles: ReadonlyMap<string, SlackTrouble> = new Map(
  Object.entries(codes).flatMap(([trouble, list]) => list.map((code) => [code, trouble as SlackTrouble] as const)),
);

/** What the code is about. One that nobody has written down may be over in a minute. */
export function troubleOf(code: string): SlackTrouble {
  return troubles.get(code) ?? 'passing';
}

/** Whether the table has it. */
export function isKnownCode(code: string): boolean {
  return troubles.has(code);
}
