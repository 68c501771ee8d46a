import { failureOf } from '../../domain/failure.ts';
import type { MessageContent, OneContent } from '../../ports/message-content.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { button, type Rendered, renderBoth } from './layout.ts';
import { accountLinked, ownerLinked } from './messages/account-linked.ts';
import { activeTokenCard } from './messages/active-token-card.ts';
import { activeTokenNews } from './messages/active-token-news.ts';
import { baseline } from './messages/baseline.ts';
import { claimCard, claimNews } from './messages/claim-card.ts';
import { classicEnds } from './messages/classic-ends.ts';
import { classicTokenCard, classicTokenNews } from './messages/classic-token.ts';
import { digest } from './messages/digest.ts';
import { expiry } from './messages/expiry.ts';
import { holderLeft } from './messages/holder-left.ts';
import { holderReminder } from './messages/holder-reminder.ts';
import { leakReported } from './messages/leak-reported.ts';
import { many } from './messages/many.ts';
import { pendingTokenCard } from './messages/pending-token-card.ts';
import { pendingTokenHeld } from './messages/pending-token-held.ts';
import { pendingTokenList } from './messages/pending-token-list.ts';
import { pendingTokenNews } from './messages/pending-token-news.ts';
import { requestAnswer } from './messages/request-answer.ts';
import { requestApproved } from './messages/request-approved.ts';
import { requestCard } from './messages/request-card.ts';
import { requestNews } from './messages/request-news.ts';
import { requestOffer, requestOfferVoid } from './messages/request-offer.ts';
import { requestQuestion } from './messages/request-question.ts';
import { requestSent } from './messages/request-sent.ts';
import { requestsWaiting } from './messages/requests-waiting.ts';
import { revokedTogether } from './messages/revoked-together.ts';
import { unusedReview, unusedTokens } from './messages/unused-tokens.ts';
import type { Part } from './part.ts';

function partsOf(content: OneContent, wording: Wording, now: number): readonly Part[] {
  switch (content.kind) {
    case 'request_card':
      return requestCard(content, wording);
    case 'request_sent':
      return requestSent(content, wording);
    case 'request_approved':
      return requestApproved(content, wording, now);
    case 'request_question':
      return requestQuestion(content, wording);
    case 'request_offer':
      return requestOffer(content, wording);
    case 'request_offer_void':
      return requestOfferVoid(content, wording);
    case 'request_answer':
      return requestAnswer(content, wording);
    case 'request_news':
      return requestNews(content, wording);
    case 'pending_token_card':
      return pendingTokenCard(content, wording);
    case 'pending_token_held':
      return pendingTokenHeld(content, wording);
    case 'pending_token_list':
      return pendingTokenList(content, wording);
    case 'pending_token_news':
      return pendingTokenNews(content, wording);
    case 'claim_card':
      return claimCard(content, wording);
    case 'claim_news':
      return claimNews(content, wording);
    case 'expiry':
      return expiry(content, wording, now);
    case 'active_token_news':
      return activeTokenNews(content, wording, now);
    case 'active_token_card':
      return activeTokenCard(content, wording);
    case 'holder_reminder':
      return holderReminder(content, wording, now);
    case 'approval_off':
      return [
        {
          say: wording.approvalOff(
            content.token,
            {
              organization: content.organization,
              slackId: content.holderSlackId,
              isMachineUser: content.isSponsored,
            },
            mrkdwnSpeech(wording),
          ),
        },
        { note: wording.approvalOffNext },
      ];
    case 'channel_welcome':
      return [
        { strong: wording.channelWelcome(content.organizations, mrkdwnSpeech(wording)) },
        ...wording.channelWelcomeLines.map((say) => ({ say })),
        { note: wording.channelWelcomeNext },
      ];
    case 'baseline':
      return baseline(content, wording, now);
    case 'classic_ends':
      return classicEnds(content, wording, now);
    case 'classic_token_card':
      return classicTokenCard(content, wording);
    case 'classic_token_news':
      return classicTokenNews(content, wording);
    case 'classic_found':
      return [
        { strong: wording.classicFound(content.count, content.unagreed, content.organization, mrkdwnSpeech(wording)) },
        { say: wording.classicFoundNext },
        { buttons: [button('show_classic', wording.showClassic, 'classic')] },
      ];
    case 'unused_token':
      return unusedTokens([content], wording, now);
    case 'unused_review':
      return unusedReview(content, wording, now);
    case 'digest':
      return digest(content, wording, now);
    case 'requests_waiting':
      return requestsWaiting(content, wording, now);
    case 'organization_paused':
      return [
        { strong: wording.paused(content.organization, mrkdwnSpeech(wording)) },
        { say: wording.pausedWhy(content.why) },
      ];
    case 'organization_resumed':
      return [{ say: wording.resumed(content.organization, mrkdwnSpeech(wording)) }];
    case 'login_taken':
      return [
        { strong: wording.loginTaken(content.login, mrkdwnSpeech(wording)) },
        { say: wording.loginTakenWhy(content.login, content.sponsor, mrkdwnSpeech(wording)) },
        { say: wording.loginTakenNext(content.login, mrkdwnSpeech(wording)) },
      ];
    case 'denial_outdated':
      return [{ say: wording.denialOutdated(content.tokenName, content.organization, mrkdwnSpeech(wording)) }];
    case 'approval_outdated':
      return [{ say: wording.approvalOutdated(content.tokenName, content.organization, mrkdwnSpeech(wording)) }];
    case 'approvals_stopped':
      return [
        {
          strong: wording.approvalsStopped(content.slackId, content.most, content.organization, mrkdwnSpeech(wording)),
        },
        { say: wording.approvalsStoppedNext(content.until, mrkdwnSpeech(wording)) },
        { note: wording.approvalsStoppedWhy },
      ];
    case 'own_token_trouble':
      return [
        { strong: wording.ownTokenTrouble(content.why) },
        { say: wording.ownTokenTroubleWhy(content.why, content.organization, mrkdwnSpeech(wording)) },
        { say: wording.ownTokenTroubleNext(content.why) },
      ];
    case 'account_linked':
      return accountLinked(content, wording);
    case 'owner_linked':
      return ownerLinked(content, wording);
    case 'leak_reported':
      return leakReported(content, wording);
    case 'trail_head':
      return [{ strong: wording.trailHead(content.seq) }, { code: content.hash }, { note: wording.trailHeadNext }];
    case 'policy_taken':
      return [
        { strong: wording.policyTaken(content.organization) },
        ...wording.policyChanges(content.changes).map((say) => ({ say })),
      ];
    case 'policy_refused':
      return [
        { strong: wording.policyRefused(content.organization) },
        { fact: wording.policyProblems, value: content.problems },
        ...(content.hidden > 0 ? [{ say: wording.moreListed(content.hidden) }] : []),
        { say: wording.policyRefusedNext },
      ];
    case 'holder_left':
      return holderLeft(content, wording);
    case 'revoked_together':
      return revokedTogether(content, wording);
    case 'undeliverable':
      return [{ say: wording.undeliverable(mrkdwnSpeech(wording).person(content.slackId)) }];
    case 'stuck':
      return [{ say: wording.stuck(mrkdwnSpeech(wording).quoted(content.about), failureOf(content.why)) }];
    case 'gave_up':
      return [{ say: wording.gaveUp(failureOf(content.why)) }];
  }
}

/** A message as Slack takes it, and the short form for where it does not. `now` is for words like "tomorrow". */
export function renderMessage(
  content: MessageContent,
  wording: Wording,
  now: number,
): Rendered & { readonly short: Rendered } {
  const one = (content: OneContent): readonly Part[] => partsOf(content, wording, now);
  return renderBoth(content.kind === 'many' ? many(content.contents, one, wording, now) : one(content), wording);
}
