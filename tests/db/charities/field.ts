import { randomUUID } from 'node:crypto'
import { moveAgreement, proposeAgreement } from '@/db/commands/charities/agreements'
import { moveProvider } from '@/db/commands/charities/move-provider'
import { makeOffer } from '@/db/commands/charities/offers'
import { addMeeting, addNeed, moveNeed } from '@/db/commands/charities/write-need'
import { addAssessment, addProvider, setPlaces } from '@/db/commands/charities/write-provider'
import { addService } from '@/db/commands/charities/write-service'
import type { AddProvider, ProposeAgreement } from '@/lib/charities/schema'
import { AppError } from '@/lib/shared/result'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { holder, NOW, openCounty, openProvince } from '@/tests/support/programme-field'
import { type Loaded, loadedDatabase } from '../demo/loaded'

export { NOW }

/** The officer for charities who also holds a role of the resilience plan in the county, and sees its people. */
export async function holderOfBoth({ sql, provinceScope, countyScope }: CharityField): Promise<Staff> {
  const made = await holder(sql, 'CHARITY', 'CHARITY_OFFICER', provinceScope)
  await sql`insert into app.user_grant (user_id, role, scope_id, programme, granted_by)
    values (${made.userId}, 'COUNTY_OFFICER', ${countyScope}, 'RESILIENCE', ${made.userId})`
  // A role that comes ends the session; she signs in again.
  await sql`update app.auth_session set ended_at = null, end_reason = null where user_id = ${made.userId}`
  return made
}

export type CharityField = Awaited<ReturnType<typeof openCharities>>
/** A province of the test's own with one county, its officer, the women's office beside her, and an officer elsewhere. */
export async function openCharities() {
  const db: Loaded = await loadedDatabase('none')
  const { sql } = db
  const { provinceId, provinceScope, womensOffice } = await openProvince(sql)
  const { id: countyId, scope: countyScope } = await openCounty(sql, { provinceId, provinceScope }, 'شهرستان')
  const far = await openProvince(sql, 'استان دیگر')
  const officer = await holder(sql, 'CHARITY', 'CHARITY_OFFICER', provinceScope)
  return {
    sql,
    db,
    provinceId,
    provinceScope,
    countyId,
    countyScope,
    officer,
    far: await holder(sql, 'CHARITY', 'CHARITY_OFFICER', far.provinceScope),
    womensOffice,
    countyContact: await holder(sql, 'RESILIENCE', 'COUNTY_OFFICER', countyScope),
    hamyar: await holder(sql, 'HAMYAR', 'WELFARE_OFFICER', provinceScope),
    ctx: () => contextOf(officer, NOW),
    provider: (scopeId: number) => holder(sql, 'CHARITY', 'PROVIDER', scopeId),
    end: db.end,
  }
}

let last = 0
function next(): number {
  last += 1
  return last
}
const word = () => `شمارهٔ ${next()}`

export async function makeService(field: CharityField, domain: 'ORPHANS' | 'ELDERLY' = 'ORPHANS') {
  const code = `OR-${String(next()).padStart(3, '0')}`
  const { serviceId } = await addService(await field.ctx(), {
    key: randomUUID(),
    provinceId: field.provinceId,
    code,
    titleFa: `خدمت ${word()}`,
    domain,
    sinceYear: null,
  })
  return serviceId
}

/** A provider at work with places for one service. */
export async function makeProvider(
  field: CharityField,
  serviceId: string,
  places: number,
  more: Partial<AddProvider> = {},
) {
  const ctx = await field.ctx()
  const { providerId } = await addProvider(ctx, {
    key: randomUUID(),
    countyId: field.countyId,
    nameFa: `مؤسسهٔ ${word()}`,
    providerType: 'CHARITY',
    domains: ['ORPHANS'],
    licenceUntil: '2026-01-01',
    ...more,
  })
  await setPlaces(ctx, { providerId, serviceId, places })
  await addAssessment(ctx, { key: randomUUID(), providerId, day: '2024-05-01', finding: 'بازدید شد' })
  const move = async (act: 'assess' | 'accept' | 'activate' | 'suspend', reason = '') => {
    const [row] = await field.sql`select version from app.charity_provider where id = ${providerId}`
    return moveProvider(ctx, { providerId, version: row!.version, act, reason })
  }
  await move('assess')
  await move('accept')
  await move('activate')
  const [row] = await field.sql`select scope_id from app.charity_provider where id = ${providerId}`
  return { providerId, scopeId: row!.scope_id as number, move }
}

let meetingId: string | null = null
/** A need of so many people that waits for a provider. */
export async function makeNeed(field: CharityField, serviceId: string, people: number) {
  const ctx = await field.ctx()
  if (!meetingId) {
    meetingId = randomUUID()
    await addMeeting(ctx, {
      key: meetingId,
      placeId: field.provinceId,
      day: '2024-05-20',
      titleFa: 'نشست خیران',
      minutes: 'برنامه‌ریزی شد',
    })
  }
  const { needId } = await addNeed(ctx, {
    key: randomUUID(),
    countyId: field.countyId,
    domain: 'ORPHANS',
    serviceId,
    titleFa: 'کلاس تقویتی',
    isNew: true,
    priority: 'NORMAL',
    identifiedOn: '2024-05-10',
    people,
  })
  const version = async () =>
    (await field.sql`select version from app.charity_need where id = ${needId}`)[0]!.version as number
  const move = async (act: 'verify' | 'plan' | 'meet' | 'defer' | 'resume', more: object = {}) =>
    moveNeed(ctx, { needId, version: await version(), act, ...more })
  await move('verify', { verifiedCount: people })
  await move('plan', { meetingId })
  const state = async () =>
    (await field.sql`select status from app.charity_need where id = ${needId}`)[0]!.status as string
  return { needId, move, state, version }
}
/** A test file's meeting is its own database's. */
export const forgetMeeting = () => {
  meetingId = null
}

export async function offerTo(
  field: CharityField,
  asked: { needId: string; providerId: string; serviceId: string; people: number },
) {
  const { offerId } = await makeOffer(await field.ctx(), { key: randomUUID(), ...asked })
  return offerId
}

export const TERMS = {
  startsOn: '2024-03-20',
  endsOn: '2025-03-19',
  capacity: 10,
  clause: 'هر سال دست‌کم دو نفر تا اشتغال همراهی می‌شوند',
  aim: 'EMPOWERMENT',
} as const
export async function makeAgreement(
  field: CharityField,
  asked: { providerId: string; serviceId: string } & Partial<ProposeAgreement>,
) {
  const ctx = await field.ctx()
  const { agreementId } = await proposeAgreement(ctx, { key: randomUUID(), ...TERMS, ...asked })
  const move = async (act: 'assess' | 'approve' | 'begin' | 'end' | 'terminate', reason = '') => {
    const [row] = await field.sql`select version from app.charity_agreement where id = ${agreementId}`
    return moveAgreement(ctx, { agreementId, version: row!.version, act, reason })
  }
  return {
    agreementId,
    move,
    begin: async () => {
      await move('assess')
      await move('approve')
      await move('begin')
    },
  }
}

/** Stops the clock of the field's charities at the test's hour, as a demonstration's is stopped: what happens by card has no context. */
export async function pinClock({ sql, provinceId }: CharityField): Promise<void> {
  await sql`alter table app.charity_provider disable trigger stays`
  await sql`update app.charity_provider set is_demo = true, pinned_now = ${NOW} where province_id = ${provinceId} and pinned_now is null`
  await sql`alter table app.charity_provider enable trigger stays`
}

/** What became of an act: its refusal's code, or `done`; a fault of ours stays one. */
export const codeOf = async (work: Promise<unknown>) => {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}
