import { appendFileSync, readFileSync } from 'node:fs';
import { beforeAll, afterAll, expect } from 'vitest';
const stat = () => { const f = readFileSync('/proc/self/stat','utf8').split(') ')[1].split(' '); return { self: (+f[11] + +f[12]) / 100, kids: (+f[13] + +f[14]) / 100 }; };
const key = Symbol.for('cpu-last');
let before;
beforeAll(() => { before = stat(); });
afterAll(() => { const after = stat(); const last = globalThis[key] ?? { self: 0, kids: 0 };
 appendFileSync(process.env.CPU_FILE, `${(after.self-before.self).toFixed(2)} ${(after.kids-before.kids).toFixed(2)} ${(before.self-last.self).toFixed(2)} ${process.pid} ${expect.getState().testPath.replace(process.cwd()+'/','')}\n`); globalThis[key] = after; });
