// The table of contents of all that people can do in Slack: what is not here is answered as an unknown control.
import type {
  ChoiceCall,
  ClickCall,
  CommandCall,
  EventCall,
  ShortcutCall,
  SlackContext,
  SubmissionCall,
  SuggestionCall,
} from './context.ts';
import { acceptOffer } from './listeners/accept-offer.ts';
import { openAdjust, sendAdjustment } from './listeners/adjust-request.ts';
import { askAnswer, sendAnswer } from './listeners/answer-question.ts';
import { answerToken } from './listeners/answer-token.ts';
import { approvePendingToken } from './listeners/approve-pending-token.ts';
import { approveRequest } from './listeners/approve-request.ts';
import { askQuestion, sendQuestion } from './listeners/ask-requester.ts';
import { showClassic, turnClassicPage } from './listeners/browse-classic.ts';
import { askFilter, filterTokens, showTokens, turnPage } from './listeners/browse-tokens.ts';
import { changeForm } from './listeners/change-form.ts';
import { refusePerson, vouchForPerson } from './listeners/decide-on-claim.ts';
import { askReasonToDenyPendingToken, askReasonToDenyRequest, denyRequest } from './listeners/deny-request.ts';
import { enterChannel } from './listeners/enter-channel.ts';
import { askExplanation, explainToken } from './listeners/explain-token.ts';
import { explainUndo } from './listeners/explain-undo.ts';
import { exportAsCsv, exportAsJson } from './listeners/export-tokens.ts';
import { exportTrail } from './listeners/export-trail.ts';
import { findPermissions } from './listeners/find-permissions.ts';
import { forgetPerson } from './listeners/forget-person.ts';
import { help } from './listeners/help.ts';
import { hideWhereShared } from './listeners/hide-where-shared.ts';
import { keepToken, sendReasonToKeep } from './listeners/keep-token.ts';
import { letTokenEnd } from './listeners/let-token-end.ts';
import { linkAccount } from './listeners/link-account.ts';
import { listMine } from './listeners/list-mine.ts';
import { askAboutClassic, noteClassicMade } from './listeners/note-classic-made.ts';
import { nudgeReviewers } from './listeners/nudge-reviewers.ts';
import { openHome } from './listeners/open-home.ts';
import { openLink } from './listeners/open-link.ts';
import { remindHolder } from './listeners/remind-holder.ts';
import { askToRenew, renewToken, renewTokenByName } from './listeners/renew-token.ts';
import { openLeakForm, openLeakOfMessage, sendLeak } from './listeners/report-leak.ts';
import { requestAgain } from './listeners/request-again.ts';
import { requestThese } from './listeners/request-these.ts';
import { openReview, sendReview } from './listeners/review-unused.ts';
import { previewRevokeAll, startRevokeAll } from './listeners/revoke-all.ts';
import { askReasonToRevoke, revokeToken, revokeTokenByName } from './listeners/revoke-token.ts';
import { showDetails, showDetailsByName } from './listeners/show-details.ts';
import { showGuide, showGuideByName } from './listeners/show-guide.ts';
import { showTokensByName } from './listeners/show-tokens-by-name.ts';
import { solveWithoutToken } from './listeners/solve-without-token.ts';
import { startOver, startRequest, startRequestByButton } from './listeners/start-request.ts';
import { submitFormPage } from './listeners/submit-form-page.ts';
import { submitRequest } from './listeners/submit-request.ts';
import { suggestClassicScopes } from './listeners/suggest-classic-scopes.ts';
import { suggestPermissions } from './listeners/suggest-permissions.ts';
import { suggestRepositories } from './listeners/suggest-repositories.ts';
import { tellCapped, tellForbidden } from './listeners/tell-github-limit.ts';
import { tellPolicy } from './listeners/tell-policy.ts';
import { tellStatus } from './listeners/tell-status.ts';
import { leaveIfRevoked, leaveWorkspace } from './listeners/uninstall.ts';
import { unlinkAccount, unlinkAccountByName } from './listeners/unlink-account.ts';
import { withdrawRequest, withdrawRequestByName } from './listeners/withdraw-request.ts';

type Listener<Call> = (context: SlackContext, call: Call) => Promise<void>;
type Table<Call> = ReadonlyMap<string, Listener<Call>>;

/** Words after the command. */
export const commands: Table<CommandCall> = new Map([
  ['help', help],
  ['request', startRequest],
  ['list', listMine],
  ['show', showDetailsByName],
  ['withdraw', withdrawRequestByName],
  ['renew', renewTokenByName],
  ['revoke', revokeTokenByName],
  ['tokens', showTokensByName],
  ['permissions', findPermissions],
  ['guide', showGuideByName],
  ['leak', openLeakForm],
  ['status', tellStatus],
  ['policy', tellPolicy],
  ['audit', exportTrail],
  ['link', linkAccount],
  ['unlink', unlinkAccountByName],
]);

/** Buttons by action_id. */
export const buttons: Table<ClickCall> = new Map([
  ['approve_request', approveRequest],
  ['deny_request', askReasonToDenyRequest],
  ['adjust_request', openAdjust],
  ['accept_offer', acceptOffer],
  ['ask_requester', askQuestion],
  ['answer_question', askAnswer],
  ['request_details', showDetails],
  ['withdraw_request', withdrawRequest],
  ['nudge', nudgeReviewers],
  ['github_forbids', tellForbidden],
  ['github_caps', tellCapped],
  ['approve_pending_token', approvePendingToken],
  ['deny_pending_token', askReasonToDenyPendingToken],
  ['claim_pending_token', askExplanation],
  ['is_for_request', answerToken],
  ['keep_token', keepToken],
  ['revoke_unused', openReview],
  ['renew_token', askToRenew],
  ['let_token_end', letTokenEnd],
  ['end_token', askReasonToRevoke],
  ['undo_renewal', explainUndo],
  ['revoke_token', askReasonToRevoke],
  ['remind_holder', remindHolder],
  ['revoke_all', previewRevokeAll],
  ['create_on_github', openLink],
  ['open_on_github', openLink],
  ['request_token', startRequestByButton],
  ['request_again', requestAgain],
  ['classic_made', askAboutClassic],
  ['request_these', requestThese],
  ['solved', solveWithoutToken],
  ['start_over', startOver],
  ['token_guide', showGuide],
  ['show_tokens', showTokens],
  ['show_classic', showClassic],
  ['previous_classic', turnClassicPage],
  ['next_classic', turnClassicPage],
  ['filter_tokens', askFilter],
  ['previous_tokens', turnPage],
  ['next_tokens', turnPage],
  ['export_csv', exportAsCsv],
  ['export_json', exportAsJson],
  ['vouch_person', vouchForPerson],
  ['refuse_person', refusePerson],
  ['link_account', openLink],
  ['unlink_account', unlinkAccount],
]);

/** Fields of a form that it is told of as soon as something is chosen, by action_id. */
export const choices: Table<ChoiceCall> = new Map([
  ['organization', changeForm],
  ['where_used', changeForm],
  ['machine_user', changeForm],
  ['token_kind', changeForm],
  ['classic_reason', changeForm],
  ['classic_scopes', changeForm],
  ['lifetime', changeForm],
  ['preset', changeForm],
  ['permissions', changeForm],
  ['repository_access', changeForm],
  ['repositories', changeForm],
]);

/** Modals by callback_id. */
export const submissions: Table<SubmissionCall> = new Map([
  ['request_token', submitFormPage],
  ['confirm_request', submitRequest],
  ['deny_request', denyRequest],
  ['adjust_request', sendAdjustment],
  ['ask_requester', sendQuestion],
  ['answer_question', sendAnswer],
  ['classic_made', noteClassicMade],
  ['explain_token', explainToken],
  ['renew_token', renewToken],
  ['revoke_token', revokeToken],
  ['keep_token', sendReasonToKeep],
  ['revoke_unused', sendReview],
  ['filter_tokens', filterTokens],
  ['revoke_all', startRevokeAll],
  ['report_leak', sendLeak],
]);

/** In a message's menu, by callback_id. */
export const shortcuts: Table<ShortcutCall> = new Map([['report_leak', openLeakOfMessage]]);

/** Type-ahead by action_id. */
export const suggestions: Table<SuggestionCall> = new Map([
  ['repositories', suggestRepositories],
  ['permissions', suggestPermissions],
  ['classic_scopes', suggestClassicScopes],
]);

export const events: Table<EventCall> = new Map([
  ['app_home_opened', openHome],
  ['member_joined_channel', enterChannel],
  ['user_change', forgetPerson],
  ['channel_shared', hideWhereShared],
  // Of several workspaces alone: with one, its token stands in the environment.
  ['app_uninstalled', leaveWorkspace],
  ['tokens_revoked', leaveIfRevoked],
]);
