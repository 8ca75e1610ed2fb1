import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setNameConsent } from '@/db/commands/charities/set-name-consent'
import { prepareSibling } from '@/db/commands/releases/prepare-sibling'
import { recordCorrection } from '@/db/commands/releases/record-correction'
import { setProgrammeContact } from '@/db/commands/releases/set-programme-contact'
import { returnRelease, signRelease } from '@/db/commands/releases/sign-release'
import { publicRelease } from '@/db/queries/public'
import { publicSiblings } from '@/db/queries/public-siblings'
import { siblingReleaseById, siblingReleasesOf } from '@/db/queries/releases/list'
import { releaseProvinces } from '@/db/queries/releases/sibling-facts'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { releasePower, SIBLINGS, type Sibling } from '@/lib/releases/siblings/kinds'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { type CharityField, makeProvider, makeService, openCharities } from '../charities/field'

const PROGRAMME = 'CHARITY' as const
/** Each test has a Jalali month of its own: one release a month is the rule. */
const MONTHS = [
  '2024-06-01',
  '2024-07-01',
  '2024-08-01',
  '2024-09-01',
  '2024-10-01',
  '2024-11-01',
  '2024-12-01',
]
let f: CharityField
let app: Sql
let second: Staff
let others: Record<string, Staff>
const holds = async (role: string, at: number, programme: Sibling | 'RESILIENCE') => {
  const made = await staff(f.sql, role, at)
  await f.sql`update app.user_grant set programme = ${programme} where user_id = ${made.userId}`
  return made
}
beforeAll(async () => {
  f = await openCharities()
  app = postgres(f.db.database.appUrl, { max: 1, onnotice: () => {} })
  second = await holds('CHARITY_OFFICER', f.provinceScope, PROGRAMME)
  others = {
    'the women’s office': f.womensOffice,
    'its director': await holds('PROVINCE_DIRECTOR', f.provinceScope, 'RESILIENCE'),
    'the hamyar office': f.hamyar,
    'the associations’ office': await holds('ASSOCIATION_OFFICER', f.provinceScope, 'ASSOCIATION'),
    'the charities’ office of a county': await holds('CHARITY_OFFICER', f.countyScope, PROGRAMME),
    'another province': f.far,
    'an auditor': await staff(f.sql, 'AUDITOR', f.provinceScope),
    'an administrator': await staff(f.sql, 'ADMIN', f.provinceScope),
  }
})
afterAll(async () => {
  await app?.end()
  await f?.end()
})

const at = (who: Staff, month: number) => contextOf(who, new Date(`${MONTHS[month]}T09:00:00Z`))
const asked = () => ({ programme: PROGRAMME, provinceId: f.provinceId })
const prepared = async (month: number) => prepareSibling(await at(f.officer, month), asked())
const signed = async (month: number) => {
  const { releaseId } = await prepared(month)
  const { number } = await signRelease(await at(second, month), { releaseId })
  return { releaseId, number }
}
const refused = (code: string) => expect.objectContaining({ code })

describe('a programme’s release', () => {
  it('is prepared by one and signed by another of the same office, numbered by programme, and audited', async () => {
    const service = await makeService(f)
    const { providerId } = await makeProvider(f, service, 10)
    await setProgrammeContact(await at(second, 0), {
      ...asked(),
      ...{ nameFa: 'دفتر آزمون', phone: '۰۲۴-۱', email: 'office@a.test' },
    })
    const { releaseId } = await prepared(0)
    await expect(signRelease(await at(f.officer, 0), { releaseId })).rejects.toEqual(refused('E-PUB-01'))
    const { number } = await signRelease(await at(second, 0), { releaseId })
    const [out] = await publicSiblings()
    expect(out).toMatchObject({ programme: PROGRAMME, number, asOfIso: '2024-06-01', named: [], demo: false })
    expect(out!.contact).toMatchObject({ officeName: { fa: 'دفتر آزمون' }, phone: '024-1' })
    expect(out!.figures.find(({ code, county }) => code === 'D-04' && county === null)?.shown).toBe(1)
    expect([number, await publicRelease()]).toEqual([1, null])
    expect(await f.sql`select action from audit.event where entity_id = ${releaseId} order by seq`).toEqual([
      { action: 'release.prepare' },
      { action: 'release.attack' },
      { action: 'release.attack' },
      { action: 'release.sign' },
    ])
    const [provider] = await f.sql`select name_fa from app.charity_provider where id = ${providerId}`
    expect(JSON.stringify(out)).not.toContain(provider!.name_fa)
  })

  it('names a charity from the release after its consent on, and not after it is taken back', async () => {
    const [one] =
      await f.sql`select id, version, name_fa from app.charity_provider where province_id = ${f.provinceId}`
    const say = async (month: number, version: number, day: string | null) =>
      setNameConsent(await at(f.officer, month), {
        ...{ providerId: one!.id, version, day, note: day ? 'مدیر مؤسسه، نامهٔ ۴' : '' },
      })
    await expect(say(1, one!.version, '2024-07-20')).rejects.toEqual(refused('E-CD-20'))
    await say(1, one!.version, '2024-06-30')
    await signed(1)
    expect((await publicSiblings())[0]!.named.map(({ name }) => name)).toEqual([one!.name_fa])
    await say(2, one!.version + 1, null)
    await signed(2)
    const [newest, before] = await publicSiblings()
    expect([newest!.named, before!.named.length]).toEqual([[], 1])
    await expect(
      f.sql`update app.charity_provider set name_consent_on = '2024-01-01' where id = ${one!.id}`,
    ).rejects.toMatchObject({ code: '23514' })
  })

  it('is one a Jalali month; sent back, its month is free; a correction stands beside it', async () => {
    await expect(prepared(2)).rejects.toEqual(refused('E-PUB-03'))
    const { releaseId } = await prepared(3)
    await expect(prepared(3)).rejects.toEqual(refused('E-PUB-03'))
    await returnRelease(await at(second, 3), { releaseId, reason: 'یک قرارداد تازه مانده است' })
    await expect(signRelease(await at(second, 3), { releaseId })).rejects.toEqual(refused('E-PUB-05'))
    const { releaseId: again, number } = await signed(3)
    await recordCorrection(await at(f.officer, 3), { releaseId: again, textFa: 'شمار قراردادها یکی کم بود.' })
    const [newest] = await publicSiblings()
    expect(newest).toMatchObject({ number, corrections: [{ releaseNumber: number }] })
    expect(newest!.older.map((one) => one.number)).toEqual([3, 2, 1])
    await expect(
      f.sql`update pub.release set programme = 'HAMYAR' where id = ${again}`,
    ).rejects.toMatchObject({ code: 'TB004' })
  })

  it('E-PUB-07: an unsafe block planted in it is refused, by the command and by the database', async () => {
    const { releaseId } = await prepared(4)
    // As if somebody had changed it where no command looks: the charities’ clients of a county.
    await f.sql.begin(async (sql) => {
      await sql`update app.release set bundle = jsonb_set(bundle, '{figures,0}', (bundle->'figures'->0) || '{"code": "SERVED", "county": "COUNTY", "shown": 3}')
        where id = ${releaseId}`
      await sql`update app.release set bundle_hash = encode(sha256(convert_to(bundle::text, 'UTF8')), 'hex') where id = ${releaseId}`
    })
    await expect(signRelease(await at(second, 4), { releaseId })).rejects.toEqual(refused('E-PUB-07'))
    const publish = f.sql`update app.release set status = 'PUBLISHED', number = 99 where id = ${releaseId}`
    await expect(publish).rejects.toMatchObject({ code: 'TB001' })
    await returnRelease(await at(f.officer, 4), { releaseId, reason: 'عدد بی‌جا دارد' })
  })
})

describe('who may', () => {
  it('prepare, sign, send back, correct and set the contact: the office of the programme in the province, and nobody else', async () => {
    const { releaseId } = await prepared(5)
    for (const [name, who] of Object.entries(others)) {
      const ctx = await at(who, 6)
      const scope = scopeOf(ctx.actor)
      const none = refused('E-GEN-02')
      await expect(prepareSibling(ctx, asked()), name).rejects.toEqual(none)
      await expect(signRelease(ctx, { releaseId }), name).rejects.toEqual(none)
      await expect(returnRelease(ctx, { releaseId, reason: 'نه' }), name).rejects.toEqual(none)
      await expect(recordCorrection(ctx, { releaseId, textFa: 'این عدد درست نیست.' }), name).rejects.toEqual(
        none,
      )
      const contact = { ...asked(), nameFa: 'دفتر دیگر', phone: '1234', email: 'x@y.test' }
      await expect(setProgrammeContact(ctx, contact), name).rejects.toEqual(none)
      const here = await reading(scope, (db) => releaseProvinces(db, scope, PROGRAMME))
      expect(here.map(({ provinceId }) => provinceId).includes(f.provinceId), name).toBe(false)
      const seen = await reading(scope, (db) =>
        siblingReleaseById(db, scope, { programme: PROGRAMME, releaseId }),
      )
      expect([seen?.truth ?? null, seen?.verdict ?? null], name).toEqual([null, null])
    }
    const scope = scopeOf((await at(second, 5)).actor)
    const [lines, mine] = await reading(scope, async (db) => [
      await siblingReleasesOf(db, scope, asked()),
      await siblingReleaseById(db, scope, { programme: PROGRAMME, releaseId }),
    ])
    expect(lines.length).toBeGreaterThan(4)
    expect(mine).toMatchObject({ passed: true, verdict: { result: 'PASSED' } })
    await returnRelease(await at(second, 5), { releaseId, reason: 'آزمون بود' })
  })

  it('is the same in the database, also for who writes past the commands', async () => {
    const add = (who: Staff, programme: string) =>
      app.begin(async (sql) => {
        await sql`select set_config('app.user_id', ${who.userId}, true)`
        await sql`insert into app.release (scope_id, programme, province_id, as_of, month, status, bundle, bundle_hash, prepared_by, prepared_at)
          values (${f.provinceScope}, ${programme}, ${f.provinceId}, '2025-01-01', 140310, 'IN_REVIEW', '{}', 'x', ${who.userId}, now())`
        throw new Error('written')
      })
    for (const [name, who] of Object.entries(others))
      await expect(add(who, PROGRAMME), name).rejects.toMatchObject({ code: '42501' })
    await expect(add(f.officer, 'HAMYAR')).rejects.toMatchObject({ code: '42501' })
    await expect(add(f.officer, PROGRAMME)).rejects.toThrow('written')
    await expect(add(f.hamyar, 'HAMYAR')).rejects.toThrow('written')
  })

  it('has one list of powers, here and in the database', async () => {
    for (const programme of [...SIBLINGS, 'RESILIENCE'] as const)
      for (const step of ['prepare', 'sign'] as const) {
        const [row] = await f.sql`select app.release_power(${programme}, ${step}) as power`
        expect(row!.power, `${programme} ${step}`).toBe(releasePower(programme, step))
      }
  })
})
