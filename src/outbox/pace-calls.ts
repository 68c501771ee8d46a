import type { Turn } from './pacer.ts';
import type { Performer } from './post-messages.ts';

/** Says each call to the pacer when it begins, and when it was answered. */
export function paceCalls(performer: Performer, turn: Turn): Performer {
  const { messenger } = performer;
  return {
    ...performer,
    messenger: {
      post: async (to, ...message) => {
        const answered = await turn.called('post', to);
        return messenger.post(to, ...message).finally(answered);
      },
      redraw: async (channel, ...message) => {
        const answered = await turn.called('redraw', channel);
        return messenger.redraw(channel, ...message).finally(answered);
      },
      publishHome: async (slackId, ...home) => {
        const answered = await turn.called('home', `home:${slackId}`);
        return messenger.publishHome(slackId, ...home).finally(answered);
      },
    },
  };
}
