import type { IncomingMessage } from 'node:http';

/** A larger body is answered 413. */
const mostBytesOfOne = 5 * 1024 * 1024;
const firstBytes = 16 * 1024;

type Status = 400 | 413 | 503;
/** A body that is still coming. */
type Coming = {
  bytes: Buffer;
  used: number;
  readonly firstBytes: number;
  readonly end: (outcome: Buffer | Status) => void;
};

/**
 * Bodies that are still coming, from senders whose signature is not known yet. They are bounded in number and bytes: where there is no
 * more room, the one that has been coming longest is given up, since Slack and GitHub are done in an instant (T18).
 */
export class BodiesInFlight {
  readonly #mostBodies: number;
  readonly #mostBytes: number;
  /** Oldest first. */
  readonly #coming = new Set<Coming>();
  #bytes = 0;

  constructor({ mostBodies = 200, mostBytes = 32 * 1024 * 1024 } = {}) {
    this.#mostBodies = mostBodies;
    this.#mostBytes = mostBytes;
  }

  /** The whole body, or how the request is to be refused. 503: there was no more room. */
  read(request: IncomingMessage): Promise<Buffer | Status> {
    const declared = Number(request.headers['content-length'] ?? firstBytes);
    if (declared > mostBytesOfOne) return Promise.resolve(413);
    const { promise, resolve } = Promise.withResolvers<Buffer | Status>();
    const body: Coming = {
      bytes: Buffer.alloc(0),
      used: 0,
      firstBytes: Math.min(declared, firstBytes),
      end: (outcome) => {
        if (!this.#coming.delete(body)) return;
        this.#bytes -= body.bytes.length;
        // What still comes is thrown away, and the connection stays for the answer.
        request.removeAllListeners('data').resume();
        resolve(outcome);
      },
    };
    this.#coming.add(body);
    this.#makeRoom();
    request.on('data', (chunk: Buffer) => this.#add(body, chunk));
    request.on('end', () => body.end(body.bytes.subarray(0, body.used)));
    for (const event of ['error', 'close']) request.on(event, () => body.end(400));
    return promise;
  }

  /** One buffer a body: a million chunks of one byte each would weigh far more than their bytes. */
  #add(body: Coming, chunk: Buffer): void {
    if (!this.#coming.has(body)) return;
    const needed = body.used + chunk.length;
    if (needed > mostBytesOfOne) {
      body.end(413);
      return;
    }
    if (needed > body.bytes.length) {
      const size = Math.min(Math.max(needed, body.bytes.length * 2, body.firstBytes), mostBytesOfOne);
      this.#bytes += size - body.bytes.length;
      this.#makeRoom();
      if (!this.#coming.has(body)) return;
      const larger = Buffer.allocUnsafe(size);
      body.bytes.copy(larger, 0, 0, body.used);
      body.bytes = larger;
    }
    chunk.copy(body.bytes, body.used);
    body.used = needed;
  }

  #makeRoom(): void {
    for (const oldest of this.#coming) {
      if (this.#coming.size <= this.#mostBodies && this.#bytes <= this.#mostBytes) return;
      oldest.end(503);
    }
  }
}
