import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createWorld } from '@countersign/sandbox-stage/cast';
import { isInContext, readDockerfile, type Stage } from './read-dockerfile.ts';
import { ScratchRoot, user } from './scratch-root.ts';

// `npm run check-image`, as root on Linux: takes the steps of the Dockerfile one by one in folders of its own (chroot in place of an
// engine, this machine in place of the base image), then runs the result as its USER, on a read-only root, against the local Slack and
// GitHub: /healthz by the very HEALTHCHECK, SIGTERM, exit code 0.

const root = resolve(import.meta.dirname, '../..');
const ignore = readFileSync(join(root, '.dockerignore'), 'utf8');
const stages = readDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'));
const scratch = new Map<string, ScratchRoot>();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function check(isSo: boolean, what: string, why = ''): void {
  say(`${isSo ? 'ok' : 'NOT SO'}: ${what}`);
  if (!isSo) throw new Error(`${what}\n${why}`);
}

function build(stage: Stage): ScratchRoot {
  const image = new ScratchRoot(process.execPath);
  scratch.set(stage.name, image);
  const major = /^node:(\d+)\.(\d+)/.exec(stage.base)?.slice(1).join('.');
  check(process.versions.node.startsWith(`${major}.`), `${stage.name}: ${stage.base} has the Node that is used here`);
  for (const step of stage.steps) {
    if (step.kind === 'run') {
      say(`${stage.name}: RUN ${step.command}`);
      const { status, output } = image.run({
        ...{ command: ['sh', '-c', step.command], env: step.env, workdir: step.workdir, as: 'root', isReadOnly: false },
        // npm's cache and its configuration.
        mounts: { '/home': homedir() },
      });
      check(status === 0, `${stage.name}: it ends with 0`, output);
      continue;
    }
    for (const source of step.sources) {
      const other = step.from === null ? null : scratch.get(step.from);
      if (other === null) check(isInContext(ignore, source), `${stage.name}: ${source} is let into the context`);
      const from = other?.path ?? root;
      const to = step.to.startsWith('/') ? step.to : `${step.workdir}/${step.to}`;
      image.copyIn(join(from, source), to.replace(/\/\.\/$/, '/'));
    }
  }
  return image;
}

async function runIt(stage: Stage, image: ScratchRoot): Promise<void> {
  const world = await createWorld(() => new Date());
  const outside = mkdtempSync(join(tmpdir(), 'countersign-volumes-'));
  try {
    const mounts = Object.fromEntries(
      ['/data', '/config'].map((path) => [path, mkdtempSync(join(outside, 'volume-'))]),
    );
    const [data = '', config = ''] = Object.values(mounts);
    chownSync(data, user.id, user.id);
    chmodSync(outside, 0o755);
    chmodSync(config, 0o755);
    writeFileSync(join(config, 'policy.yml'), world.policy);
    const { secrets } = world;
    const env = {
      ...stage.env,
      SLACK_BOT_TOKEN: secrets.slackBotToken,
      SLACK_SIGNING_SECRET: secrets.slackSigningSecret,
      GITHUB_APP_ID: '4711',
      GITHUB_APP_PRIVATE_KEY: Buffer.from(secrets.githubAppPrivateKey).toString('base64'),
      SLACK_API_URL: world.slack.apiUrl,
      GITHUB_API_URL: world.github.apiUrl,
      // The image's is 3000, which somebody here may have.
      PORT: '38123',
    };
    const common = { env, workdir: stage.workdir, as: user.name, mounts, isReadOnly: true } as const;
    check(stage.user === user.name, `it runs as ${user.name}, and not as root`);
    check(stage.volumes.includes('/data'), 'the database stands in a volume');
    const write = image.run({ ...common, command: ['sh', '-c', `id -un; touch ${stage.workdir}/x /x 2>&1`] });
    check(
      write.status !== 0 && /^node\n/.test(write.output),
      'it may write neither to its folder nor to the root',
      write.output,
    );
    const health = () => image.run({ ...common, command: ['sh', '-c', stage.healthcheck ?? 'false'] });
    check(health().status === 1, 'HEALTHCHECK fails while nothing runs');
    const child = image.start({ ...common, command: stage.command });
    let output = '';
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('"msg":"ready')) isReady();
      });
    }
    await Promise.race([ready, ended]);
    check(output.includes('"msg":"ready'), 'it becomes ready', output);
    check(!output.includes('the sources are run'), 'it runs the bundle', output);
    const { status, output: said } = health();
    check(status === 0, `HEALTHCHECK ends with 0: ${said.trim()}`, said);
    child.kill('SIGTERM');
    check((await ended) === 0 && output.includes('"msg":"stopped"'), 'SIGTERM stops it, and it ends with 0', output);
    check(health().status === 1, 'HEALTHCHECK fails again');
    const audit = image.run({ ...common, command: ['countersign', 'audit', 'verify', '/data/countersign.db'] });
    check(audit.status === 0, `audit verify: ${audit.output.split('\n')[0]}`, audit.output);
  } finally {
    await world.stop();
    rmSync(outside, { recursive: true, force: true });
  }
}

try {
  if (process.getuid?.() !== 0) throw new Error('chroot and a mount table of its own need root');
  for (const stage of stages) build(stage);
  const last = stages.at(-1);
  const image = scratch.get(last?.name ?? '');
  if (last === undefined || image === undefined) throw new Error('the Dockerfile has no stage');
  await runIt(last, image);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  for (const image of scratch.values()) image.remove();
}
