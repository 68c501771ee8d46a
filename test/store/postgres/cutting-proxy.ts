import { createServer, type Socket, connect as toServer } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * What happens to the next commit on its way: `pass`, the question is lost and the line cut, the server's answer is lost and the line cut,
 * or nothing passes any more though the line stays (`silence`).
 */
export type Cut = 'pass' | 'question' | 'answer' | 'silence';

export type CuttingProxy = {
  readonly port: number;
  /** Called in place of the next commit, which reaches nobody; the line is cut when it is done. */
  readonly insteadOfNext: (happens: () => Promise<void>) => void;
  /** For the next commit only; or for so many, whose answers are then lost at once. */
  readonly cutNext: (cut: Cut, commits?: number) => void;
  /** Until the server has said so much to anybody. */
  readonly untilSaid: (text: string) => Promise<void>;
};

/** The driver's own words, at the end of a message of the wire protocol. */
const commit = Buffer.from('commit\0');

/** Stands between a store and a server, and loses a commit where it is told to. */
export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  let next: Cut = 'pass';
  let left = 0;
  let lost: (() => void)[] = [];
  let instead: (() => Promise<void>) | null = null;
  let awaited: readonly { readonly text: string; readonly resolve: () => void }[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = toServer(serverPort, '127.0.0.1');
    let state: Cut = 'pass';
    const end = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      sockets.add(socket);
      // What is held up is told of no end before what happens in its place is over.
      socket.on('error', () => state === 'silence' || end()).on('close', () => state === 'silence' || end());
    }
    client.on('data', (data) => {
      if (instead !== null && data.includes(commit)) {
        const happens = instead;
        instead = null;
        state = 'silence';
        return void happens().then(end);
      }
      if (next !== 'pass' && data.includes(commit)) {
        state = next;
        left -= 1;
        if (left === 0) next = 'pass';
      }
      if (state === 'question') end();
      else if (state !== 'silence') server.write(data);
    });
    server.on('data', (data) => {
      for (const { resolve } of awaited.filter(({ text }) => data.includes(text))) resolve();
      if (state === 'answer') {
        lost.push(end);
        if (left === 0) for (const one of lost) one();
      } else if (state !== 'silence') client.write(data);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return {
    port: address.port,
    cutNext: (cut, commits = 1) => {
      next = cut;
      left = commits;
      lost = [];
    },
    insteadOfNext: (happens) => {
      instead = happens;
    },
    untilSaid: (text) =>
      new Promise((resolve) => {
        awaited = [...awaited, { text, resolve }];
      }),
  };
}
