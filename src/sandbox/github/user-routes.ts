import { notFound, ok } from './answers.ts';
import { publicUser } from './describe-account.ts';
import { namedUser, pathId, type Route, type RouteCall } from './route.ts';

function byId(call: RouteCall) {
  const user = call.world.state.users.get(pathId(call, 'account_id'));
  if (user === undefined) throw notFound();
  return ok(publicUser(call.world, user));
}

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users/{username}',
    caller: 'anyone',
    answer: (call) => ok(publicUser(call.world, namedUser(call))),
  },
  { method: 'GET', path: '/user/{account_id}', caller: 'anyone', answer: byId },
];
