import type { Reader } from '@/db/client'
import { type RunLine, runsInReach } from '@/db/queries/programmes/run-line'
import type { Scope } from '@/lib/access/actor'
import { asOfDay, asOfParam } from '@/lib/indicators/as-of'

export type AskedParams = { run?: string; asOf?: string; place?: string; page?: string }
export type AskedRun = { runs: RunLine[]; run: RunLine; asOf: string }

/** The run and the day an address asks for: the latest run and the last day that has ended where it names none. */
export async function askedRun(
  db: Reader,
  scope: Scope,
  { run: code, asOf }: AskedParams,
): Promise<AskedRun | null> {
  const runs = await runsInReach(db, scope)
  const run = runs.find((one) => one.code === code) ?? runs[0]
  return run ? { runs, run, asOf: asOfDay(asOf, new Date(run.clock)) } : null
}

/** The part of an address that keeps run and day; what is the default is left out. */
export function addressOf(
  base: string,
  { run, runs, asOf }: AskedRun,
  more: Record<string, string | undefined> = {},
): string {
  const query = new URLSearchParams()
  if (runs.length > 1) query.set('run', run.code)
  if (asOf !== asOfDay(undefined, new Date(run.clock))) query.set('asOf', asOfParam(asOf))
  for (const [key, value] of Object.entries(more)) if (value !== undefined) query.set(key, value)
  const text = query.toString()
  return text ? `${base}?${text}` : base
}
