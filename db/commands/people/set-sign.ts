import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { GiveSigns, SetSign } from '@/lib/people/sign-schema'
import { freeSigns } from '@/lib/people/symbol'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { signsOf } from '../../queries/people/signs'
import { authorise, type Context, inTransaction } from '../../transaction'
import { holdCohorts, loadEnrolment, refuseClosed } from '../programmes/enrolment-row'
import { checkVersion, placeOfScope } from '../programmes/load'

/** The symbol and colour a member chose. E-ENR-06: somebody of her group has it. */
export async function setSign(ctx: Context, input: SetSign): Promise<{ cohortId: string }> {
  const { enrolmentId, version, symbol, colour } = SetSign.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await loadEnrolment(db, enrolmentId)
    authorise(ctx.actor, 'enrol', row.place)
    checkVersion(row, version)
    refuseClosed(row)
    const [taken] = await db.execute(sql`
      select 1 from app.enrolment where cohort_id = ${row.cohortId} and id <> ${row.id} and symbol = ${symbol} and colour = ${colour}`)
    if (taken) throw new AppError('E-ENR-06')
    const [before] = await db.execute<{ symbol: string | null; colour: string | null }>(
      sql`select symbol, colour from app.enrolment where id = ${row.id}`,
    )
    await db.execute(sql`
      update app.enrolment set symbol = ${symbol}, colour = ${colour}, version = version + 1 where id = ${row.id}`)
    await audit(db, ctx, {
      action: 'enrolment.sign',
      entity: 'enrolment',
      entityId: row.id,
      scopeId: row.scopeId,
      before: { symbol: before!.symbol, colour: before!.colour },
      after: { symbol, colour },
    })
    return { cohortId: row.cohortId }
  })
}

/** A free sign for each of a group who has none, in the order of the register; those that stand stay. */
export async function giveSigns(ctx: Context, input: GiveSigns): Promise<{ given: number }> {
  const { cohortId } = GiveSigns.parse(input)
  return inTransaction(ctx, async (db) => {
    await holdCohorts(db, [cohortId])
    const [cohort] = await db.execute<{ scopeId: number; runStatus: string; cohortStatus: string }>(sql`
      select c.scope_id as "scopeId", r.status as "runStatus", c.status as "cohortStatus"
      from app.cohort c join app.run r on r.id = c.run_id where c.id = ${cohortId}`)
    if (!cohort) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'enrol', await placeOfScope(db, cohort.scopeId))
    refuseClosed(cohort)
    const without = await db.execute<{ id: string }>(sql`
      select id from app.enrolment where cohort_id = ${cohortId} and symbol is null and status in ('REGISTERED', 'ACTIVE')
      order by row_no`)
    const signs = freeSigns(await signsOf(db, scopeOf(ctx.actor), cohortId), without.length)
    const pairs = signs.map((sign, at) => ({ id: without[at]!.id, ...sign }))
    if (pairs.length === 0) return { given: 0 }
    await db.execute(sql`
      update app.enrolment e set symbol = x.symbol, colour = x.colour, version = version + 1
      from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as x (id uuid, symbol text, colour text) where e.id = x.id`)
    await audit(db, ctx, {
      action: 'enrolment.signs',
      entity: 'cohort',
      entityId: cohortId,
      scopeId: cohort.scopeId,
      after: { count: pairs.length, enrolments: pairs.map(({ id }) => id) },
    })
    return { given: pairs.length }
  })
}
