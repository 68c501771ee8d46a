import { defineConfig } from 'rolldown';

// One file: drizzle's many entry points cost a second and 190 MB at every start otherwise. The native driver stays outside.
export default defineConfig({
  input: 'src/main.ts',
  platform: 'node',
  external: ['better-sqlite3', 'pino'],
  output: { file: 'dist/main.js', format: 'esm', sourcemap: true },
  logLevel: 'warn',
});
