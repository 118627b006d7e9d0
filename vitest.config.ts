import { defineConfig } from 'vitest/config';

const SIMULATION = ['**/simulation/**/*.test.ts', '**/*simulation*.test.ts'];
const NOT_OURS = ['node_modules/**', 'out/**', 'dist/**'];

/** `*.test.ts` beside the code is Vitest's, `*.spec.ts` in e2e/ is Playwright's. */
export default defineConfig({
  test: {
    maxWorkers: '100%', // tests wait more than they compute; by default one core would stay free
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,drivers,electron,renderer,scripts,e2e,bench}/**/*.test.{ts,tsx}'],
          exclude: [...NOT_OURS, ...SIMULATION],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'simulation',
          include: SIMULATION,
          exclude: NOT_OURS,
          testTimeout: 600_000,
        },
      },
    ],
  },
});
