import type { GithubAccount } from '../../domain/person.ts';
import type { Repository } from '../../domain/scope/agreement.ts';
import type { Ports } from '../../ports/ports.ts';

/** What is chosen is asked for again when the form is sent. */
const keptMs = 600_000;
const mostKept = 10_000;

/** Who may read which private repository, as GitHub said in the last ten minutes. */
export class ReadableRepositories {
  readonly #known = new Map<string, { readonly may: boolean; readonly atMs: number }>();

  /** What is known, without asking GitHub. */
  known(ports: Ports, account: GithubAccount, repository: Repository): boolean | null {
    if (!repository.isPrivate) return true;
    const known = this.#known.get(keyOf(account, repository));
    return known !== undefined && ports.clock.elapsedMs() - known.atMs < keptMs ? known.may : null;
  }

  /** Asks GitHub. May throw a Fault, also where the share of such calls is used up. */
  async ask(
    ports: Ports,
    organization: string,
    account: GithubAccount,
    repository: Repository,
    timeoutMs: number,
  ): Promise<boolean> {
    const may = await ports.github.mayRead(organization, repository.name, account, timeoutMs);
    if (this.#known.size >= mostKept) this.#known.clear();
    this.#known.set(keyOf(account, repository), { may, atMs: ports.clock.elapsedMs() });
    return may;
  }
}

function keyOf({ githubId }: GithubAccount, { id }: Repository): string {
  return `${githubId}/${id}`;
}
