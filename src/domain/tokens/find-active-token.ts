// A token that GitHub shows for the first time: its row, what the trail keeps of it, and what follows.
import type { Change, Effect, Write } from '../change.ts';
import type { Instant } from '../ids.ts';
import { stepOf } from '../step.ts';
import type { ActiveToken } from './token.ts';

/** The first sight of an ActiveToken, with the Agreement it is held to. */
export function findActiveToken(
  row: ActiveToken,
  at: Instant,
  notices: readonly Write[],
  effects: readonly Effect[],
): Change {
  const { tokenId, patId, holder, requestNumber, isBaseline, scope, excess } = row;
  return stepOf(
    [{ table: 'active_tokens', was: null, row }, ...notices],
    {
      at,
      actor: 'countersign',
      act: 'active_token.find',
      subject: { of: 'active_token', id: row.id },
      data: { tokenId, patId, holder: holder.githubId, request: requestNumber, isBaseline, scope, excess },
    },
    effects,
  );
}
