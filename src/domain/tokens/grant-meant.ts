// Which grant is meant by a button, or an open form, that names an older one of its token. Whoever takes something away means the token:
// a change that was let in meanwhile must not keep a leaked one alive.
import { type ActiveToken, isLiving } from './token.ts';

/** The one that was named while it lives, else the newest of the same token that does; where none does, the one that was named. */
export function grantMeant(named: ActiveToken, grants: readonly ActiveToken[]): ActiveToken {
  return isLiving(named) ? named : (grants.findLast(isLiving) ?? named);
}
