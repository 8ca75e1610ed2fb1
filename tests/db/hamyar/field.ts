import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { addMembers } from '@/db/commands/hamyar/add-members'
import { endMembership, setMember } from '@/db/commands/hamyar/change-member'
import { approveGroup, moveGroup } from '@/db/commands/hamyar/move-group'
import { proposeGroup } from '@/db/commands/hamyar/propose-group'
import { setGroup, signAssessment } from '@/db/commands/hamyar/set-group'
import { groupFacts } from '@/db/queries/hamyar/group-facts'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import type { NewMember, SetMember } from '@/lib/hamyar/schema'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { holder, NOW, openCounty, openProvince, type Province, TODAY } from '@/tests/support/programme-field'
import { type Loaded, loadedDatabase } from '../demo/loaded'

export type Act =
  | 'identify'
  | 'judge'
  | 'open'
  | 'begin'
  | 'selfSuffice'
  | 'graduate'
  | 'suspend'
  | 'resume'
  | 'dissolve'
  | 'reopen'
export type County = { id: string; scope: number; worker: Staff; county: Staff }
/** A province of the test's own with two counties, and another with one; whoever works there works for the hamyar programme only. */
export type HamyarField = {
  sql: Sql
  provinceId: string
  provinceScope: number
  officer: Staff
  here: County
  there: County
  far: County
  womensOffice: Staff
  end: () => Promise<void>
}

export { NOW, TODAY }

/** Somebody with a role for the hamyar programme alone. */
export const worker = (sql: Sql, role: string, at: number, name = role): Promise<Staff> =>
  holder(sql, 'HAMYAR', role, at, name)

async function county(
  sql: Sql,
  province: Pick<Province, 'provinceId' | 'provinceScope'>,
  name: string,
): Promise<County> {
  const made = await openCounty(sql, province, name)
  return {
    ...made,
    worker: await worker(sql, 'SOCIAL_WORKER', made.scope, `مددکار ${name}`),
    county: await worker(sql, 'COUNTY_WELFARE_OFFICER', made.scope, `بهزیستی ${name}`),
  }
}

export async function openHamyar(loaded?: Loaded): Promise<HamyarField> {
  const db = loaded ?? (await loadedDatabase('none'))
  const { sql } = db
  const province = await openProvince(sql)
  return {
    sql,
    ...province,
    officer: await worker(sql, 'WELFARE_OFFICER', province.provinceScope, 'کارشناس'),
    here: await county(sql, province, 'شهرستان ما'),
    there: await county(sql, province, 'شهرستان همسایه'),
    far: await county(sql, await openProvince(sql, 'استان دیگر'), 'شهرستان دور'),
    end: db.end,
  }
}

let last = 0
/** A national id nobody has, with the right last digit. */
export function freshId(): string {
  last += 1
  const nine = `77${String(last).padStart(7, '0')}`
  const rest = [...nine].reduce((sum, digit, i) => sum + Number(digit) * (10 - i), 0) % 11
  return nine + (rest < 2 ? rest : 11 - rest)
}
const FIRST = 'زهرا فاطمه مریم لیلا سمیه نرگس معصومه اعظم پروین شهلا ناهید مهناز سارا'.split(' ')
const LAST = 'اکبری جعفری کریمی نوری صادقی قاسمی رحیمی مرادی عباسی یوسفی ابراهیمی فتحی سلیمانی'.split(' ')

/** A woman nobody knows, as her social worker writes her down. */
export function woman(county: County, more: Partial<NewMember> = {}): NewMember {
  const nationalId = more.nationalId ?? freshId()
  const n = Number(nationalId.slice(2, 9))
  return {
    first: FIRST[n % 13]!,
    last: LAST[Math.floor(n / 13) % 13]!,
    father: 'علی',
    nationalId,
    birthIso: '1990-05-01',
    category: 'WOMAN_HEAD',
    isLiterate: true,
    isCovered: true,
    ableToWork: true,
    homeCountyId: county.id,
    joinedOn: '2024-05-20',
    employed: true,
    consent: true,
    ...more,
  }
}
export const women = (county: County, count: number, more: Partial<NewMember> = {}) =>
  Array.from({ length: count }, () => woman(county, more))

/** A group and everything that can be done with it, each by who does it. */
export async function makeGroup(
  field: HamyarField,
  county: County,
  more: { set?: string; goal?: string } = {},
) {
  const { sql } = field
  const [trade] = await sql`select id from app.hamyar_trade where name_fa = 'خیاطی'`
  const [set] =
    await sql`select id from app.hamyar_rule_set where code = ${more.set ?? 'HG-S0'} and scope_id = 1`
  const facts = {
    nameFa: `گروه ${randomUUID().slice(0, 4)}`,
    tradeId: trade!.id as string,
    activityKind: 'PRODUCTION' as const,
    commonGoal: more.goal ?? 'فروش پوشاک در بازار شهر',
  }
  const ctx = (who: Staff, now = NOW) => contextOf(who, now)
  const { groupId, code, scopeId } = await proposeGroup(await ctx(county.worker), {
    ...facts,
    countyId: county.id,
    ruleSetId: set!.id,
    workerId: county.worker.userId,
  })
  const scope = { userId: field.officer.userId } as Scope
  const row = async () => (await reading(scope, (db) => groupFacts(db, scope, { groupId, today: TODAY })))[0]!
  return {
    groupId,
    code,
    scopeId,
    facts,
    row,
    add: async (members: NewMember[], who = county.worker, now = NOW) =>
      (await addMembers(await ctx(who, now), { groupId, members })).memberIds,
    set: async (memberId: string, more: Partial<SetMember>, who = county.worker) => {
      const [m] =
        await sql`select version, is_literate, is_covered, able_to_work, employed from app.hamyar_member where id = ${memberId}`
      return setMember(await ctx(who), {
        memberId,
        version: m!.version,
        isLiterate: m!.is_literate,
        isCovered: m!.is_covered,
        ableToWork: m!.able_to_work,
        employed: m!.employed,
        roles: [],
        ...more,
      })
    },
    leave: async (memberId: string, leftOn = TODAY, who = county.worker) =>
      endMembership(await ctx(who), { memberId, leftOn, reason: 'PERSONAL' }),
    edit: async (more: object, who = county.worker) =>
      setGroup(await ctx(who), {
        ...facts,
        groupId,
        version: (await row()).version,
        employedCount: 0,
        outsideWorkers: false,
        ...more,
      }),
    move: async (act: Act, who: Staff = county.worker, more: object = {}) =>
      moveGroup(await ctx(who), {
        groupId,
        version: (await row()).version,
        act,
        ...(act === 'open' && { opening: { year: 1403, month: 3, day: null } }),
        ...more,
      }),
    approve: async (level: 'COUNTY' | 'PROVINCE', who: Staff) =>
      approveGroup(await ctx(who), { groupId, level }),
    assess: async (who: Staff = county.worker, day = TODAY, most = 6) => {
      const criteria = await sql`select id from app.hamyar_criterion where scope_id = 1 order by id`
      return signAssessment(await ctx(who), {
        groupId,
        day,
        finding: 'درآمد گروه شش ماه است که هزینهٔ خانه‌ها را می‌دهد',
        met: criteria.slice(0, most).map(({ id }) => id as string),
      })
    },
  }
}
export type Group = Awaited<ReturnType<typeof makeGroup>>

/** A group of five at work under HG-S0, on its whole way. */
export async function workingGroup(
  field: HamyarField,
  county: County,
  count = 5,
  set = 'HG-S0',
): Promise<Group & { memberIds: string[] }> {
  const group = await makeGroup(field, county, { set })
  const memberIds = await group.add(women(county, count))
  await group.move('identify')
  await group.move('judge')
  await group.approve('COUNTY', county.county)
  await group.approve('PROVINCE', field.officer)
  await group.set(memberIds[0]!, { roles: ['BOOKKEEPER'] })
  await group.move('open')
  await group.move('begin')
  return { ...group, memberIds }
}
