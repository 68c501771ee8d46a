import type { Turn } from './pacer.ts';
import type { Performer } from './post-messages.ts';

/** Says each call to the pacer when it begins, and when it was answered. */
export function paced(performer: Performer, turn: Turn): Performer {
  const { messenger } = performer;
  return {
    ...performer,
    messenger: {
      post: (to, content) => {
        const answered = turn.called('post', to);
        return messenger.post(to, content).finally(answered);
      },
      redraw: (channel, ts, content) => {
        const answered = turn.called('redraw', channel);
        return messenger.redraw(channel, ts, content).finally(answered);
      },
      publishHome: (slackId, content) => {
        const answered = turn.called('home', `home:${slackId}`);
        return messenger.publishHome(slackId, content).finally(answered);
      },
    },
  };
}
