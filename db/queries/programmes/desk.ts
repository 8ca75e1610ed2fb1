import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place, Power } from '@/lib/access/policy'
import type { Reader } from '../../client'

/** From where somebody looks at a run: the widest unit in it over which she holds a power. */
export type Desk = Place & { scopeId: number; provinceId: string; runCode: string }

/** Null where the run is out of reach or she holds the power nowhere in it; a run is the plan's, so another programme's grant is none. */
export async function deskOf(
  db: Reader,
  _scope: Scope,
  { runId, power }: { runId: string; power: Power },
): Promise<Desk | null> {
  const [desk] = await db.execute<Desk>(sql`
    select s.id as "scopeId", s.path, 'RESILIENCE' as programme, r.province_id as "provinceId", r.code as "runCode"
    from app.run r join app.scope s on s.id = any((select app.programme_scope('RESILIENCE', ${power}))::int[]) and r.scope_id = any(s.path)
    where r.id = ${runId} order by cardinality(s.path), s.id limit 1`)
  return desk ?? null
}
