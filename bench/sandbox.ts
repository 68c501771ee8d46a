// How the browser sandbox starts, paints, scrolls and grows, in a real browser.
import { rmSync } from 'node:fs';
import { builtPage } from '@countersign/sandbox-page/build-when-stale';
import { approve, askForToken, openConversation, press } from '@countersign/sandbox-page/test/at-work';
import { fillWithMany, messages, tokens } from '@countersign/sandbox-page/test/many-rows';
import { openBrowser } from '@countersign/sandbox-page/test/open-browser';
import { openWorkshop } from '@countersign/sandbox-page/test/open-sandbox';
import { channel } from '@countersign/sandbox-stage/cast';
import { print, type Row } from './figures.ts';
import { type Resident, resident, startSandbox } from './sandbox-process.ts';

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;
const rounds = 60;
const starts = 5;

function middle(all: readonly number[]): number {
  return all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN;
}

async function secondsToStart(isBuilt: boolean): Promise<number> {
  const seconds: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    if (!isBuilt) rmSync(builtPage, { recursive: true, force: true });
    const sandbox = await startSandbox(true);
    seconds.push(sandbox.seconds);
    await sandbox.stop();
  }
  return middle(seconds);
}

async function openAs(browser: Browser, address: string, slackId: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  await context.addInitScript(() => localStorage.setItem('countersign-sandbox-tour', 'closed:0'));
  const page = await context.newPage();
  await page.goto(`${address}/?as=${slackId}`);
  await page.locator('.composer-input').waitFor();
  return page;
}

const firstPaint = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((found) => new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') found(startTime / 1000);
  }).observe({ type: 'paint', buffered: true }))`);

/** What is still held after the garbage is gone. */
async function heapMiB(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return `${(usedSize / 1_048_576).toFixed(1)} MiB`;
}

type Memory = Resident & { readonly page: string };
const memoryOf = async (pid: number, page: Page): Promise<Memory> => ({
  ...resident(pid),
  page: await heapMiB(page),
});

async function measureUse(browser: Browser): Promise<readonly Row[]> {
  const sandbox = await startSandbox(false);
  try {
    const paints: number[] = [];
    for (let time = 0; time < starts; time += 1) {
      const page = await openAs(browser, sandbox.address, 'U0DAN000001');
      paints.push(await firstPaint(page));
      await page.context().close();
    }
    const [mona, bea] = [
      await openAs(browser, sandbox.address, 'U0MONA00001'),
      await openAs(browser, sandbox.address, 'U0BEA000001'),
    ];
    const before = await memoryOf(sandbox.pid, mona);
    const startedAt = performance.now();
    for (let round = 1; round <= rounds; round += 1) {
      await openConversation(mona, 'Countersign');
      await askForToken(mona, { name: `job-${round}` });
      await approve(bea, `PAT-${round}`);
      await press(bea, '+1 hour');
      await bea.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
    }
    const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
    const after = await memoryOf(sandbox.pid, mona);
    const grown = (part: keyof Memory): string => `${before[part]} → ${after[part]}`;
    const how = `${rounds} rounds in ${minutes} min`;
    return [
      [`first contentful paint (median of ${starts}, nothing cached)`, `${middle(paints).toFixed(2)} s`, '< 1 s'],
      [`memory of the server, start → ${how}`, grown('server'), ''],
      [`memory of the bot, start → ${how}`, grown('bot'), ''],
      [`JS heap of the asker’s page, start → ${how}`, grown('page'), ''],
    ];
  } finally {
    await sandbox.stop();
  }
}

/** Upwards as fast as the page lets one, frame by frame, until the first message shows; the most that was drawn. */
const scrollUp = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((done) => {
    const box = document.querySelector('.message-scroll');
    let most = 0;
    const turn = () => {
      const drawn = [...document.querySelectorAll('.message')];
      most = Math.max(most, drawn.length);
      if (drawn.some((one) => / message 1$|^message 1$/m.test(one.innerText))) return done(most);
      box.scrollTop = 0;
      requestAnimationFrame(turn);
    };
    turn();
  })`);

async function measureScroll(): Promise<readonly Row[]> {
  const workshop = await openWorkshop();
  try {
    const sandbox = await workshop.open(fillWithMany);
    const page = await sandbox.as('bea');
    await page.locator(`[data-conversation="${channel}"]`).click();
    await page.getByText(`message ${messages}`, { exact: true }).waitFor();
    let startedAt = performance.now();
    const most = await scrollUp(page);
    const messageSeconds = (performance.now() - startedAt) / 1_000;
    const github = page.getByRole('region', { name: 'GitHub' });
    const pages = Math.ceil(tokens / 25);
    startedAt = performance.now();
    for (let turned = 2; turned <= pages; turned += 1) {
      await github.getByRole('button', { name: 'Older' }).click();
      await github.getByText(`${turned} of ${pages}`).waitFor();
    }
    const tokenSeconds = (performance.now() - startedAt) / 1_000;
    const tokenRows = await github.locator('[data-token]').count();
    const heap = await heapMiB(page);
    await sandbox.close();
    const count = (many: number): string => many.toLocaleString('en');
    return [
      [`scrolling up through ${count(messages)} messages`, `${messageSeconds.toFixed(1)} s`, ''],
      ['message rows drawn at once, at most', String(most), '≤ 160'],
      [`paging through ${count(tokens)} tokens (${pages} pages)`, `${tokenSeconds.toFixed(1)} s`, ''],
      ['token rows drawn at once', String(tokenRows), '25'],
      ['JS heap of that page, all of it read', heap, ''],
    ];
  } finally {
    await workshop.close();
  }
}

let browser: Browser;
try {
  browser = await openBrowser();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
const notBuilt = await secondsToStart(false);
const built = await secondsToStart(true);
const rows: readonly Row[] = [
  [`\`npm run sandbox\` to the address, page built (median of ${starts})`, `${built.toFixed(2)} s`, '< 3 s'],
  [`the same, page not built (median of ${starts})`, `${notBuilt.toFixed(2)} s`, '< 3 s'],
  ...(await measureUse(browser)),
  ...(await measureScroll()),
];
await browser.close();
print(rows);
process.exit();
