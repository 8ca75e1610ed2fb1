import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareSibling } from '@/db/commands/releases/prepare-sibling'
import { recordCorrection } from '@/db/commands/releases/record-correction'
import { setProgrammeContact } from '@/db/commands/releases/set-programme-contact'
import { returnRelease, signRelease } from '@/db/commands/releases/sign-release'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { holder, openProvince, type Province } from '@/tests/support/programme-field'
import { type Loaded, loadedDatabase } from '../demo/loaded'

// siblings.test.ts follows the charities' releases; here each of the others is its own office's, and nobody else's.
let db: Loaded
let home: Province
beforeAll(async () => {
  db = await loadedDatabase('none')
  home = await openProvince(db.sql)
})
afterAll(() => db?.end())

const at = (who: Staff, month: string) => contextOf(who, new Date(`${month}-01T09:00:00Z`))
const CONTACT = { nameFa: 'دفتر آزمون', phone: '۰۲۴-۱', email: 'office@a.test' }

describe.each([
  ['HAMYAR', 'WELFARE_OFFICER', 'ASSOCIATION_OFFICER', 'ASSOCIATION'],
  ['ASSOCIATION', 'ASSOCIATION_OFFICER', 'WELFARE_OFFICER', 'HAMYAR'],
] as const)('the release of %s', (programme, role, otherRole, other) => {
  it('is prepared, sent back, signed and corrected by two of its own office, and by nobody of another programme', async () => {
    const [one, two] = [
      await holder(db.sql, programme, role, home.provinceScope),
      await holder(db.sql, programme, role, home.provinceScope),
    ]
    const beside = await holder(db.sql, other, otherRole, home.provinceScope)
    const asked = { programme, provinceId: home.provinceId }
    const refused = { code: 'E-GEN-02' }
    for (const who of [beside, home.womensOffice]) {
      const ctx = await at(who, '2024-06')
      await expect(setProgrammeContact(ctx, { ...asked, ...CONTACT })).rejects.toMatchObject(refused)
      await expect(prepareSibling(ctx, asked)).rejects.toMatchObject(refused)
    }
    await setProgrammeContact(await at(one, '2024-06'), { ...asked, ...CONTACT })
    const first = await prepareSibling(await at(one, '2024-06'), asked)
    await expect(
      returnRelease(await at(beside, '2024-06'), { ...first, reason: 'نه' }),
    ).rejects.toMatchObject(refused)
    await returnRelease(await at(two, '2024-06'), { ...first, reason: 'یک گروه مانده است' })
    const second = await prepareSibling(await at(one, '2024-07'), asked)
    await expect(signRelease(await at(beside, '2024-07'), second)).rejects.toMatchObject(refused)
    expect((await signRelease(await at(two, '2024-07'), second)).number).toBe(1)
    await recordCorrection(await at(one, '2024-07'), { ...second, textFa: 'شمار گروه‌ها یکی کم بود.' })
    const traces =
      await db.sql`select action from audit.event where entity_id = ${second.releaseId} and action not like '%attack' order by seq`
    expect(traces.map(({ action }) => action)).toContain('release.sign')
  })
})
