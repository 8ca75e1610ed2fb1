import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { ReleasedCell } from '@/lib/disclosure/cell'
import type { TrueOutcome } from '@/lib/disclosure/outcome'
import { kinder } from '@/lib/surveys/outcome'
import type { Reader } from '../../client'
import { outcomeFigures } from '../surveys/outcomes'

/**
 * The outcomes of the whole run as they are on the day, and how many of their pairs there already were on each day on which one
 * was told. Null until the survey after the course has been opened: before it there is nothing to compare.
 */
export async function trueOutcomes(
  db: Reader,
  scope: Scope,
  { runId, asOf }: { runId: string; asOf: string },
  before: readonly ReleasedCell[],
): Promise<TrueOutcome[] | null> {
  const [opened] = await db.execute<{ n: number }>(sql`
    select count(*)::int n from app.assessment_wave where run_id = ${runId}::uuid and kind = 'ENDLINE' and opens_on <= ${asOf}::date`)
  if (!opened?.n) return null
  const days = new Set(
    before.filter(({ table }) => table === 'OUTCOME').map(({ refreshedOn }) => refreshedOn),
  )
  const then: { day: string; pairs: Map<string, number> }[] = []
  for (const day of days) {
    const told = await outcomeFigures(db, scope, { runId, asOf: day })
    then.push({ day, pairs: new Map(told.map(({ code, n }) => [code, n])) })
  }
  const now = await outcomeFigures(db, scope, { runId, asOf })
  return now.map((figure) => {
    const { code, n, improved, same, worse } = figure
    return {
      code,
      pairs: n,
      ...kinder(figure),
      moved: improved === null || same === null || worse === null ? null : { better: improved, same, worse },
      known: then.map(({ day, pairs }) => ({ day, pairs: pairs.get(code) ?? 0 })),
    }
  })
}
