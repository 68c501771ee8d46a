import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { asSlackFault } from './slack-fault.ts';

/** Shows another page in an open modal. One that the person has closed meanwhile is nobody's outage: there is nothing left to show it in. */
export async function updateView(client: WebClient, viewId: string, view: ModalView): Promise<void> {
  await tryToUpdate(client, { view_id: viewId, view });
}

/** The same, but only where the page is still the one that was seen: false where it is another one by now, or is closed. */
export async function updateSameView(
  client: WebClient,
  seen: { readonly id: string; readonly hash: string },
  view: ModalView,
): Promise<boolean> {
  return tryToUpdate(client, { view_id: seen.id, hash: seen.hash, view });
}

async function tryToUpdate(
  client: WebClient,
  update: { readonly view_id: string; readonly hash?: string; readonly view: ModalView },
): Promise<boolean> {
  try {
    await client.views.update(update);
    return true;
  } catch (error) {
    if (asSlackFault(error).trouble !== 'form') throw error;
    return false;
  }
}
