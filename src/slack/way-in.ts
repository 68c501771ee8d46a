import type { HTTPReceiver, Receiver } from '@slack/bolt';
import type { Clock } from '../ports/clock.ts';
import type { Log, LogRefused } from '../ports/log.ts';
import { boltLogger } from './bolt-logger.ts';
import { createHttpReceiver, type FailureHandler } from './http-receiver.ts';
import { receiveRequest } from './receive-request.ts';
import { type Dispatcher, SocketConnections } from './socket-connections.ts';
import type { WorkInFlight } from './work-in-flight.ts';

/** How Slack reaches us: over connections that we open, or at our own address. */
export type WayIn = {
  readonly createReceiver: (failed: FailureHandler) => Receiver;
  /** Why what comes in is taken for Slack's, as the log says it: over a connection of ours nothing is signed. */
  readonly proof: 'it is signed' | 'it came over our own connection';
  /** What Slack posts; null where it posts nothing. */
  readonly post: ReturnType<typeof receiveRequest> | null;
  /** Throws a Fault where Slack does not take the app token. */
  readonly open: () => Promise<void>;
  /** Whether Slack can reach us, as far as we can tell. */
  readonly isOpen: () => boolean;
  readonly close: () => Promise<void>;
};

export type WayInSettings = {
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly apiUrl: string;
  /** The way through a proxy; null: none is needed. */
  readonly dispatcher: Dispatcher | null;
  /** How many times longer than usual a listener has to answer. */
  readonly patience: number;
};

type Surroundings = {
  readonly log: Log;
  /** The world's, by which Slack dates its signatures. */
  readonly clock: Clock;
  readonly refused: LogRefused;
  readonly inFlight: Pick<WorkInFlight, 'idle'>;
};

/** Socket Mode where there is an app token; Slack posts nothing then, whatever else is set. */
export function createWayIn(settings: WayInSettings, around: Surroundings): WayIn {
  const { appToken, signingSecret } = settings;
  if (appToken !== null) return socketMode(appToken, settings, around);
  if (signingSecret === null) throw new Error('neither an app token nor a signing secret is set');
  return http(signingSecret, settings, around);
}

function socketMode(appToken: string, { apiUrl, dispatcher }: WayInSettings, around: Surroundings): WayIn {
  const { log, refused, clock, inFlight } = around;
  let connections: SocketConnections | null = null;
  return {
    createReceiver: (failed) => {
      connections = new SocketConnections({
        ...{ appToken, apiUrl, dispatcher, log, refused, clock },
        logger: boltLogger(log),
        failed: (error) => void failed(error),
        inFlight: () => inFlight.idle(),
      });
      return connections;
    },
    proof: 'it came over our own connection',
    post: null,
    open: async () => connections?.start(),
    isOpen: () => connections?.isConnected ?? false,
    close: async () => connections?.stop(),
  };
}

function http(signingSecret: string, { patience }: WayInSettings, { log, refused, clock }: Surroundings): WayIn {
  let receiver: HTTPReceiver | null = null;
  return {
    createReceiver: (failed) => {
      receiver = createHttpReceiver({ signingSecret, logger: boltLogger(log), failed, patience });
      return receiver;
    },
    proof: 'it is signed',
    post: receiveRequest({
      signingSecret,
      now: clock.now,
      forward: (request, response) => receiver?.requestListener(request, response),
      refused,
    }),
    open: async () => undefined,
    isOpen: () => true,
    close: async () => undefined,
  };
}
