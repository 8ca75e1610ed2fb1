import { readFileSync, writeFileSync } from 'node:fs'
import type { Seat } from './wall-world'

// tests/fixtures/wall.txt: under each table who may do what in it. Seats that may do nothing are left out, those that may the same
// share a line. It is made by the tests (WALL_WRITE=1 npm run test:wall) and read by a person: a change in it is a change of rights.

const FILE = new URL('../../fixtures/wall.txt', import.meta.url)
/** By table and seat. */
export type Written = ReadonlyMap<string, ReadonlyMap<string, string>>

export const sightIn = (written: Written, table: string, seat: Seat): string =>
  written.get(table)?.get(seat.key) ?? ''

export function readWall(): Written {
  const tables = new Map<string, Map<string, string>>()
  let table = new Map<string, string>()
  for (const line of readFileSync(FILE, 'utf8').trimEnd().split('\n')) {
    if (!line.startsWith('  ')) {
      table = new Map()
      tables.set(line, table)
      continue
    }
    const cut = line.indexOf(': ')
    for (const seat of line.slice(cut + 2).split(' | ')) table.set(seat, line.slice(2, cut))
  }
  return tables
}

export function writeWall(written: Written): void {
  const text = [...written].map(([table, seats]) => {
    const lines = new Map<string, string[]>()
    for (const [seat, sight] of seats) if (sight !== '') lines.set(sight, [...(lines.get(sight) ?? []), seat])
    return [table, ...[...lines].map(([sight, all]) => `  ${sight}: ${all.join(' | ')}`)].join('\n')
  })
  writeFileSync(FILE, `${text.join('\n')}\n`)
}
