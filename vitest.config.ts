import { defineConfig } from 'vitest/config'
import { guardsTakenAway } from './tests/guards/plugin.mjs'

const alias = {
  '@': import.meta.dirname,
  'server-only': `${import.meta.dirname}/tests/support/server-only.ts`,
}
// A hostile zone: whoever forgets Asia/Tehran is found here.
const env = { TZ: 'Asia/Kathmandu' }

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        // Reading a picture of paper takes seconds where others use the processors too.
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], env, testTimeout: 120_000 },
      },
      {
        resolve: { alias },
        test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'], env },
      },
      // Two hundred pictures of paper take a minute or two; a short form of it is among the unit tests.
      {
        resolve: { alias },
        test: { name: 'paper', include: ['tests/paper/**/*.test.ts'], env, testTimeout: 1_800_000 },
      },
      // Twenty invented provinces through the attack; a few of them are among the unit tests.
      {
        resolve: { alias },
        test: { name: 'disclosure', include: ['tests/disclosure/**/*.test.ts'], env, testTimeout: 600_000 },
      },
      // Installations killed, filled up and doubled while phones send: `npm test` kills a few times, `npm run test:faults` many.
      {
        resolve: { alias },
        test: {
          name: 'faults',
          include: [process.env.FAULT_LONG ? 'tests/faults/**/*.test.ts' : 'tests/faults/killed.test.ts'],
          env,
          pool: 'forks',
          maxWorkers: 1,
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
        },
      },
      {
        resolve: { alias },
        plugins: process.env.GUARDS ? [guardsTakenAway()] : [],
        test: {
          name: 'db',
          include: ['tests/db/**/*.test.ts'],
          env,
          globalSetup: [
            'tests/support/database-template.ts',
            ...(process.env.GUARDS ? ['tests/guards/summary.ts'] : []),
          ],
          pool: 'forks',
          maxWorkers: 2,
          // Some load a whole demonstration, which takes its time on a busy machine.
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
