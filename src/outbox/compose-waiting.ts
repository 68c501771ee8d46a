import type { Message } from '../domain/message.ts';
import type { TokenRequest } from '../domain/requests/token-request.ts';
import type { Ports } from '../ports/ports.ts';
import type { Composed } from './composer.ts';

type Waiting = Extract<Message, { kind: 'requests_waiting' }>;

/** Requests that still wait; null where none does. */
export async function composeWaiting(
  ports: Ports,
  { numbers, nudgedBy, escalatedTo, isLeftToOwners }: Waiting,
  organization: string,
): Promise<Composed | null> {
  const requests = await Promise.all(numbers.map((number) => ports.store.request(number)));
  const waiting = requests.filter((request): request is TokenRequest => request?.status === 'pending');
  if (waiting.length === 0) return null;
  return {
    content: {
      kind: 'requests_waiting',
      organization,
      requests: waiting,
      ...(escalatedTo === undefined ? {} : { escalatedTo }),
      ...(isLeftToOwners === undefined ? {} : { isLeftToOwners }),
      ...(nudgedBy === undefined ? {} : { nudgedBy }),
    },
    shownVersion: 0,
  };
}
