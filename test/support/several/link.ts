import { createServer, type Socket, connect as toServer } from 'node:net';

/** The way from one process to the database server. */
export type Link = {
  /** Its address in place of the server's. */
  readonly through: (url: string) => string;
  /** Nothing passes any more, either way, and nobody is told. */
  readonly silence: () => void;
  /** What was silent is cut, and a new connection passes again. */
  readonly mend: () => void;
  readonly close: () => void;
};

export async function startLink(serverPort: number): Promise<Link> {
  let isSilent = false;
  const pairs = new Set<() => void>();
  const proxy = createServer((client) => {
    const server = toServer(serverPort, '127.0.0.1');
    const end = (): void => {
      client.destroy();
      server.destroy();
      pairs.delete(end);
    };
    const pass = (from: Socket, to: Socket): void => {
      from.on('data', (data) => {
        if (!isSilent) to.write(data);
      });
      // A line that is dead says nothing of its end either.
      from.on('error', () => isSilent || end()).on('close', () => isSilent || end());
    };
    pairs.add(end);
    pass(client, server);
    pass(server, client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return {
    through: (text) => {
      const url = new URL(text);
      url.port = String(address.port);
      return url.href;
    },
    silence: () => {
      isSilent = true;
    },
    mend: () => {
      isSilent = false;
      for (const end of [...pairs]) end();
    },
    close: () => {
      for (const end of [...pairs]) end();
      proxy.close();
    },
  };
}
