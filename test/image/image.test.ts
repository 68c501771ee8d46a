import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { isInContext, readDockerfile } from './read-dockerfile.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const stages = readDockerfile(read('Dockerfile'));
const image = stages.at(-1);
const ignore = read('.dockerignore');

describe('the image', () => {
  it('is of the Node that the tests run on, in every stage', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as {
      readonly devDependencies: { readonly node: string };
    };
    for (const { base } of stages) expect(base).toBe(`node:${devDependencies.node}-bookworm-slim`);
  });

  it('gets what it copies from the context, and nothing that is a secret', () => {
    const copied = stages.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.kind === 'copy' && step.from === null ? step.sources : [])),
    );
    expect(copied.filter((path) => !existsSync(join(root, path)) || !isInContext(ignore, path))).toEqual([]);
    const secret = [
      '.env',
      '.env.local',
      'policy.yml',
      'data/countersign.db',
      'github-app.pem',
      '.git',
      'node_modules',
      'test',
    ];
    expect(secret.filter((path) => isInContext(ignore, path))).toEqual([]);
  });

  it('runs as another user than root, with its database in a volume, and gets signals itself', () => {
    expect(image).toMatchObject({ user: 'node', volumes: ['/data'], command: ['countersign', 'start'] });
    expect(image?.env).toMatchObject({ DATABASE_URL: 'file:/data/countersign.db', HOST: '0.0.0.0' });
    expect(image?.healthcheck).toBe('node src/launch/check-health.js "$HOST" "$PORT"');
  });

  it('has no package that only development needs', () => {
    const commands = stages.map(({ steps }) =>
      steps.flatMap((step) => (step.kind === 'run' ? [step.command] : [])).join(),
    );
    const packages = image?.steps.find((step) => step.kind === 'copy' && step.sources.includes('/app/node_modules'));
    expect(packages).toMatchObject({ from: 'packages' });
    expect(commands[stages.findIndex(({ name }) => name === 'packages')]).toContain('--omit=dev');
  });
});

describe('compose.yml', () => {
  const compose = parse(read('compose.yml')) as {
    readonly services: { readonly countersign: Readonly<Record<string, unknown>> };
    readonly volumes: object;
  };
  it('runs it read-only, without privileges, with a volume, and gives it time to stop', () => {
    const { countersign } = compose.services;
    expect(countersign).toMatchObject({
      ...{ build: '.', read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] },
      ...{ volumes: ['data:/data', './policy.yml:/config/policy.yml:ro'], ports: ['127.0.0.1:3000:3000'] },
      stop_grace_period: '20s',
    });
    const { NODE_ENV: _, ...own } = image?.env ?? {};
    expect(countersign.environment).toEqual(own);
    expect(Object.keys(compose.volumes)).toEqual(['data']);
  });
});

describe('the unit of systemd', () => {
  const unit = read('deploy/countersign.service');
  it('starts what npm start starts, and is not started again where somebody has to change something', () => {
    expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node \/opt\/countersign\/src\/countersign\.js start$/m);
    expect(read('package.json')).toContain('"start": "exec node src/countersign.js start"');
    expect(unit).toMatch(/^RestartPreventExitStatus=2 78$/m);
    expect(unit).toMatch(/^DynamicUser=yes$/m);
    expect(unit).toMatch(/^ProtectSystem=strict$/m);
  });
});

describe('the check of a container’s health', () => {
  async function checked(args: readonly string[]): Promise<readonly [number | null, string]> {
    const child = spawn(process.execPath, [join(root, 'src/launch/check-health.js'), ...args], { env: {} });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return [code, said];
  }

  async function answering(status: number, host: string): Promise<string> {
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/healthz' ? status : 404).end(`it is ${status}`);
    });
    await new Promise<void>((done) => server.listen(0, host, done));
    onTestFinished(() => void server.close());
    return String((server.address() as AddressInfo).port);
  }

  it.each([
    { status: 200, host: '0.0.0.0', code: 0 },
    { status: 200, host: '127.0.0.1', code: 0 },
    { status: 503, host: '127.0.0.1', code: 1 },
  ])('ends with $code where /healthz on $host is $status', async ({ status, host, code }) => {
    expect(await checked([host, await answering(status, host)])).toEqual([code, `it is ${status}`]);
  });

  it('ends with 1 where nobody listens', async () => {
    expect(await checked(['127.0.0.1', '9'])).toEqual([1, expect.stringMatching(/\S/)]);
  });
});
