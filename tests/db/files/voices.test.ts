import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepVoice, removeVoice } from '@/db/commands/files/keep-voice'
import { voiceBytes, voicesOf } from '@/db/queries/files/voices'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { LARGEST_BYTES } from '@/lib/files/picture'
import { contextOf } from '@/tests/support/actors'
import { type Staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

const made = () => world(db.sql, { people: 1, sessions: 1 })
const sound = (fill: number, size = 256) => Buffer.concat([Buffer.from('ID3'), Buffer.alloc(size - 3, fill)])
const keep = async (w: World, bytes: Buffer, by: Staff = w.officer, language = 'azb') =>
  keepVoice(
    await contextOf(by),
    { provinceId: w.provinceId, spoken: 'CONSENT', language: language as 'fa' },
    bytes,
  )
const heard = (who: Staff, voiceId: string) => {
  const scope = { userId: who.userId } as Scope
  return reading(scope, (reader) => voiceBytes(reader, scope, voiceId))
}
const listed = (who: Staff) => {
  const scope = { userId: who.userId } as Scope
  return reading(scope, (reader) => voicesOf(reader, scope, 'CONSENT'))
}

describe('a recorded voice', () => {
  it('is kept sealed, heard by the province’s facilitators, and leaves an audit row', async () => {
    const w = await made()
    const { voiceId } = await keep(w, sound(7))
    expect(await listed(w.facilitator)).toMatchObject([{ voiceId, language: 'azb', spoken: 'CONSENT' }])
    expect(await heard(w.facilitator, voiceId)).toEqual({ bytes: sound(7), mime: 'audio/mpeg' })
    const [row] = await db.sql`select sealed from app.voice where id = ${voiceId}`
    expect(Buffer.from(row!.sealed, 'base64').includes(Buffer.alloc(32, 7))).toBe(false)
    const [act] = await db.sql`select actor_id, action, after from audit.event where entity_id = ${voiceId}`
    expect(act).toEqual({
      actor_id: w.officer.userId,
      action: 'voice.add',
      after: { spoken: 'CONSENT', language: 'azb', bytes: 256 },
    })
  })

  it('takes the place of the former one of its language, whose content goes', async () => {
    const w = await made()
    const first = await keep(w, sound(1))
    const second = await keep(w, sound(2))
    await keep(w, sound(3), w.officer, 'ckb')
    expect((await listed(w.facilitator)).map((one) => one.language)).toEqual(['azb', 'ckb'])
    expect(await heard(w.facilitator, first.voiceId)).toBeNull()
    expect(await heard(w.facilitator, second.voiceId)).toMatchObject({ bytes: sound(2) })
    const [row] = await db.sql`select sealed from app.voice where id = ${first.voiceId}`
    expect(row!.sealed).toBe('')
  })

  it('is refused where it is too large or no sound', async () => {
    const w = await made()
    await expect(keep(w, sound(1, LARGEST_BYTES + 1))).rejects.toMatchObject({ code: 'E-VOI-01' })
    await expect(keep(w, Buffer.from('<!doctype html>'.repeat(20)))).rejects.toMatchObject({
      code: 'E-VOI-02',
    })
  })

  it('is not a facilitator’s or a stranger’s to bring or take, nor another province’s to hear', async () => {
    const [w, other] = [await made(), await made()]
    await expect(keep(w, sound(1), w.facilitator)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(keep(w, sound(1), other.officer)).rejects.toMatchObject({ code: 'E-GEN-02' })
    const { voiceId } = await keep(w, sound(1))
    expect(await heard(other.officer, voiceId)).toBeNull()
    await expect(removeVoice(await contextOf(other.officer), { voiceId })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    await removeVoice(await contextOf(w.officer), { voiceId })
    expect(await listed(w.facilitator)).toEqual([])
  })
})
