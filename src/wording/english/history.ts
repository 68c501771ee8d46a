import type { Entry } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { ActiveTokenActName, PendingTokenActName, RequestActName } from '../../domain/lifecycle.ts';
import type { EndReason } from '../../domain/requests/request-status.ts';
import type { Speech } from '../speech.ts';
import { tokenTroubles } from './own-tokens.ts';

/** After the name of whoever did it, and as what happened where that was nobody. */
type Said = { readonly did: string; readonly was: string };
const same = (was: string): Said => ({ did: was, was });
const both = (did: string, was: string): Said => ({ did, was });

const ofRequest: Readonly<Record<RequestActName | 'submit', Said>> = {
  submit: both('requested it', 'Requested'),
  approve: both('approved it', 'Approved'),
  review: both('approved it, as one of several', 'One of several approved it'),
  deny: both('denied it', 'Denied'),
  withdraw: both('withdrew it', 'Withdrawn'),
  ask: both('asked a question', 'A question was asked'),
  answer: both('answered', 'The question was answered'),
  adjust: both('offered to approve less', 'A reviewer offered to approve less'),
  accept_offer: both('accepted less', 'The requester accepted less'),
  narrow: both('accepted less, for others to approve too', 'The requester accepted less, for others to approve too'),
  void_offer: same('The offer ended: its reviewer can no longer decide'),
  lapse: same('Timed out'),
  claim: same('Its token was found on GitHub'),
  release: same('Its token no longer waits on GitHub'),
  reopen: same('Back to the owners'),
  fulfil: same('Its token became active'),
  remind: same('The owners were reminded'),
  nudge: both('asked the reviewers to look at it', 'The reviewers were asked to look at it'),
  escalate: same('Nobody decided in time, so others may too'),
  extend: same('The time to decide was extended'),
  make: both('said that the token exists', 'Its token was seen'),
  end: same('The request ended'),
};

const ofPendingToken: Readonly<Record<PendingTokenActName | 'find', Said>> = {
  find: same('The token was found on GitHub, waiting'),
  rescope: same('The token was edited on GitHub'),
  relist: same('The token waits on GitHub again'),
  await: same('The token waits for a decision on its request'),
  ask: same('Its holder was asked which request it is for'),
  answer: both('said which request the token is for', 'Its holder said which request it is for'),
  hold: same('The token was put on hold'),
  review: both('approved the token, as one of several', 'One of several approved the token'),
  start_approving: both('approved the token', 'The token is being approved on GitHub'),
  start_denying: both('denied the token', 'The token is being denied on GitHub'),
  observe_approved: both('approved the token on GitHub', 'GitHub shows the token as approved'),
  observe_denied: both('denied the token on GitHub', 'GitHub shows the token as denied'),
  cancel: same('The token was withdrawn or edited on GitHub'),
  expire: same('The token expired while it waited'),
  vanish: same('The token no longer waits on GitHub'),
  send: same('GitHub was told'),
  outdate: same('Its card shows what became of the token by now'),
  reopen: same('The decision on the token was cancelled'),
};

const ofActiveToken: Readonly<Record<ActiveTokenActName | 'find' | 'let_end', Said>> = {
  find: same('The token was found active'),
  observe: same('We read the token on GitHub'),
  exceed: same('The token became wider than approved'),
  return_within: same('The token is within what was approved again'),
  attach: same('The token was matched to its request'),
  accept: both('accepted the token as it is', 'The token was accepted as it is'),
  pass_deadline: same('The deadline for the token passed'),
  follow_mode: same('The policy’s mode changed what the deadline for the token means'),
  extend: same('The deadline for the token was extended'),
  start_revoking: both('revoked the token', 'The token is being revoked'),
  send: same('GitHub was told'),
  observe_revoked: same('The token was revoked'),
  abandon_revoking: same('The token was not revoked'),
  stay_exceeding: same('The token is still wider than approved'),
  expire: same('The token expired'),
  vanish: same('The token lost access'),
  supersede: same('A new grant of the token took over'),
  let_end: both('lets the token end, without more reminders', 'Its holder lets it end'),
  ask_channel: same('The owners were told of the longer token'),
  ask_use: same('We asked whether the token is still needed'),
  ask_owners: same('Nobody answered, so we asked the owners about the token'),
  keep: both('kept the unused token', 'The unused token was kept'),
  use_again: same('The token is used again'),
  come_back: same('The token has access again'),
};

/** Why a request ended by itself. */
const ended: Readonly<Record<EndReason, string>> = {
  requester_left: 'Its requester left the organization',
  machine_user_left: 'Its machine user left the organization',
  sponsor_changed: 'Its requester no longer sponsors the machine user',
};

function endedBecause({ why }: Entry['data']): Said | undefined {
  return typeof why === 'string' && Object.hasOwn(ended, why) ? same(ended[why as EndReason]) : undefined;
}

const said: ReadonlyMap<string, Said> = new Map([
  ...Object.entries(ofRequest).map(([act, words]) => [`request.${act}`, words] as const),
  ...Object.entries(ofPendingToken).map(([act, words]) => [`pending_token.${act}`, words] as const),
  ...Object.entries(ofActiveToken).map(([act, words]) => [`active_token.${act}`, words] as const),
  ['active_token.remind', both('reminded its holder', 'Its holder was reminded')],
  ['message.lost', same('A message about it was deleted in Slack')],
  ['message.undeliverable', same('A message about it could not be delivered')],
]);

/** As whom GitHub was called: the data of a `send`. */
function sentAs({ as, login, why }: Entry['data'], speech: Speech): Said {
  const name = typeof login === 'string' ? login : '';
  if (as === 'reviewer') return same(`GitHub was told, in the name of ${speech.name(name)}`);
  const instead = isTrouble(why) ? `: the token of ${speech.name(name)} ${tokenTroubles[why]}` : '';
  return same(`GitHub was told, by our app${instead}`);
}

/** Who was reminded that a token ends: the data of a `notice.send`. */
function reminded({ threshold, expiresAt, to }: Entry['data'], speech: Speech): Said {
  const who = typeof to === 'string' ? speech.person(to as SlackUserId) : 'the owners';
  if (typeof expiresAt !== 'number') return same(`We reminded ${who} of its expiry`);
  const on = speech.instant(expiresAt);
  return same(
    threshold === 'expired' ? `We told ${who} that it expired on ${on}` : `We reminded ${who} that it expires on ${on}`,
  );
}

function isTrouble(why: unknown): why is keyof typeof tokenTroubles {
  return typeof why === 'string' && Object.hasOwn(tokenTroubles, why);
}

function whoDid(actor: string, { did, was }: Said, speech: Speech): string {
  const [kind, name = ''] = actor.split(':');
  if (kind === 'slack') return `${speech.person(name as SlackUserId)} ${did}`;
  if (kind === 'github') return `GitHub user ${speech.name(name)} ${did}`;
  return actor === 'policy' ? `${was}, as the policy says` : was;
}

export const history = {
  historyHeading: 'What happened',
  /** Who did what when, in one line; what has no words here is not told. */
  happened: ({ at, actor, act, data }: Entry, speech: Speech): string | null => {
    const special =
      act === 'request.end'
        ? endedBecause(data)
        : act === 'pending_token.send' || act === 'active_token.send'
          ? sentAs(data, speech)
          : act === 'notice.send'
            ? reminded(data, speech)
            : act === 'request.escalate' && data.leftToOwners === true
              ? same('Nobody who may decide was left, so the owners may too')
              : undefined;
    const words = special ?? said.get(act);
    return words === undefined ? null : `${speech.instant(at)}: ${whoDid(actor, words, speech)}.`;
  },
  olderEntries: 'Older entries are in the audit trail.',
};
