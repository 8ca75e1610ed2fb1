import { sql } from 'drizzle-orm'
import { audit } from '@/db/audit'
import { asArray } from '@/db/commands/programmes/load'
import type { SheetRow } from './register'
import type { Stage } from './stage'

/** The consent read aloud to whoever is there for the first time; until then it is the office's declaration. */
export async function readAloud(
  stage: Stage,
  group: { cohortId: string; scopeId: number; facilitatorUser: string },
  rows: readonly SheetRow[],
): Promise<void> {
  const here = rows.filter(({ mark }) => mark.code === 'PRESENT' || mark.code === 'LATE')
  const heard = await stage.db.execute<{ id: string }>(sql`
    update app.consent set state = 'READ_ALOUD', read_at = ${stage.now.toISOString()}::timestamptz, read_by = ${group.facilitatorUser}
    where scope_id = ${group.scopeId} and state = 'DECLARED' and person_id = any(${asArray(here.map((row) => row.personId))}::uuid[])
    returning id`)
  if (heard.length === 0) return
  const ctx = { actor: stage.cast.system, now: stage.now, requestId: 'demo' }
  await audit(stage.db, ctx, {
    action: 'consent.read-aloud',
    entity: 'cohort',
    entityId: group.cohortId,
    scopeId: group.scopeId,
    after: { count: heard.length },
  })
}
