import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { bundled } from '../support/bundled'

const root = resolve(import.meta.dirname, '../..')
export type Streak = {
  handle: string
  password: string
  run: string
  sessions: string[]
  name: string
  tag: string
}

/** Runs one of the scripts beside this file with the owner's rights, and hands back what it printed. */
export async function made<T>(script: string, ...args: string[]): Promise<T> {
  const outfile = await bundled(`tests/e2e/${script}.ts`, `test-results/${script}-${process.pid}.mjs`)
  return JSON.parse(execFileSync(process.execPath, [outfile, ...args], { cwd: root, encoding: 'utf8' })) as T
}

/** A cohort of the test's own (small, if not said otherwise) with three sessions to record (or as many), made with the owner's rights. */
export const streak = (people = 4, sessions = 3): Promise<Streak> =>
  made<Streak>('follow-up-cohort', String(people), String(sessions))
