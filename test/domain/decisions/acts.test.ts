import { describe, expect, it } from 'vitest';
import { acts } from '../../../src/domain/decisions/acts.ts';

// Written from the design's sentences, not from the table: `act: who, on what, from which states; +grants where it lets something in, and so
// needs the whole scope in sight; +revision where the click must be on what was shown; +github where it has something changed there; +looked
// where a token may already wait there for it; +number where whoever acts may have typed it; +unshown where no message
// shows it; +token where an older grant of its token means the one that lives`.
const expected = `
  approve_request: reviewer, request, pending; +grants +revision +looked
  deny_request: reviewer, request, pending approved claimed; +revision +looked
  withdraw_request: self, request, pending approved claimed; +looked +number
  ask_requester: reviewer, request, pending; +revision
  answer_question: self, request, pending;
  adjust_request: reviewer, request, pending; +grants +revision
  accept_offer: self, request, pending; +grants +revision +looked +number
  approve_pending_token: reviewer, pending_token, open held; +grants +revision +github +looked
  deny_pending_token: reviewer, pending_token, open held approving; +revision +github +looked
  answer_pending_token: self, pending_token, open held; +revision +looked
  accept_token: reviewer, active_token, active exceeding; +grants +revision
  keep_token: self_or_reviewer, active_token, active exceeding;
  revoke_token: self_or_reviewer, active_token, active exceeding; +github +token
  let_token_end: self, active_token, active exceeding; +revision +unshown
  remind_holder: reviewer, active_token, active exceeding; +unshown +token
  make_classic: self, request, approved;
  revoke_classic_token: self_or_reviewer, classic_token, active; +github`;

describe('what a person may decide', () => {
  const lines = expected
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

  it('is just this', () => {
    expect(lines.map((line) => line.split(':')[0])).toEqual(Object.keys(acts));
  });

  it.each(Object.entries(acts))('%s', (name, { who, on, from, ...is }) => {
    const flags = [
      is.grants ? ' +grants' : '',
      is.needsRevision ? ' +revision' : '',
      is.changesGithub === true ? ' +github' : '',
      is.isLookedFor ? ' +looked' : '',
      is.isByNumber === true ? ' +number' : '',
      is.isUnshown === true ? ' +unshown' : '',
      is.isOfToken === true ? ' +token' : '',
    ].join('');
    expect(lines).toContain(`${name}: ${who}, ${on}, ${from.join(' ')};${flags}`);
  });
});
