import { sql } from 'drizzle-orm'
import { DecideDuplicate } from '@/lib/people/consent-schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authoriseDoubles, type Context, inTransaction } from '../../transaction'
import { makePersonKey, openForPerson, openPersonKey, type SealedColumn, sealForPerson } from '../../vault'
import { placeOfScope } from '../programmes/load'

export type DuplicateDecided = { caseId: string; keptId: string | null }
type Case = { id: string; scopeId: number; personId: string; otherId: string; status: string }
type Sealed = {
  id: string
  provinceId: string
  key: string | null
  national_id_sealed: string | null
  mobile_sealed: string | null
}

/**
 * The office says whether two records are one woman. DIFFERENT: two people, and the question is not raised again. SAME:
 * one of the records takes everything over. Done where one reviews the province; nobody else hears of it.
 */
export async function decideDuplicate(ctx: Context, input: DecideDuplicate): Promise<DuplicateDecided> {
  const asked = DecideDuplicate.parse(input)
  return inTransaction(ctx, async (db) => {
    const [found] = await db.execute<Case>(sql`
      select id, scope_id as "scopeId", person_id as "personId", other_id as "otherId", status
      from app.duplicate_case where id = ${asked.caseId} for update`)
    if (!found) throw new AppError('E-GEN-02')
    authoriseDoubles(ctx.actor, await placeOfScope(db, found.scopeId))
    if (found.status !== 'OPEN') throw new AppError('E-GEN-03')
    await mustSee(db, found)
    const two = found.personId !== found.otherId
    if (asked.decision === 'SAME' && two) {
      const keepId = asked.keepId
      if (!keepId || ![found.personId, found.otherId].includes(keepId)) throw new AppError('E-GEN-01')
      await merge(db, ctx, found, keepId, asked.reason)
    } else
      await db.execute(sql`
        update app.duplicate_case set status = 'DECIDED', decision = ${asked.decision}, reason = ${asked.reason},
          decided_by = ${ctx.actor.userId}::uuid, decided_at = ${ctx.now.toISOString()}::timestamptz where id = ${found.id}`)
    await audit(db, ctx, {
      action: 'duplicate.decide',
      entity: 'duplicate_case',
      entityId: found.id,
      scopeId: found.scopeId,
      after: { decision: asked.decision },
    })
    return { caseId: found.id, keptId: asked.decision === 'SAME' ? (asked.keepId ?? null) : null }
  })
}

/** Nobody decides about a woman whose record she does not hold: the desk is shared by programmes, the people are not. */
async function mustSee(db: Db, { personId, otherId }: Case): Promise<void> {
  const ids = [...new Set([personId, otherId])]
  const seen = await db.execute(sql`
    select 1 from app.person where id in (${personId}, ${otherId})`)
  if (seen.length < ids.length) throw new AppError('E-GEN-02')
}

/** Identifiers the staying row lacks are sealed anew under its own key; the rest the database does in one function. */
async function merge(db: Db, ctx: Context, found: Case, keepId: string, reason: string): Promise<void> {
  const rows = await db.execute<Sealed>(sql`
    select p.id, p.province_id as "provinceId", k.sealed as key, p.national_id_sealed, p.mobile_sealed
    from app.person p left join app.person_key k on k.person_id = p.id where p.id in (${found.personId}, ${found.otherId})`)
  const keep = rows.find(({ id }) => id === keepId)
  const gone = rows.find(({ id }) => id !== keepId)
  if (!keep || !gone) throw new AppError('E-GEN-02')
  const lacks = (['national_id_sealed', 'mobile_sealed'] as const).filter(
    (column) => keep[column] === null && gone[column] !== null,
  )
  const key = await keyOf(db, keep, lacks.length > 0)
  const moved = (column: SealedColumn) =>
    key && gone.key && lacks.includes(column)
      ? sealForPerson(
          key,
          column,
          openForPerson(openPersonKey(gone.provinceId, gone.id, gone.key), column, gone[column]!),
        )
      : null
  await db.execute(sql`
    select app.merge_people(${found.id}, ${keepId}, ${reason}, ${moved('national_id_sealed')}, ${moved('mobile_sealed')}, ${ctx.requestId})`)
}

async function keyOf(db: Db, keep: Sealed, needed: boolean) {
  if (!needed) return null
  if (keep.key) return openPersonKey(keep.provinceId, keep.id, keep.key)
  const made = makePersonKey(keep.provinceId, keep.id)
  await db.execute(sql`insert into app.person_key (person_id, sealed) values (${keep.id}, ${made.sealed})`)
  return made.key
}
