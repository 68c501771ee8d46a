import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { asSlackFault } from './slack-fault.ts';

/** Shows another page in an open modal. One that the person has closed meanwhile is nobody's outage: there is nothing left to show it in. */
export async function updateView(client: WebClient, viewId: string, view: ModalView): Promise<void> {
  try {
    await client.views.update({ view_id: viewId, view });
  } catch (error) {
    if (asSlackFault(error).trouble !== 'form') throw error;
  }
}
