import type { LoopbackServer } from '@countersign/sandbox-loopback/loopback-server';
import { type Counter, createSharedApi, type Tenant } from './shared-api.ts';
import { SlackServer } from './slack-server.ts';
import { SocketMode } from './socket-mode.ts';

/** What workspaces of one Slack have in common: where they are reached, and over what. */
export type SharedAddress = {
  readonly server: LoopbackServer;
  readonly socketMode: SocketMode;
  readonly counter: Counter;
  readonly tenants: Tenant[];
};

/** The first workspace's, before it stands there. `changed`: told of each envelope that went over a socket. */
export function openAddress(changed: () => void): SharedAddress {
  const tenants: Tenant[] = [];
  const counter: Counter = { desk: null };
  return {
    server: new SlackServer(createSharedApi(tenants, counter)),
    socketMode: new SocketMode(changed),
    counter,
    tenants,
  };
}
