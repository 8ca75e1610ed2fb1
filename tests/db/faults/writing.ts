import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { expect } from 'vitest'
import { bundled } from '@/tests/support/bundled'

const root = resolve(import.meta.dirname, '../../..')

/** The eight writers (writers.ts) as a program in a folder. */
export const writersIn = (folder: string) =>
  bundled('tests/db/faults/writers.ts', join(folder, 'writers.mjs'))

/** Sets the writers to work on a database, and listens to what they have been promised. */
export function startWriting(program: string, url: string) {
  const acknowledged: { id: string; at: number }[] = []
  const faults: string[] = []
  let end = ''
  let exit: number | null | undefined
  const child = spawn(process.execPath, [program, url], { cwd: root, stdio: 'pipe' })
  let rest = ''
  child.stdout.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      if (line.startsWith('done ')) acknowledged.push({ id: line.slice(5), at: performance.now() })
      else if (line.startsWith('end ')) end = line.slice(4)
      else faults.push(line)
    }
  })
  child.stderr.on('data', (chunk) => faults.push(String(chunk)))
  const gone = new Promise<void>((done) =>
    child.once('exit', (code) => {
      exit = code
      done()
    }),
  )
  return {
    acknowledged,
    kill: () => child.kill('SIGKILL'),
    /** Until so many are acknowledged, or the program has ended. */
    async until(n: number) {
      while (acknowledged.length < n && exit === undefined) await sleep(10)
    },
    /** Ends them; they must have lived until now, and have met failures without a fault of their own. */
    async stop() {
      expect(exit, faults.join('\n')).toBeUndefined()
      child.stdin.write('stop\n')
      await gone
      expect(exit).toBe(0)
      expect(faults).toEqual([])
      expect(JSON.parse(end).failures).toBeGreaterThan(0)
    },
    /** What was acknowledged is stored, once, with its effect once. */
    async prove(asked: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>) {
      const [stored, done] = await asked(async (sql) => [
        (await sql`select id from operation`).map((row) => row.id as string),
        (await sql`select id from effect`).map((row) => row.id as string),
      ])
      const there = new Set(stored)
      const ids = acknowledged.map(({ id }) => id)
      expect(ids.filter((id) => !there.has(id))).toEqual([])
      expect(new Set(ids).size).toBe(ids.length)
      expect(done!.length).toBe(new Set(done).size)
      expect([...done!].sort()).toEqual([...stored!].sort())
    },
  }
}
export type Writing = ReturnType<typeof startWriting>
