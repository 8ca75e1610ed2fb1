import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TwoProvinces, touched, tried, twoProvinces } from './second-wall-world'

// The second wall about the tables of the sync: phones, batches, what waits, what contradicts, what was held. One row of each
// for the facilitator of A1, of A2 and of B1. Written by hand from docs/database.md, never computed from the policies.
let w: TwoProvinces
const made: { unit: string; device: string; waiting: string }[] = []
beforeAll(async () => {
  w = await twoProvinces()
  for (const [unit, at, session, who] of [
    ['A1', w.a.cohortScope, w.a.sessionIds[1], w.a.facilitator],
    ['A2', w.a2.scope, w.a2.sessionIds[1], w.a2.facilitator],
    ['B1', w.b.cohortScope, w.b.sessionIds[1], w.b.facilitator],
  ] as const) {
    const [device, batch, op, waiting] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    made.push({ unit, device, waiting })
    await w.owner`insert into app.device (id, scope_id, user_id, public_key) values (${device}, ${at}, ${who.userId}, '{}')`
    await w.owner`insert into app.device_secret (device_id, user_id, sealed) values (${device}, ${who.userId}, 'x')`
    await w.owner`insert into app.sync_batch (id, scope_id, batch, device_id, user_id, seq, digest, sound, sent_at, ops, answer)
      values (${batch}, ${at}, ${batch}, ${device}, ${who.userId}, 1, ${Buffer.from(unit)}, true, now(), ${[op]}, '{}')`
    await w.owner`insert into app.quarantine (id, scope_id, batch_id, op_id, session_id, device_id, user_id, sound, kind, sealed, held, code, claimed_at)
      values (${waiting}, ${at}, ${batch}, ${op}, ${session!}, ${device}, ${who.userId}, true, 'act', 'x', '{}', 'E-ATT-03', now())`
    await w.owner`insert into app.sync_conflict (session_id, place, scope_id, ops) values (${session!}, 'head', ${at}, ${[op]})`
    await w.owner`insert into app.sync_flag (scope_id, device_id, kind, about, sheets, seconds) values (${at}, ${device}, 'ALIKE', '2024-05-20', 21, 60)`
    await w.owner`insert into app.operation_text (op_id, scope_id, session_id, words) values (${op}, ${at}, ${session!}, '{}')`
    await w.owner`insert into app.sms_sheet (session_id, scope_id, words, via, entered_by) values (${session!}, ${at}, 'x', 'OFFICE', ${who.userId})`
  }
})
afterAll(() => w?.close())

const TABLES = [
  'app.device', 'app.device_secret', 'app.sync_batch', 'app.quarantine', 'app.sync_conflict', 'app.sync_flag', 'app.operation_text',
  'app.sms_sheet',
] // biome-ignore format: a table is read by its columns
// biome-ignore format: a table is read by its columns
const SEES: Record<string, number[]> = {
  //                                       dev sec bat qua con fla txt sms
  'FACILITATOR of A1':                      [1, 1, 1, 1, 1, 0, 1, 1],
  'FACILITATOR of A2':                      [1, 1, 1, 1, 1, 0, 1, 1],
  'COUNTY_OFFICER of A1':                   [0, 0, 0, 0, 1, 0, 1, 0],
  'PROVINCE_OFFICER of A':                  [2, 0, 2, 2, 2, 2, 2, 2],
  'PROVINCE_DIRECTOR of A':                 [2, 0, 2, 2, 2, 2, 2, 2],
  'TRAINER of A':                           [0, 0, 0, 0, 0, 0, 0, 0],
  'WELFARE_OFFICER of A':                   [2, 0, 2, 2, 2, 2, 2, 2],
  'SOCIAL_WORKER of A1, another programme': [0, 0, 0, 0, 0, 0, 0, 0],
  'CHARITY_OFFICER of all, another programme': [0, 0, 0, 0, 0, 0, 0, 0],
  'CULTURAL_OFFICER of A':                  [0, 0, 0, 0, 0, 0, 0, 0],
  'COUNTY_WELFARE_OFFICER of A1':           [1, 0, 1, 1, 1, 1, 1, 0],
  'PROVIDER of A1':                         [0, 0, 0, 0, 0, 0, 0, 0],
  'VOLUNTEER_COORDINATOR of A1':            [0, 0, 0, 0, 0, 0, 0, 1],
  'COUNSELLOR of A':                        [0, 0, 0, 0, 0, 0, 0, 0],
  'NATIONAL_VIEWER':                        [0, 0, 0, 0, 0, 0, 0, 0],
  'AUDITOR of A':                           [0, 0, 0, 0, 2, 0, 0, 0],
  'ADMIN of A':                             [0, 0, 0, 0, 0, 0, 0, 0],
  'PROVINCE_OFFICER of B':                  [1, 0, 1, 1, 1, 1, 1, 1],
  'nobody':                                 [0, 0, 0, 0, 0, 0, 0, 0],
}

describe('of the phones and what they sent, each role at its place', () => {
  it.each(Object.keys(SEES))('sees: %s', async (role) => {
    const counts = await tried(w.app, w.who[role]!, async (sql) => {
      const found: number[] = []
      for (const table of TABLES) found.push((await sql.unsafe(`select count(*)::int n from ${table}`))[0]!.n)
      return found
    })
    expect(Object.fromEntries(TABLES.map((table, i) => [table, counts[i]]))).toEqual(
      Object.fromEntries(TABLES.map((table, i) => [table, SEES[role]![i]])),
    )
  })

  it('takes phones out of use and decides what waits only where one may, and removes nothing', async () => {
    const [mine] = made
    const withdraw = `update app.device set withdrawn_at = now(), withdrawn_by = app.me()`
    const decide = `update app.quarantine set state = 'LAID_ASIDE', reason = 'test', decided_by = app.me(), decided_at = now() where id = '${mine!.waiting}'`
    const rows = async (statement: string) => {
      const all: Record<string, number | string> = {}
      for (const role of Object.keys(SEES)) {
        const n = await touched(w.app, w.who[role]!, statement)
        if (n !== 0) all[role] = n
      }
      return all
    }
    const office = { 'PROVINCE_OFFICER of A': 2, 'PROVINCE_DIRECTOR of A': 2, 'WELFARE_OFFICER of A': 2 }
    const hers = { 'FACILITATOR of A1': 1, 'FACILITATOR of A2': 1 }
    expect(await rows(withdraw)).toEqual({
      ...office,
      ...hers,
      'COUNTY_WELFARE_OFFICER of A1': 1,
      'PROVINCE_OFFICER of B': 1,
    })
    // What she sent and is held is tried again in her name when its rest comes.
    expect(await rows(decide)).toEqual({
      ...Object.fromEntries(Object.keys(office).map((role) => [role, 1])),
      'FACILITATOR of A1': 1,
      'COUNTY_WELFARE_OFFICER of A1': 1,
    })
    for (const table of TABLES)
      for (const role of Object.keys(SEES))
        expect(await touched(w.app, w.who[role]!, `delete from ${table}`), `${role} ${table}`).toBe('42501')
  })
})
