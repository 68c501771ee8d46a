import { it } from 'vitest';
import { copyFileSync } from 'node:fs';
import { bundleBot } from '../support/bundled-bot.ts';
import { KilledWorld, nameOf } from '../support/killed-world.ts';
import { walkApprovePath } from '../support/approve-path.ts';

it('probe', async () => {
  let t = performance.now();
  const lap = (what: string) => { const n = performance.now(); console.log(what, Math.round(n - t)); t = n; };
  const bundle = await bundleBot();
  lap('bundle');
  const first = await KilledWorld.start({ entry: bundle.entry, at: null, database: null });
  lap('first start');
  await first.giveDatabase((p) => copyFileSync(p, '/tmp/template.db'));
  lap('stopped');
  for (let i = 0; i < 4; i += 1) {
    const w = await KilledWorld.start({ entry: bundle.entry, at: null, database: '/tmp/template.db' });
    lap('start');
    w.watch();
    await walkApprovePath(w);
    lap('walk');
    w.ignore();
    if (i === 0) { console.log(w.passed.map((p, j) => `${j} ${nameOf(p)}`).join('\n')); console.log(JSON.stringify(w.stored(), null, 1).slice(0, 6000)); console.log(w.posted()); }
    console.log(w.passed.length, w.passed.map(nameOf).sort().join('\n').length, w.errors);
    await w.end();
    lap('end');
  }
  bundle.remove();
});
