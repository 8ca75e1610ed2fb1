import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { actorCan, actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { monthsOf } from '@/lib/charities/agreement'
import { type JudgedDelivery, judgeDeliveries, wholeDeliveries } from '@/lib/charities/delivery-sheet'
import { DELIVERING } from '@/lib/charities/served'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit, auditAll } from '../../audit'
import { type DeliveryRow, deliveryFacts } from '../../queries/charities/delivery-facts'
import { type Context, inTransaction } from '../../transaction'
import { clocked } from './load'

const id = z.uuid('E-GEN-01')
const whole = (most: number) => z.int('E-GEN-01').min(0, 'E-GEN-01').max(most, 'E-GEN-01').nullable()
const sheet = {
  provinceId: id,
  lines: z
    .array(
      z.strictObject({
        row: z.int(),
        code: z.string().max(300),
        month: whole(150_012),
        served: whole(1_000_000),
        units: whole(10_000_000),
      }),
    )
    .min(1, 'E-CD-34')
    .max(5000, 'E-GEN-01'),
}
const Preview = z.strictObject(sheet)
const Import = z.strictObject({
  ...sheet,
  acknowledged: z.array(z.enum(['W-CD-08'])).default([]),
})
const Export = z.strictObject({ provinceId: id, month: z.int('E-GEN-01') })

/** Each line of a sheet as it would be taken now; nothing is written. */
export async function previewDeliveries(
  ctx: Context,
  input: z.input<typeof Preview>,
): Promise<JudgedDelivery[]> {
  const asked = Preview.parse(input)
  return inTransaction(ctx, async (db) => {
    const facts = await mine(db, ctx, asked.provinceId)
    const at = await clocked(db, ctx, asked)
    return judgeDeliveries(asked.lines, facts, tehranDay(at.now))
  })
}

/**
 * The deliveries of a sheet as they were looked at, judged once more and written down as a whole or not at all; a month that stands is
 * corrected. E-CD-26: a line is wrong. W-CD-08: more people than an agreement is for, and nobody has said that it is so.
 */
export async function importDeliveries(
  ctx: Context,
  input: z.input<typeof Import>,
): Promise<{ written: number; same: number }> {
  const asked = Import.parse(input)
  return inTransaction(ctx, async (db) => {
    await db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended('charity deliveries ' || ${asked.provinceId}::text, 0))`,
    )
    const facts = await mine(db, ctx, asked.provinceId)
    const at = await clocked(db, ctx, asked)
    const judged = judgeDeliveries(asked.lines, facts, tehranDay(at.now))
    const taken = orThrow(wholeDeliveries(judged, asked.acknowledged))
    const of = new Map(facts.map((one) => [one.agreementId, one]))
    const rows = taken.map((line) => ({ ...line, scopeId: of.get(line.agreementId!)!.scopeId }))
    await db.execute(sql`
      insert into app.charity_delivery as d (scope_id, agreement_id, month, served, units, recorded_by, recorded_at)
      select x."scopeId", x."agreementId", x.month, x.served, x.units, app.me(), ${at.now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x("scopeId" int, "agreementId" uuid, month int, served int, units int)
      on conflict (agreement_id, month) do update set served = excluded.served, units = excluded.units, recorded_by = excluded.recorded_by,
        recorded_at = excluded.recorded_at, version = d.version + 1`)
    await auditAll(
      db,
      ctx,
      rows.map((line) => ({
        action: 'charity.delivery',
        entity: 'charity_agreement',
        entityId: line.agreementId!,
        scopeId: line.scopeId,
        before: of.get(line.agreementId!)!.delivered[String(line.month)],
        after: { month: line.month, served: line.served, units: line.units, by: 'SHEET' },
      })),
    )
    return { written: taken.length, same: judged.length - taken.length }
  })
}

/** The sheet of a month, to be filled in and taken in again: every agreement that runs in it, with what stands. */
export async function exportDeliveries(ctx: Context, input: z.input<typeof Export>): Promise<DeliveryRow[]> {
  const asked = Export.parse(input)
  return inTransaction(ctx, async (db) => {
    const facts = await mine(db, ctx, asked.provinceId)
    const rows = facts.filter((one) => DELIVERING.includes(one.state) && monthsOf(one).includes(asked.month))
    const [first] = facts
    if (first)
      await audit(db, ctx, {
        action: 'export',
        entity: 'charity_agreement',
        entityId: asked.provinceId,
        scopeId: first.scopeId,
        after: { what: 'deliveries', month: asked.month, rows: rows.length },
      })
    return rows
  })
}

/** Those the asker records for; E-GEN-02: none, whoever she is. */
async function mine(
  db: Parameters<typeof deliveryFacts>[0],
  ctx: Context,
  provinceId: string,
): Promise<DeliveryRow[]> {
  if (!actorCanSomewhere(ctx.actor, 'deliver', 'CHARITY')) throw new AppError('E-GEN-02')
  const facts = await deliveryFacts(db, scopeOf(ctx.actor), { provinceId })
  const own = facts.filter((one) => actorCan(ctx.actor, 'deliver', one))
  if (own.length === 0) throw new AppError('E-GEN-02')
  return own
}
