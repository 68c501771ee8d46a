import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An address that stays while the program behind it starts anew on another port: a reverse proxy, as it stands before most installations. */
export async function openFrontDoor(
  portOf: () => number,
): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((incoming, response) => {
    const { method, url, headers } = incoming;
    const behind = forward({ host: '127.0.0.1', port: portOf(), method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    behind.on('error', () => response.writeHead(502).end());
    incoming.pipe(behind);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
