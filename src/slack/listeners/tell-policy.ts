import { isRefusal } from '../../domain/refusal.ts';
import { tellPolicy as tell } from '../../operations/ask/tell-policy.ts';
import type { CommandCall, SlackContext } from '../context.ts';
import { policyMessage } from '../views/policy.ts';
import { refuseCommand } from './refuse-privately.ts';

/** `/pat policy`, `/pat policy acme`, `/pat policy acme 2` */
export async function tellPolicy(context: SlackContext, call: CommandCall): Promise<void> {
  const words = call.argument.split(/\s+/).filter((word) => word !== '');
  const page = words.find((word) => /^\d{1,3}$/.test(word) && (words.length > 1 || !isLogin(context, word)));
  const organization = words.find((word) => word !== page) ?? null;
  const told = await tell(context.ports, call.user, organization);
  if (isRefusal(told)) return refuseCommand(context, call, told);
  await call.ack({ response_type: 'ephemeral', ...policyMessage(told, Number(page ?? 1), context.wording) });
}

/** Logins may be digits alone. */
function isLogin({ ports }: SlackContext, word: string): boolean {
  return ports.policy().organizations.some(({ login }) => login === word);
}
