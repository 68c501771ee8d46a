import type { Turn } from './pacer.ts';
import type { Performer } from './post-messages.ts';

/** Says each call to the pacer when it begins. */
export function paced(performer: Performer, turn: Turn): Performer {
  const { messenger } = performer;
  return {
    ...performer,
    messenger: {
      post: (to, content) => {
        turn.called('post', to);
        return messenger.post(to, content);
      },
      redraw: (channel, ts, content) => {
        turn.called('redraw', channel);
        return messenger.redraw(channel, ts, content);
      },
    },
  };
}
