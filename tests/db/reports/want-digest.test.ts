import { afterAll, beforeAll, expect, it } from 'vitest'
import { wantDigest } from '@/db/commands/reports/want-digest'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { type Field, openField } from '../sync/field'

let f: Field
beforeAll(async () => {
  f = await openField({ people: 1, sessions: 1 })
})
afterAll(() => f?.close())

const want = async (who: Staff, wanted: boolean) => wantDigest(await contextOf(who), { wanted })
const refusals = (who: Staff) =>
  f.owner`select scope_id from app.digest_refusal where user_id = ${who.userId}`

it('the weekly message is wanted or not, by each for her own account, with an audit row', async () => {
  await want(f.w.officer, true)
  expect(await refusals(f.w.officer)).toEqual([])
  await want(f.w.officer, false)
  await want(f.w.officer, false)
  expect(await refusals(f.w.officer)).toEqual([{ scope_id: f.w.provinceScope }])
  expect(await refusals(f.w.director)).toEqual([])
  const traces =
    await f.owner`select after from audit.event where action = 'digest.want' and actor_id = ${f.w.officer.userId}`
  expect(traces).toHaveLength(3)
})

it('whoever reads no marks is sent none, and refuses none', async () => {
  const admin = await staff(f.owner, 'ADMIN', f.w.provinceScope)
  await expect(want(admin, false)).rejects.toMatchObject({ code: 'E-GEN-02' })
  expect(await refusals(admin)).toEqual([])
})
