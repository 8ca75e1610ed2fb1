import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proposeAgreement } from '@/db/commands/charities/agreements'
import { addEvent, addReview, recordDelivery, recordOutcome } from '@/db/commands/charities/delivery'
import { exportServices } from '@/db/commands/charities/export-services'
import { addNeed, moveNeed } from '@/db/commands/charities/write-need'
import { addProvider, setProvider } from '@/db/commands/charities/write-provider'
import { addService, importServices } from '@/db/commands/charities/write-service'
import { services } from '@/db/queries/charities/catalogue'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { staff } from '@/tests/support/factories'
import {
  type CharityField,
  codeOf,
  makeAgreement,
  makeNeed,
  makeProvider,
  makeService,
  NOW,
  openCharities,
  TERMS,
} from './field'

let field: CharityField
beforeAll(async () => {
  field = await openCharities()
})
afterAll(() => field.end())
const audits = async (entityId: string, action: string) =>
  (
    await field.sql`select before, after from audit.event where entity_id = ${entityId} and action = ${action} order by at`
  ).map((row) => ({ ...row }))

describe('the catalogue', () => {
  const row = (code: string, titleFa: string) => ({
    code,
    titleFa,
    domain: 'DISABLED' as const,
    sinceYear: null,
  })
  it('is imported as a whole: added, changed, left; and once', async () => {
    const ctx = await field.ctx()
    const take = (rows: ReturnType<typeof row>[]) =>
      importServices(ctx, { provinceId: field.provinceId, rows })
    expect(await take([row('DI-901', 'رفت‌وآمد'), row('DI-902', 'وسایل کمکی')])).toEqual({
      added: 2,
      changed: 0,
      same: 0,
    })
    expect(
      await take([row('DI-901', 'رفت و برگشت'), row('DI-902', 'وسایل کمکی'), row('DI-903', 'مناسب‌سازی')]),
    ).toEqual({
      added: 1,
      changed: 1,
      same: 1,
    })
    expect(await codeOf(take([row('DI-904', 'مناسب‌سازی'), row('DI-905', 'تازه')]))).toBe('E-CD-21')
    const scope = { userId: field.officer.userId } as Scope
    const all = await reading(scope, (db) => services(db, scope, { provinceId: field.provinceId }))
    expect(all.filter(({ domain }) => domain === 'DISABLED').map(({ titleFa }) => titleFa)).toEqual([
      'رفت و برگشت',
      'وسایل کمکی',
      'مناسب‌سازی',
    ])
    expect(await audits(field.provinceId, 'charity.import')).toHaveLength(2)
  })
  it('leaves as a file for who works with charities and who audits, for no stranger, and leaves a row of audit', async () => {
    const { provinceId, provinceScope, sql } = field
    await makeService(field)
    const auditor = await staff(sql, 'AUDITOR', provinceScope)
    for (const who of [field.officer, auditor])
      expect((await exportServices(await contextOf(who, NOW), { provinceId })).length).toBeGreaterThan(0)
    for (const who of [field.far, field.womensOffice, field.hamyar, field.countyContact])
      expect(await codeOf(exportServices(await contextOf(who, NOW), { provinceId }))).toBe('E-GEN-02')
    expect((await audits(provinceId, 'export')).map(({ after }) => after.what)).toEqual([
      'services',
      'services',
    ])
  })
  it('keeps a service in the field its agreements were made in, and takes a code once', async () => {
    const serviceId = await makeService(field)
    const { providerId } = await makeProvider(field, serviceId, 20)
    await makeAgreement(field, { providerId, serviceId })
    const ctx = await field.ctx()
    const [v] = await field.sql`select code from app.charity_service where id = ${serviceId}`
    const moved = { code: v!.code, titleFa: 'نام دیگر', domain: 'ELDERLY' as const, sinceYear: null }
    expect(await codeOf(importServices(ctx, { provinceId: field.provinceId, rows: [moved] }))).toBe('E-CD-12')
    const add = {
      key: randomUUID(),
      provinceId: field.provinceId,
      code: v!.code,
      titleFa: 'سومی',
      domain: 'OTHER' as const,
      sinceYear: null,
    }
    expect(await codeOf(addService(ctx, add))).toBe('E-CD-21')
  })
})

describe('an agreement', () => {
  it('takes no more of a service than the provider has, together with its others', async () => {
    const serviceId = await makeService(field)
    const { providerId } = await makeProvider(field, serviceId, 15)
    const ctx = await field.ctx()
    const propose = (capacity: number) =>
      codeOf(proposeAgreement(ctx, { key: randomUUID(), providerId, serviceId, ...TERMS, capacity }))
    expect(await propose(16)).toBe('E-CD-18')
    const both = await Promise.all([propose(10), propose(10)])
    expect(both.sort()).toEqual(['E-CD-18', 'done'])
    expect(await propose(5)).toBe('done')
  })
  it('is refused past the licence and before devolution, and its provider must be active to bind', async () => {
    const serviceId = await makeService(field)
    const provider = await makeProvider(field, serviceId, 15)
    const { providerId } = provider
    const ctx = await field.ctx()
    const propose = (more: object) =>
      codeOf(proposeAgreement(ctx, { key: randomUUID(), providerId, serviceId, ...TERMS, ...more }))
    expect(await propose({ endsOn: '2026-01-02' })).toBe('E-CD-06')
    expect(await propose({ startsOn: '2001-03-20' })).toBe('E-CD-05')
    expect(await propose({ serviceId: await makeService(field) })).toBe('E-CD-16')
    const agreement = await makeAgreement(field, { providerId, serviceId })
    await provider.move('suspend', 'بازرسی')
    expect(await codeOf(agreement.move('assess'))).toBe('E-CD-01')
    expect(await codeOf(agreement.move('terminate'))).toBe('E-CD-13')
  })
  it('is delivered month by month, corrected in place, and told when it is more than agreed', async () => {
    const serviceId = await makeService(field)
    const { providerId, scopeId } = await makeProvider(field, serviceId, 15)
    const agreement = await makeAgreement(field, { providerId, serviceId })
    const charity = await field.provider(scopeId)
    const ctx = await contextOf(charity, NOW)
    const { agreementId } = agreement
    const deliver = (month: number, served: number, more: object = {}) =>
      codeOf(recordDelivery(ctx, { agreementId, month, served, units: 1, ...more }))
    expect(await deliver(140302, 5)).toBe('E-CD-12')
    await agreement.begin()
    expect(await deliver(140212, 5)).toBe('E-CD-07')
    expect(await deliver(140304, 5)).toBe('E-CD-20')
    expect(await deliver(140302, 11)).toBe('W-CD-08')
    expect(await deliver(140302, 11, { acknowledged: ['W-CD-08'] })).toBe('done')
    expect(await deliver(140302, 9)).toBe('done')
    expect(await deliver(140302, 9)).toBe('done')
    expect(await audits(agreementId, 'charity.delivery')).toEqual([
      { before: null, after: { month: 140302, served: 11, units: 1 } },
      { before: { served: 11, units: 1 }, after: { month: 140302, served: 9, units: 1 } },
    ])
    expect(await codeOf(recordOutcome(ctx, { agreementId, kind: 'EMPLOYED', month: 140302, count: 2 }))).toBe(
      'done',
    )
    // What the office finds of a charity is not the charity's to write.
    const review = { agreementId, day: '2024-05-30', before: 50, score: 70, finding: 'خوب بود' }
    expect(await codeOf(addReview(ctx, review))).toBe('E-GEN-02')
    const office = await field.ctx()
    expect(await codeOf(addReview(office, { ...review, day: '2024-06-02' }))).toBe('E-CD-20')
    expect(await codeOf(addReview(office, review))).toBe('done')
    expect(await codeOf(addReview(office, review))).toBe('E-CD-21')
    await expect(addReview(office, { ...review, score: 101 })).rejects.toThrow('E-CD-25')
  })
})

describe('what the desk of the charities writes', () => {
  it('a provider’s facts, by their version, with a row of audit', async () => {
    const { providerId } = await makeProvider(field, await makeService(field), 5)
    const [p] = await field.sql`select version from app.charity_provider where id = ${providerId}`
    const set = async () =>
      setProvider(await field.ctx(), {
        providerId,
        version: p!.version,
        nameFa: 'مؤسسهٔ نوید',
        providerType: 'CHARITY',
        domains: ['ORPHANS'],
        licenceUntil: null,
      })
    await set()
    expect(await codeOf(set())).toBe('E-GEN-03')
    const [row] = await field.sql`select name_fa from app.charity_provider where id = ${providerId}`
    expect(row!.name_fa).toBe('مؤسسهٔ نوید')
    expect(await audits(providerId, 'charity.provider-set')).toHaveLength(1)
  })
  it('an event of a county, once', async () => {
    const event = { key: randomUUID(), countyId: field.countyId, day: '2024-05-01', attendees: 40 }
    const add = async () =>
      addEvent(await field.ctx(), { ...event, titleFa: 'جشن نیکوکاری', audience: 'PUBLIC' })
    await add()
    await codeOf(add())
    const rows = await field.sql`select attendees from app.charity_event where title_fa = 'جشن نیکوکاری'`
    expect(rows).toEqual([{ attendees: 40 }])
  })
})

describe('who works elsewhere or for another programme', () => {
  it('writes nothing here: no provider, need, service, event or step', async () => {
    const serviceId = await makeService(field)
    const { providerId } = await makeProvider(field, serviceId, 5)
    const { needId, version } = await makeNeed(field, serviceId, 3)
    const at = await version()
    const [p] = await field.sql`select version from app.charity_provider where id = ${providerId}`
    for (const who of [field.far, field.womensOffice, field.countyContact, field.hamyar]) {
      const ctx = await contextOf(who, NOW)
      const common = { countyId: field.countyId, domain: 'ORPHANS' as const }
      const provider = {
        nameFa: 'مؤسسهٔ بیگانه',
        providerType: 'CHARITY' as const,
        domains: ['ORPHANS' as const],
        licenceUntil: null,
      }
      const tries = [
        () => addProvider(ctx, { key: randomUUID(), countyId: field.countyId, ...provider }),
        () => setProvider(ctx, { providerId, version: p!.version, ...provider }),
        () =>
          addNeed(ctx, {
            key: randomUUID(),
            ...common,
            serviceId: null,
            titleFa: 'نیاز',
            isNew: false,
            priority: 'LOW',
            identifiedOn: '2024-05-01',
            people: 1,
          }),
        () => moveNeed(ctx, { needId, version: at, act: 'defer', reason: 'x' }),
        () => importServices(ctx, { provinceId: field.provinceId, rows: [] }),
        () =>
          addEvent(ctx, {
            key: randomUUID(),
            countyId: field.countyId,
            day: '2024-05-01',
            titleFa: 'رویداد',
            audience: 'PUBLIC',
            attendees: 1,
          }),
      ]
      for (const work of tries) expect(await codeOf(work())).toBe('E-GEN-02')
    }
  })
  it('sees no row of it either, whatever is asked for', async () => {
    const tables =
      await field.sql`select tablename from pg_tables where schemaname = 'app' and tablename like 'charity_%'`
    expect(tables).toHaveLength(20)
    const count = async (who: { userId: string }, table: string) => {
      const scope = { userId: who.userId } as Scope
      const [seen] = await reading(scope, (db) =>
        db.execute<{ n: number }>(sql`select count(*)::int as n from app.${sql.identifier(table)}`),
      )
      return seen!.n
    }
    for (const who of [field.far, field.womensOffice, field.countyContact, field.hamyar])
      for (const { tablename } of tables)
        expect([tablename, await count(who, tablename)]).toEqual([tablename, 0])
    for (const table of ['charity_need', 'charity_service', 'charity_provider', 'charity_step'])
      expect(await count(field.officer, table)).toBeGreaterThan(0)
  })
  it('needs that are put off leave no offer behind, and come back where they were', async () => {
    const serviceId = await makeService(field)
    const need = await makeNeed(field, serviceId, 3)
    expect(await need.move('defer', { reason: 'بودجه' })).toEqual({ state: 'DEFERRED' })
    expect(await need.move('resume')).toEqual({ state: 'PLANNED' })
  })
})
