import type { World } from '@countersign/sandbox-stage/cast';

export type ToldRequest = { readonly act: string; readonly patRequestId: number };

/** What webhooks that the program took told of requests, in the order of time. */
export function toldRequests(world: World): readonly ToldRequest[] {
  return world.github.webhooks.deliveries.flatMap(({ body, answers }) => {
    if (!answers.includes(202)) return [];
    const { action, personal_access_token_request: about } = JSON.parse(body) as {
      readonly action?: string;
      readonly personal_access_token_request?: { readonly id: number };
    };
    return action === undefined || about === undefined ? [] : [{ act: action, patRequestId: about.id }];
  });
}
