import { InvalidArgumentError } from 'commander';
import type { GithubHost } from '../domain/github-host.ts';

const hosts: Readonly<Record<string, GithubHost>> = {
  cloud: 'github.com',
  residency: 'data_residency',
  server: 'enterprise_server',
};

export function githubHost(text: string): GithubHost {
  const host = Object.hasOwn(hosts, text) ? hosts[text] : undefined;
  if (host === undefined) throw new InvalidArgumentError('It must be cloud, residency or server.');
  return host;
}
