// `node src/launch/check-health.js HOST PORT`: ends with 0 where /healthz answers 200, else with 1. What a container's HEALTHCHECK runs.
import { get } from 'node:http';

const [host = '127.0.0.1', port = '3000'] = process.argv.slice(2);
const timeout = 4_000;

/** Who listens on every address is asked on this machine's own. */
const asked = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;

process.exitCode = 1;
const request = get({ host: asked, port, path: '/healthz', timeout }, (answer) => {
  answer.pipe(process.stdout);
  answer.on('end', () => {
    process.exitCode = answer.statusCode === 200 ? 0 : 1;
  });
});
request.on('timeout', () => request.destroy(new Error('no answer in time')));
request.on('error', (error) => process.stdout.write(`${error.message}\n`));
