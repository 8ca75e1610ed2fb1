import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadWording, removeWording } from '@/db/commands/surveys/wordings'
import { loadedWordings, wordingProvinces } from '@/db/queries/surveys/waves'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { askedWorld, behind, WORDS } from './asked'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

const listed = async (who: Staff) => {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, async (at) => ({
    words: (await loadedWordings(at, scope)).map(({ instrument, source }) => [instrument, source]),
    provinces: (await wordingProvinces(at, scope)).map(({ provinceId }) => provinceId),
  }))
}

describe('the words of an instrument', () => {
  it('are loaded by the office or who keeps the installation, and stand in place of the former ones', async () => {
    const w = await askedWorld(db.sql)
    const admin = await staff(db.sql, 'ADMIN', w.provinceScope)
    const newer = JSON.stringify({ ...JSON.parse(WORDS), source: 'متن تازه' })
    await loadWording(await contextOf(admin), { provinceId: w.provinceId, text: newer })
    expect(await listed(w.officer)).toEqual({ words: [['WHO-5', 'متن تازه']], provinces: [w.provinceId] })
    expect((await listed(admin)).provinces).toEqual([w.provinceId])
    expect((await behind(w.codes[0]!)).wordings).toMatchObject([{ source: 'متن تازه', language: 'fa' }])
    const events = await db.sql`select actor_id as who, after from audit.event where action = 'survey.wording'
      and province_id = ${w.provinceScope} order by seq`
    expect(events.map(({ who, after }) => [who, after.source])).toEqual([
      [w.officer.userId, 'متن آزمون'],
      [admin.userId, 'متن تازه'],
    ])
  })

  it('are not a facilitator’s to load, nor another province’s office’s; taken away, the instrument is hidden', async () => {
    const w = await askedWorld(db.sql)
    const other = await askedWorld(db.sql)
    for (const who of [w.facilitator, other.officer])
      await expect(
        loadWording(await contextOf(who), { provinceId: w.provinceId, text: WORDS }),
      ).rejects.toMatchObject({ code: 'E-GEN-02' })
    const [row] =
      await db.sql`select id from app.instrument_wording where province_id = ${w.provinceId} and removed_at is null`
    await expect(removeWording(await contextOf(w.facilitator), { wordingId: row!.id })).rejects.toMatchObject(
      { code: 'E-GEN-02' },
    )
    await removeWording(await contextOf(w.officer), { wordingId: row!.id })
    expect((await listed(w.officer)).words).toEqual([])
    expect((await behind(w.codes[0]!)).wordings).toEqual([])
  })
})
