import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Spoken, VoiceLanguage } from '@/lib/files/sound'
import type { Reader } from '../../client'
import { openBytes } from '../../vault'

export type Voice = {
  voiceId: string
  provinceId: string
  spoken: Spoken
  language: VoiceLanguage
  size: number
}

/** The voices that stand in the asker's province, of one text or of all. */
export async function voicesOf(db: Reader, _scope: Scope, spoken?: Spoken): Promise<Voice[]> {
  const rows = await db.execute<Voice>(sql`
    select id as "voiceId", province_id as "provinceId", spoken, language, size from app.voice
    where removed_at is null ${spoken ? sql`and spoken = ${spoken}` : sql``}
    order by spoken, array_position(array['fa', 'azb', 'ckb', 'kmr'], language)`)
  return [...rows]
}

/** The bytes of one voice, unsealed; null where it is gone or not in reach. */
export async function voiceBytes(
  db: Reader,
  _scope: Scope,
  voiceId: string,
): Promise<{ bytes: Buffer; mime: string } | null> {
  const [row] = await db.execute<{ sealed: string; mime: string; provinceId: string }>(
    sql`select sealed, mime, province_id as "provinceId" from app.voice where id = ${voiceId} and removed_at is null`,
  )
  if (!row) return null
  const where = { table: 'voice', column: 'sealed', rowId: voiceId }
  return { bytes: openBytes(row.provinceId, where, row.sealed), mime: row.mime }
}

export type VoiceProvince = { provinceId: string; nameFa: string; nameEn: string }

/** The provinces in which the asker may keep voices. */
export async function voiceProvinces(db: Reader, _scope: Scope): Promise<VoiceProvince[]> {
  const rows = await db.execute<VoiceProvince>(sql`
    select id as "provinceId", name_fa as "nameFa", name_en as "nameEn" from app.place
    where kind = 'PROVINCE' and scope_id = any((select app.my_scope('run'))::int[]) order by name_fa collate "fa-x-icu"`)
  return [...rows]
}
