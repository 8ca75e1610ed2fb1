import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { actorCan } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import { AppError, orThrow } from '@/lib/shared/result'
import { readWording } from '@/lib/surveys/wording'
import { audit } from '../../audit'
import { type Context, inTransaction } from '../../transaction'
import { asArray, placeOfScope } from '../programmes/load'

const Load = z.strictObject({ provinceId: z.uuid('E-GEN-01'), text: z.string() })
const Remove = z.strictObject({ wordingId: z.uuid('E-GEN-01') })

/** The office that runs the programme, or who keeps the installation. */
function requireWordings(actor: Actor, place: Place): void {
  if (!actorCan(actor, 'run', place) && !actorCan(actor, 'accounts', place)) throw new AppError('E-GEN-02')
}

/**
 * Takes the words of an instrument from the office's file, unaltered, with whose they are; they stand in place of the former
 * ones of that language. E-ASM-08 to 10: a broken file.
 */
export async function loadWording(
  ctx: Context,
  input: z.input<typeof Load>,
): Promise<{ wordingId: string; instrument: string }> {
  const { provinceId, text } = Load.parse(input)
  const wording = orThrow(readWording(text))
  return inTransaction(ctx, async (db) => {
    const [province] = await db.execute<{ scopeId: number }>(
      sql`select scope_id as "scopeId" from app.place where id = ${provinceId} and kind = 'PROVINCE'`,
    )
    if (!province) throw new AppError('E-GEN-02')
    requireWordings(ctx.actor, await placeOfScope(db, province.scopeId))
    const { instrument, language, source, licence } = wording
    await db.execute(sql`
      update app.instrument_wording set removed_at = ${ctx.now.toISOString()}::timestamptz, removed_by = app.me()
      where scope_id = ${province.scopeId} and instrument = ${instrument} and language = ${language} and removed_at is null`)
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.instrument_wording (scope_id, province_id, instrument, language, lead, items, answers, source, licence, loaded_by)
      values (${province.scopeId}, ${provinceId}, ${instrument}, ${language}, ${wording.lead}, ${asArray(wording.items)}::text[],
        ${asArray(wording.answers)}::text[], ${source}, ${licence}, app.me()) returning id`)
    await audit(db, ctx, {
      action: 'survey.wording',
      entity: 'instrument_wording',
      entityId: made!.id,
      scopeId: province.scopeId,
      after: { instrument, language, source, licence },
    })
    return { wordingId: made!.id, instrument }
  })
}

/** Takes words away: the instrument is hidden again, and what was answered stays. */
export async function removeWording(ctx: Context, input: z.input<typeof Remove>): Promise<void> {
  const { wordingId } = Remove.parse(input)
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<{ scopeId: number; instrument: string; language: string }>(sql`
      select scope_id as "scopeId", instrument, language from app.instrument_wording where id = ${wordingId} and removed_at is null`)
    if (!row) throw new AppError('E-GEN-02')
    requireWordings(ctx.actor, await placeOfScope(db, row.scopeId))
    await db.execute(sql`
      update app.instrument_wording set removed_at = ${ctx.now.toISOString()}::timestamptz, removed_by = app.me() where id = ${wordingId}`)
    await audit(db, ctx, {
      action: 'survey.wording-remove',
      entity: 'instrument_wording',
      entityId: wordingId,
      scopeId: row.scopeId,
      before: { instrument: row.instrument, language: row.language },
    })
  })
}
