/** A step that changes the files of a stage. */
export type Step =
  | {
      readonly kind: 'copy';
      readonly from: string | null;
      readonly sources: readonly string[];
      readonly to: string;
      readonly workdir: string;
    }
  | { readonly kind: 'run'; readonly command: string; readonly workdir: string; readonly env: Environment };

export type Environment = Readonly<Record<string, string>>;

export type Stage = {
  readonly name: string;
  readonly base: string;
  readonly steps: readonly Step[];
  readonly workdir: string;
  readonly env: Environment;
  readonly user: string;
  readonly volumes: readonly string[];
  /** As a shell runs it. */
  readonly healthcheck: string | null;
  readonly command: readonly string[];
};

function option(words: readonly string[], name: string): string | null {
  return words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
}

function assignments(text: string): Environment {
  return Object.fromEntries(
    text.split(/\s+/).map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
  );
}

function inside(workdir: string, path: string): string {
  return path.startsWith('/') ? path : `${workdir}/${path}`;
}

/** So much of a Dockerfile as ours has: https://docs.docker.com/reference/dockerfile/. What it does not know it refuses. */
export function readDockerfile(text: string): readonly Stage[] {
  const lines = text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Stage[] = [];
  const change = (changes: Partial<Stage>): void => {
    const last = stages.pop();
    if (last === undefined) throw new Error('a Dockerfile begins with FROM');
    stages.push({ ...last, ...changes });
  };
  for (const line of lines) {
    const [instruction = '', ...words] = line.trim().split(/\s+/);
    const rest = line.trim().slice(instruction.length).trim();
    const stage = stages.at(-1);
    const { workdir = '/', env = {}, steps = [] } = stage ?? {};
    const plain = words.filter((word) => !word.startsWith('--'));
    switch (instruction) {
      case 'FROM': {
        const [base = '', , name = String(stages.length)] = plain;
        stages.push({
          name,
          base,
          steps: [],
          workdir: '/',
          env: {},
          user: 'root',
          volumes: [],
          healthcheck: null,
          command: [],
        });
        break;
      }
      case 'WORKDIR':
        change({ workdir: inside(workdir, rest) });
        break;
      case 'ENV':
        change({ env: { ...env, ...assignments(rest) } });
        break;
      case 'COPY':
        change({
          steps: [
            ...steps,
            { kind: 'copy', from: option(words, 'from'), sources: plain.slice(0, -1), to: plain.at(-1) ?? '', workdir },
          ],
        });
        break;
      case 'RUN':
        change({ steps: [...steps, { kind: 'run', command: rest, workdir, env }] });
        break;
      case 'USER':
        change({ user: rest });
        break;
      case 'VOLUME':
        change({ volumes: words });
        break;
      case 'EXPOSE':
        break;
      case 'HEALTHCHECK':
        change({ healthcheck: /\bCMD (.*)$/.exec(rest)?.[1] ?? null });
        break;
      case 'CMD':
        change({ command: JSON.parse(rest) as readonly string[] });
        break;
      default:
        throw new Error(`this reader does not know ${instruction}`);
    }
  }
  return stages;
}

/** Whether .dockerignore lets a path of the context through: the last line that fits decides. */
export function isInContext(ignore: string, path: string): boolean {
  let isIn = true;
  for (const line of ignore.split('\n')) {
    const pattern = line.trim();
    if (pattern === '' || pattern.startsWith('#')) continue;
    const name = pattern.replace(/^!/, '');
    if (name === '*' || path === name || path.startsWith(`${name}/`)) isIn = pattern.startsWith('!');
  }
  return isIn;
}
