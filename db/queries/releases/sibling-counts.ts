import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { aFigures } from '@/lib/associations/indicators'
import { isThere } from '@/lib/associations/province'
import { dFigures } from '@/lib/charities/figures'
import { SERVICE_DOMAINS } from '@/lib/charities/kinds'
import { hFigures } from '@/lib/hamyar/indicators'
import { AT_WORK } from '@/lib/hamyar/kinds'
import type { SiblingTruth } from '@/lib/releases/siblings/bundle'
import type { SiblingCode } from '@/lib/releases/siblings/family'
import type { Sibling } from '@/lib/releases/siblings/kinds'
import type { Reader } from '../../client'
import { provinceStanding } from '../associations/province'
import { agreementLines } from '../charities/agreements'
import { services } from '../charities/catalogue'
import { providerLines } from '../charities/providers'
import { charityRules } from '../charities/rules'
import { groupFacts } from '../hamyar/group-facts'
import { hamyarCounties, ruleSets, trades } from '../hamyar/reference'
import { workFacts } from '../hamyar/work-facts'

export type Asked = {
  provinceId: string
  code: string
  fa: string
  en: string
  today: string
  now: Date
  counties: {
    countyId: string
    fa: string
    en: string
    position: { lon: number; lat: number } | null
  }[]
}
type Counted = Pick<SiblingTruth, 'demo' | 'counts' | 'trades' | 'changes' | 'volunteers' | 'named'>
type Count = SiblingTruth['counts'][number]

const whole = (code: SiblingCode, value: number, target: number | null = null): Count => ({
  ...{ code, county: null, category: null },
  ...{ value, target },
})
const NOTHING = { trades: [], changes: [], volunteers: 0, named: [] }

/** What a programme's office counts, by the very queries and formulas of its figures page. */
export const COUNTED: Record<Sibling, (db: Reader, scope: Scope, asked: Asked) => Promise<Counted>> = {
  HAMYAR: hamyarCounts,
  CHARITY: charityCounts,
  ASSOCIATION: associationCounts,
}

async function hamyarCounts(
  db: Reader,
  scope: Scope,
  { provinceId, today, counties }: Asked,
): Promise<Counted> {
  const groups = await groupFacts(db, scope, { provinceId, today })
  const sets = new Map((await ruleSets(db, scope)).map((set) => [set.ruleSetId, set]))
  const wanted = new Map((await hamyarCounties(db, scope)).map((one) => [one.countyId, one.target]))
  const targets = counties.map(({ countyId }) => wanted.get(countyId) ?? null)
  const stated = targets.filter((target) => target !== null)
  const figures = hFigures(groups, sets, await workFacts(db, scope))
  const figure = (code: string) => figures.find((one) => one.code === code)!
  const working = groups.filter(({ state }) => AT_WORK.includes(state))
  const known = await trades(db, scope)
  const changes = await db.execute<{ day: string; n: number }>(sql`
    select x.day::text as day, count(*)::int as n from (
      select m.joined_on as day, m.group_id from app.hamyar_member m
      union all select m.left_on, m.group_id from app.hamyar_member m where m.left_on is not null) x
    join app.hamyar_group g on g.id = x.group_id where g.province_id = ${provinceId}::uuid and x.day <= ${today}::date group by 1 order by 1`)
  const [demo] = await db.execute<{ demo: boolean }>(
    sql`select coalesce(bool_or(is_demo), false) as demo from app.hamyar_group where province_id = ${provinceId}::uuid`,
  )
  return {
    ...NOTHING,
    demo: demo!.demo,
    changes: [...changes],
    counts: [
      whole('H-01', figure('H-01').value, stated.length > 0 ? stated.reduce((all, n) => all + n, 0) : null),
      whole('H-09', figure('H-09').value, figure('H-09').of),
      whole('H-03', figure('H-03').value),
      ...counties.map(({ countyId, fa }, i) => ({
        ...whole('H-01', working.filter((group) => group.countyId === countyId).length, targets[i]),
        county: fa,
      })),
    ],
    trades: known
      .map(({ tradeId, nameFa, nameEn }) => {
        const those = working.filter((group) => group.tradeId === tradeId)
        return {
          key: nameFa,
          name: { fa: nameFa, en: nameEn },
          groups: those.length,
          women: those.reduce((all, { members }) => all + members, 0),
        }
      })
      .filter((trade) => trade.groups > 0),
  }
}

async function charityCounts(
  db: Reader,
  scope: Scope,
  { provinceId, now, counties }: Asked,
): Promise<Counted> {
  const catalogue = await services(db, scope, { provinceId })
  const providers = await providerLines(db, scope, { provinceId })
  const agreements = await agreementLines(db, scope, { provinceId })
  const { SVC_TOTAL: total } = await charityRules(db, scope, { provinceId, at: now })
  const figures = dFigures({
    ...{ total, services: catalogue, providers, agreements },
    ...{ needs: [], reviews: [], events: [] },
  })
  const value = (code: string) => figures.find((one) => one.code === code)?.value ?? 0
  const active = providers.filter(({ state }) => state === 'ACTIVE')
  const running = agreements.filter(({ state }) => state === 'ACTIVE')
  const consents = await db.execute<{ name: string; county: string }>(sql`
    select p.name_fa as name, c.name_fa as county from app.charity_provider p join app.place c on c.id = p.county_id
    where p.province_id = ${provinceId}::uuid and p.status = 'ACTIVE' and p.name_consent_on is not null
    order by c.name_fa collate "fa-x-icu", p.name_fa collate "fa-x-icu"`)
  const [demo] = await db.execute<{ demo: boolean }>(
    sql`select coalesce(bool_or(is_demo), false) as demo from app.charity_provider where province_id = ${provinceId}::uuid`,
  )
  const accepted = providers.filter(({ state }) => ['ACCEPTED', 'ACTIVE', 'SUSPENDED'].includes(state))
  return {
    ...NOTHING,
    demo: demo!.demo,
    named: [...consents],
    counts: [
      whole('PROVIDERS', accepted.length),
      whole('D-04', value('D-04')),
      whole('AGREEMENTS', running.length),
      whole('D-01', value('D-01'), total),
      whole('D-02', value('D-02'), total),
      ...counties.flatMap(({ countyId, fa }) => [
        { ...whole('D-04', active.filter((one) => one.countyId === countyId).length), county: fa },
        { ...whole('AGREEMENTS', running.filter((one) => one.countyId === countyId).length), county: fa },
      ]),
      ...SERVICE_DOMAINS.flatMap((category) => [
        { ...whole('D-04', active.filter(({ domains }) => domains.includes(category)).length), category },
        { ...whole('AGREEMENTS', running.filter(({ domain }) => domain === category).length), category },
      ]),
    ],
  }
}

async function associationCounts(db: Reader, scope: Scope, asked: Asked): Promise<Counted> {
  const { provinceId, code, fa, en, now, today } = asked
  const at = await provinceStanding(db, scope, { provinceId, code, nameFa: fa, nameEn: en }, now)
  const figures = aFigures(at.associations, at.counties, {
    ...{ least: at.rules.ASSOC_MIN_PER_COUNTY, pilotTarget: 0, pilots: [] },
  })
  const figure = (wanted: string) => figures.find((one) => one.code === wanted)!
  const [given] = await db.execute<{ n: number; demo: boolean }>(sql`
    select (select count(distinct s.volunteer_id)::int from app.association_shift s join app.association_activity x on x.id = s.activity_id
        join app.association a on a.id = x.association_id
        where a.province_id = ${provinceId}::uuid and s.struck_at is null and x.status = 'HELD' and x.day <= ${today}::date) as n,
      (select coalesce(bool_or(is_demo), false) from app.association where province_id = ${provinceId}::uuid) as demo`)
  const standings = new Map(at.counties.map((one) => [one.countyId, one.standings]))
  return {
    ...NOTHING,
    demo: given!.demo,
    volunteers: given!.n,
    counts: [
      whole('A-01', figure('A-01').value, figure('A-01').of),
      whole('A-02', figure('A-02').value),
      whole('AT_WORK', at.associations.filter(({ standing }) => isThere(standing)).length),
      whole('A-05', figure('A-05').value),
      ...asked.counties.flatMap(({ countyId, fa: county }) => {
        const those = standings.get(countyId) ?? []
        return [
          { ...whole('A-02', those.filter((one) => one !== 'DISSOLVED').length), county },
          { ...whole('AT_WORK', those.filter(isThere).length), county },
        ]
      }),
    ],
  }
}
