import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { LARGEST_BYTES, LARGEST_MB } from '@/lib/files/picture'
import { SPOKEN, soundType, VOICE_LANGUAGES } from '@/lib/files/sound'
import { uuidV7 } from '@/lib/shared/id'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { sealBytes } from '../../vault'
import { placeOfScope } from '../programmes/load'

const Keep = z.strictObject({
  provinceId: z.uuid('E-GEN-01'),
  spoken: z.enum(SPOKEN, 'E-GEN-01'),
  language: z.enum(VOICE_LANGUAGES, 'E-GEN-01'),
})
const Remove = z.strictObject({ voiceId: z.uuid('E-GEN-01') })

/**
 * Keeps a recorded voice, sealed under the province's key; one stands for a text and a language, the former is emptied.
 * E-VOI-01: too large. E-VOI-02: by its own bytes it is no sound.
 */
export async function keepVoice(
  ctx: Context,
  input: z.input<typeof Keep>,
  bytes: Buffer,
): Promise<{ voiceId: string }> {
  const { provinceId, spoken, language } = Keep.parse(input)
  if (bytes.byteLength > LARGEST_BYTES) throw new AppError('E-VOI-01', { max: LARGEST_MB })
  const mime = soundType(bytes)
  if (!mime) throw new AppError('E-VOI-02')
  return inTransaction(ctx, async (db) => {
    const [province] = await db.execute<{ scopeId: number }>(
      sql`select scope_id as "scopeId" from app.place where id = ${provinceId} and kind = 'PROVINCE'`,
    )
    if (!province) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', await placeOfScope(db, province.scopeId))
    const id = uuidV7(ctx.now.getTime(), randomBytes(16))
    const sealed = sealBytes(provinceId, { table: 'voice', column: 'sealed', rowId: id }, bytes)
    const digest = createHash('sha256').update(bytes).digest('hex')
    await db.execute(sql`
      update app.voice set removed_at = ${ctx.now.toISOString()}::timestamptz, removed_by = app.me(), sealed = ''
      where scope_id = ${province.scopeId} and spoken = ${spoken} and language = ${language} and removed_at is null`)
    await db.execute(sql`
      insert into app.voice (id, scope_id, province_id, spoken, language, mime, size, digest, sealed, created_by)
      values (${id}, ${province.scopeId}, ${provinceId}, ${spoken}, ${language}, ${mime}, ${bytes.byteLength}, decode(${digest}, 'hex'),
        ${sealed}, app.me())`)
    await audit(db, ctx, {
      action: 'voice.add',
      entity: 'voice',
      entityId: id,
      scopeId: province.scopeId,
      after: { spoken, language, bytes: bytes.byteLength },
    })
    return { voiceId: id }
  })
}

/** Takes a voice away: its row stays as a trace, its content is gone. */
export async function removeVoice(ctx: Context, input: z.input<typeof Remove>): Promise<void> {
  const { voiceId } = Remove.parse(input)
  return inTransaction(ctx, async (db) => {
    const [row] = await db.execute<{ scopeId: number; spoken: string; language: string }>(
      sql`select scope_id as "scopeId", spoken, language from app.voice where id = ${voiceId} and removed_at is null`,
    )
    if (!row) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', await placeOfScope(db, row.scopeId))
    await db.execute(sql`
      update app.voice set removed_at = ${ctx.now.toISOString()}::timestamptz, removed_by = app.me(), sealed = '' where id = ${voiceId}`)
    await audit(db, ctx, {
      action: 'voice.remove',
      entity: 'voice',
      entityId: voiceId,
      scopeId: row.scopeId,
      before: { spoken: row.spoken, language: row.language },
    })
  })
}
