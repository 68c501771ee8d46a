import type { Ports } from '../../ports/ports.ts';

/** The same ports for one look at one person: what the look asks of their membership several times is one call to GitHub. */
export function membershipOnce(ports: Ports): Ports {
  const answers = new Map<string, ReturnType<Ports['github']['membership']>>();
  return {
    ...ports,
    github: {
      ...ports.github,
      membership: (organization, account, timeoutMs) => {
        const key = `${organization} ${account.githubId}`;
        const answer = answers.get(key) ?? ports.github.membership(organization, account, timeoutMs);
        answers.set(key, answer);
        return answer;
      },
    },
  };
}
