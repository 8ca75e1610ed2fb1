import type { Sql } from 'postgres'
import { hashPassword, passwordMatches } from '@/db/commands/access/password-hash'
import { programmeOf } from '@/lib/access/role-place'
import { COUNTIES } from '../reference/counties'
import { ASSOCIATIONS } from './association-names'
import { HAMYAR_COUNTIES } from './hamyar-groups'
import { demoFacilitator, facilitatorPersonId } from './people'
import { DEMO_COUNTIES, DEMO_PLACES } from './places'

/** The one password of every demonstration account; documented, and of no use where the demo is not loaded. */
export const DEMO_PASSWORD = 'tabavar-demo-1403'
export const DEMO_PROVINCE = '04'
const at = (name: string) => `${name}@demo.tabavar.local`

type Held =
  | 'FACILITATOR'
  | 'COUNTY_OFFICER'
  | 'PROVINCE_OFFICER'
  | 'PROVINCE_DIRECTOR'
  | 'AUDITOR'
  | 'ADMIN'
  | 'TRAINER'
  | 'COUNSELLOR'
  | 'WELFARE_OFFICER'
  | 'COUNTY_WELFARE_OFFICER'
  | 'SOCIAL_WORKER'
  | 'GROUP_BOOKKEEPER'
  | 'ASSOCIATION_OFFICER'
  | 'CULTURAL_OFFICER'
  | 'VOLUNTEER_COORDINATOR'
  | 'CHARITY_OFFICER'
  | 'PROVIDER'
export type DemoAccount = {
  handle: string
  role: Held
  name: string
  /** The county it belongs to, or the province where there is none. */
  county: string | null
  personId: string | null
  /** The demonstration's own where none is said. */
  province?: string
}

export const facilitatorHandle = (c: number) => at(`facilitator${String(c).padStart(2, '0')}`)
export const HANDLES = {
  officer: at('officer1'),
  otherOfficer: at('officer2'),
  director: at('director'),
  trainer: at('trainer'),
} as const

const office = (name: string, role: Held, label: string): DemoAccount => ({
  handle: at(name),
  role,
  name: label,
  county: null,
  personId: null,
})
const countyName = (code: string, province = DEMO_PROVINCE) =>
  COUNTIES.find((county) => county.province === province && county.code === code)?.fa ?? code

/** Zanjan: its hamyar groups are a demonstration of their own. */
export const HAMYAR_PROVINCE = '19'
const perCounty = (kind: string) =>
  Object.fromEntries(HAMYAR_COUNTIES.map((county) => [county, at(`hamyar-${kind}-${county}`)]))
export const HAMYAR_HANDLES = {
  officer: at('hamyar-officer'),
  second: at('hamyar-officer2'),
  workers: perCounty('worker'),
  counties: perCounty('county'),
  /** By group: the two whose book is kept. */
  books: { 14: at('hamyar-book-14'), 15: at('hamyar-book-15') },
}
const hamyar = (handle: string, role: Held, name: string, county: string | null): DemoAccount => ({
  handle,
  role,
  name,
  county,
  personId: null,
  province: HAMYAR_PROVINCE,
})
const HAMYAR_ACCOUNTS: DemoAccount[] = [
  hamyar(HAMYAR_HANDLES.officer, 'WELFARE_OFFICER', 'کارشناس بهزیستی استان زنجان', null),
  hamyar(HAMYAR_HANDLES.second, 'WELFARE_OFFICER', 'کارشناس دوم بهزیستی استان زنجان', null),
  ...HAMYAR_COUNTIES.flatMap((county) => {
    const name = countyName(county, HAMYAR_PROVINCE)
    return [
      hamyar(HAMYAR_HANDLES.counties[county]!, 'COUNTY_WELFARE_OFFICER', `کارشناس بهزیستی ${name}`, county),
      hamyar(HAMYAR_HANDLES.workers[county]!, 'SOCIAL_WORKER', `مددکار ${name}`, county),
    ]
  }),
  hamyar(HAMYAR_HANDLES.books[14], 'GROUP_BOOKKEEPER', 'دفتردار گروه سرو', 'zanjan'),
  hamyar(HAMYAR_HANDLES.books[15], 'GROUP_BOOKKEEPER', 'دفتردار گروه آوا', 'zanjan'),
]

/** Kurdistan: its social associations are a demonstration of their own. */
export const ASSOCIATION_PROVINCE = '12'
const KURDISTAN = COUNTIES.filter(({ province }) => province === ASSOCIATION_PROVINCE).map(({ code }) => code)
export const ASSOCIATION_HANDLES = {
  officer: at('assoc-officer'),
  second: at('assoc-officer2'),
  counties: Object.fromEntries(KURDISTAN.map((county) => [county, at(`assoc-county-${county}`)])),
  /** By association, 1 to 12. */
  coordinator: (n: number) => at(`assoc-coordinator-${String(n).padStart(2, '0')}`),
}
const ofAssociations = (handle: string, role: Held, name: string, county: string | null): DemoAccount => ({
  handle,
  role,
  name,
  county,
  personId: null,
  province: ASSOCIATION_PROVINCE,
})
const ASSOCIATION_ACCOUNTS: DemoAccount[] = [
  ofAssociations(
    ASSOCIATION_HANDLES.officer,
    'ASSOCIATION_OFFICER',
    'کارشناس امور فرهنگی استان کردستان',
    null,
  ),
  ofAssociations(
    ASSOCIATION_HANDLES.second,
    'ASSOCIATION_OFFICER',
    'کارشناس دوم امور فرهنگی استان کردستان',
    null,
  ),
  ...KURDISTAN.map((county) =>
    ofAssociations(
      ASSOCIATION_HANDLES.counties[county]!,
      'CULTURAL_OFFICER',
      `کارشناس امور فرهنگی ${countyName(county, ASSOCIATION_PROVINCE)}`,
      county,
    ),
  ),
  ...ASSOCIATIONS.map(({ county, name }, i) =>
    ofAssociations(
      ASSOCIATION_HANDLES.coordinator(i + 1),
      'VOLUNTEER_COORDINATOR',
      `هماهنگ‌کنندهٔ هیأت ${name}`,
      county,
    ),
  ),
]

export const CHARITY_HANDLES = {
  officer: at('charity-officer'),
  second: at('charity-officer2'),
  provider: at('charity-aftab'),
}
const CHARITY_ACCOUNTS: DemoAccount[] = [
  hamyar(CHARITY_HANDLES.officer, 'CHARITY_OFFICER', 'کارشناس مشارکت‌های مردمی زنجان', null),
  hamyar(CHARITY_HANDLES.second, 'CHARITY_OFFICER', 'کارشناس دوم مشارکت‌های مردمی زنجان', null),
  hamyar(CHARITY_HANDLES.provider, 'PROVIDER', 'دفتر مؤسسهٔ آفتاب مهر', 'zanjan'),
]

/**
 * Forty-two accounts of the office and the field, the trainer of the class, a counsellor, Zanjan's hamyar groups and charities,
 * Kurdistan's social associations.
 */
export const DEMO_ACCOUNTS: DemoAccount[] = [
  office('officer1', 'PROVINCE_OFFICER', 'کارشناس یکم استان'),
  office('officer2', 'PROVINCE_OFFICER', 'کارشناس دوم استان'),
  office('director', 'PROVINCE_DIRECTOR', 'مدیرکل امور زنان و خانواده'),
  office('auditor', 'AUDITOR', 'ناظر استان'),
  office('admin', 'ADMIN', 'مدیر سامانه'),
  office('trainer', 'TRAINER', 'مدرس کارگاه'),
  office('counsellor', 'COUNSELLOR', 'مشاور'),
  ...DEMO_COUNTIES.map(
    (county): DemoAccount => ({
      handle: at(`county-${county}`),
      role: 'COUNTY_OFFICER',
      name: `رابط شهرستان ${countyName(county)}`,
      county,
      personId: null,
    }),
  ),
  ...DEMO_PLACES.map(({ c, county }): DemoAccount => {
    const { first, last } = demoFacilitator(c)
    return {
      handle: facilitatorHandle(c),
      role: 'FACILITATOR',
      name: `${first} ${last}`,
      county,
      personId: facilitatorPersonId(c),
    }
  }),
  ...HAMYAR_ACCOUNTS,
  ...ASSOCIATION_ACCOUNTS,
  ...CHARITY_ACCOUNTS,
]

/** Roles that come with a unit: a cohort, the class, a group, an association, a charity. */
const OF_A_UNIT: readonly Held[] = [
  'FACILITATOR',
  'TRAINER',
  'GROUP_BOOKKEEPER',
  'VOLUNTEER_COORDINATOR',
  'PROVIDER',
]

/**
 * Makes the accounts that are missing and sets the known password where it was changed. Roles in a province or county
 * are given here; those in a cohort or the class come with the unit. Answers ids by handle.
 */
export async function demoAccounts(owner: Sql): Promise<Map<string, string>> {
  return owner.begin(async (sql) => {
    const places = await sql<{ code: string; kind: string; province: string; scopeId: number }[]>`
      select p.code, p.kind, q.code as province, p.scope_id as "scopeId" from app.place p join app.place q on q.id = p.province_id
      where q.code in (${DEMO_PROVINCE}, ${HAMYAR_PROVINCE}, ${ASSOCIATION_PROVINCE}) and p.kind in ('PROVINCE', 'COUNTY')`
    const scopeOf = ({ county, province = DEMO_PROVINCE }: DemoAccount) =>
      places.find(
        (place) =>
          place.province === province && (county ? place.code === county : place.kind === 'PROVINCE'),
      )!.scopeId
    const known = await sql<{ handle: string; id: string; hash: string | null }[]>`
      select l.handle, u.id, u.password_hash as hash from app.user_login l join app.user_account u on u.id = l.user_id where u.is_demo`
    const right = new Map<string, boolean>()
    for (const { hash } of known)
      if (hash && !right.has(hash)) right.set(hash, await passwordMatches(hash, DEMO_PASSWORD))
    const password = await hashPassword(DEMO_PASSWORD)
    const ids = new Map<string, string>()
    for (const account of DEMO_ACCOUNTS) {
      const there = known.find(({ handle }) => handle === account.handle)
      let id = there?.id
      if (!id) {
        const [made] = await sql<{ id: string }[]>`
          insert into app.user_account (scope_id, display_name, person_id, password_hash, is_demo)
          values (${scopeOf(account)}, ${account.name}, ${account.personId}, ${password}, true) returning id`
        id = made!.id
        await sql`insert into app.user_login (handle, kind, user_id) values (${account.handle}, 'EMAIL', ${id})`
      } else {
        await sql`update app.user_account set status = 'ACTIVE', display_name = ${account.name}, person_id = ${account.personId} where id = ${id}`
        if (!there?.hash || !right.get(there.hash))
          await sql`update app.user_account set password_hash = ${password} where id = ${id}`
      }
      if (!OF_A_UNIT.includes(account.role))
        await sql`insert into app.user_grant (user_id, role, scope_id, programme)
          select ${id}, ${account.role}, ${scopeOf(account)}, ${programmeOf(account.role)}
          where not exists (select from app.user_grant where user_id = ${id} and role = ${account.role}
            and scope_id = ${scopeOf(account)} and ended_at is null)`
      ids.set(account.handle, id)
    }
    return ids
  })
}

/** Takes the accounts with the known password away, when the demonstration goes for good. */
export async function removeDemoAccounts(owner: Sql): Promise<void> {
  await owner.begin(async (sql) => {
    const there = await sql<{ id: string }[]>`select id from app.user_account where is_demo`
    const ids = there.map(({ id }) => id)
    await sql`delete from app.auth_session where user_id = any(${ids}::uuid[])`
    await sql`delete from app.invitation where user_id = any(${ids}::uuid[])`
    await sql`delete from app.user_grant where user_id = any(${ids}::uuid[])`
    await sql`delete from app.user_login where user_id = any(${ids}::uuid[])`
    await sql`delete from app.user_account where id = any(${ids}::uuid[])`
  })
}

/** What the launcher prints: one account of each role and a few more, with where it works. */
export async function printedAccounts(owner: Sql): Promise<object[]> {
  const there = await owner<{ handle: string }[]>`
    select l.handle from app.user_login l join app.user_account u on u.id = l.user_id where u.is_demo and u.status = 'ACTIVE'`
  const handles = new Set(there.map(({ handle }) => handle))
  const few = DEMO_ACCOUNTS.filter(
    ({ handle, role, personId }) =>
      handles.has(handle) &&
      (role === 'FACILITATOR'
        ? [1, 2, 5, 6].some((c) => personId === facilitatorPersonId(c))
        : role === 'COUNTY_OFFICER'
          ? handle.startsWith('county-urmia') || handle.startsWith('county-khoy')
          : role === 'CULTURAL_OFFICER' || role === 'VOLUNTEER_COORDINATOR'
            ? /-(sanandaj|sarvabad|01)@/.test(handle)
            : !['COUNTY_WELFARE_OFFICER', 'SOCIAL_WORKER'].includes(role) || handle.includes('-zanjan@')),
  )
  return few.map(({ handle, role, name }) => ({ role, handle, login: handle, password: DEMO_PASSWORD, name }))
}
