import type { Act, ActAnswer, ActRequest } from '@countersign/sandbox-stage/acts';
import { session } from './session.ts';
import { say } from './toast.ts';

const token = document.querySelector<HTMLMetaElement>('meta[name="sandbox-token"]')?.content ?? '';

/** Does it as whoever this window is. What it led to comes on the stream. */
export async function perform(act: Act): Promise<ActAnswer> {
  const { as, login } = session.read();
  const body: ActRequest = { as, login, act };
  try {
    const response = await fetch('/acts', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Sandbox-Token': token },
      body: JSON.stringify(body),
    });
    return (await response.json()) as ActAnswer;
  } catch {
    return { outcome: 'refused', why: 'The sandbox does not answer. Is it still running in the terminal?' };
  }
}

/** The same, and a refusal is said in a corner. True where it was carried out. */
export async function performOrSay(act: Act): Promise<boolean> {
  const answer = await perform(act);
  if (answer.outcome === 'refused') say(answer.why);
  return answer.outcome !== 'refused';
}
