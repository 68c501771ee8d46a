import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** What stands before several processes: each request goes to the next of them. */
export type Balancer = {
  readonly origin: string;
  /** Who is asked, in turn. */
  readonly serve: (ports: readonly number[]) => void;
  /** Whom the next request reaches. */
  readonly next: (port: number) => void;
  /** How many requests each has answered. */
  readonly answered: ReadonlyMap<number, number>;
  readonly close: () => void;
};

export async function startBalancer(): Promise<Balancer> {
  let ports: readonly number[] = [];
  const answered = new Map<number, number>();

  /** Whoever can't be reached was sent nothing, so the next one may be asked; whoever breaks off may have done it all. */
  function forward(incoming: IncomingMessage, body: Buffer, response: ServerResponse, left: number): void {
    const [port, ...others] = ports;
    if (port === undefined || left === 0) return void response.writeHead(503).end();
    ports = [...others, port];
    const { method, url, headers } = incoming;
    const outgoing = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
      answered.set(port, (answered.get(port) ?? 0) + 1);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    outgoing.on('error', (error) => {
      if ('code' in error && error.code === 'ECONNREFUSED') return forward(incoming, body, response, left - 1);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    response.on('close', () => outgoing.destroy());
    outgoing.end(body);
  }

  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    forward(incoming, Buffer.concat(chunks), response, ports.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    serve: (these) => {
      ports = these;
    },
    next: (port) => {
      ports = [port, ...ports.filter((one) => one !== port)];
    },
    answered,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
