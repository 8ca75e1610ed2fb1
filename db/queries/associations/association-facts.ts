import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { standing } from '@/lib/associations/formation'
import type { AssociationFacts, HeldActivity } from '@/lib/associations/indicators'
import type { CapacityGroup, Standing, State, Step } from '@/lib/associations/kinds'
import type { Reader } from '../../client'

export type AssociationCounty = {
  countyId: string
  scopeId: number
  path: number[]
  nameFa: string
  nameEn: string
  provinceId: string
  provinceCode: string
  provinceFa: string
  provinceEn: string
}

/** The counties in which the asker has to do with associations, every one of them, also where there is none. */
export async function associationCounties(
  db: Reader,
  _scope: Scope,
  power: 'see' | 'run' = 'see',
): Promise<AssociationCounty[]> {
  return [
    ...(await db.execute<AssociationCounty>(sql`
      select c.id as "countyId", c.scope_id as "scopeId", s.path, c.name_fa as "nameFa", c.name_en as "nameEn", p.id as "provinceId",
        p.code as "provinceCode", p.name_fa as "provinceFa", p.name_en as "provinceEn"
      from app.place c join app.place p on p.id = c.province_id join app.scope s on s.id = c.scope_id
      where c.kind = 'COUNTY' and app.works_for('ASSOCIATION', ${power}, c.scope_id)
      order by p.name_fa collate "fa-x-icu", c.name_fa collate "fa-x-icu"`)),
  ]
}

/** What time it is for the associations of a province: a demonstration has stopped its own. */
export async function associationClock(db: Reader, provinceId: string, now: Date): Promise<Date> {
  const [row] = await db.execute<{ at: string }>(
    sql`select app.association_clock(${provinceId}::uuid, ${now.toISOString()}::timestamptz)::text as at`,
  )
  return new Date(row!.at)
}

type Stored = {
  associationId: string
  scopeId: number
  path: number[]
  provinceId: string
  countyId: string
  countyFa: string
  countyEn: string
  code: string
  nameFa: string
  group: CapacityGroup
  state: State
  begunOn: string
  establishedOn: string | null
  isDemo: boolean
  version: number
  done: Step[]
  lastOn: string | null
  partners: string[]
  coordinators: number
  held: HeldActivity[]
  /** Days of what was held and of what is planned. */
  days: string[]
}
export type AssociationRow = Stored &
  AssociationFacts & {
    lastActivity: string | null
    programme: 'ASSOCIATION'
    steps: number
    standing: Standing
  }

type Params = { today: string; quietDays: number; provinceId?: string; associationId?: string }

/** Associations in numbers, as the lists, the page, the commands and the figures know them; nobody of them is named. */
export async function associationFacts(db: Reader, _scope: Scope, params: Params): Promise<AssociationRow[]> {
  const { today, quietDays, provinceId, associationId } = params
  const rows = await db.execute<Stored>(sql`
    select a.id as "associationId", a.scope_id as "scopeId", n.path, a.province_id as "provinceId", a.county_id as "countyId",
      c.name_fa as "countyFa", c.name_en as "countyEn", a.code, a.name_fa as "nameFa", a.capacity_group as "group", a.status as state,
      a.begun_on::text as "begunOn", a.established_on::text as "establishedOn", a.is_demo as "isDemo", a.version,
      coalesce(t.done, '{}') as done, t.last::text as "lastOn", coalesce(w.folds, '{}') as partners,
      coalesce(k.coordinators, 0) as coordinators, coalesce(v.held, '[]') as held, coalesce(v.days, '{}') as days
    from app.association a join app.place c on c.id = a.county_id join app.scope n on n.id = a.scope_id
    left join lateral (select array_agg(s.step) as done, max(s.done_on) as last from app.association_step s
      where s.association_id = a.id and s.undone_at is null) t on true
    left join lateral (select array_agg(p.fold) as folds from app.association_partner p
      where p.association_id = a.id and (p.until is null or p.until > ${today}::date) and p.since <= ${today}::date) w on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('day', x.day, 'field', x.field, 'beneficiaries', x.beneficiaries, 'volunteers', h.volunteers,
          'minutes', h.minutes) order by x.day) filter (where x.status = 'HELD' and x.day <= ${today}::date) as held,
        array_agg(x.day::text order by x.day) filter (where x.status <> 'CANCELLED') as days
      from app.association_activity x
      cross join lateral (select count(distinct s.volunteer_id)::int as volunteers, coalesce(sum(s.minutes), 0)::int as minutes
        from app.association_shift s where s.activity_id = x.id and s.struck_at is null) h
      where x.association_id = a.id) v on true
    left join app.coordinators_at((select array_agg(scope_id) from app.association)) k on k.node = a.scope_id
    where (${provinceId ?? null}::uuid is null or a.province_id = ${provinceId ?? null}::uuid)
      and (${associationId ?? null}::uuid is null or a.id = ${associationId ?? null}::uuid)
    order by c.name_fa collate "fa-x-icu", a.code`)
  return rows.map((row) => {
    const lastActivity = row.held.at(-1)?.day ?? null
    return {
      ...row,
      programme: 'ASSOCIATION',
      steps: row.done.length,
      lastActivity,
      standing: standing(row.state, lastActivity, { today, quietDays }),
    }
  })
}

export type PilotRow = {
  seq: number
  provinceId: string | null
  nameFa: string | null
  nameEn: string | null
  source: string
}

/** The pilot provinces of the source, named and unnamed. */
export async function pilots(db: Reader, _scope: Scope): Promise<PilotRow[]> {
  return [
    ...(await db.execute<PilotRow>(sql`
      select i.seq, i.province_id as "provinceId", p.name_fa as "nameFa", p.name_en as "nameEn", i.source
      from app.association_pilot i left join app.place p on p.id = i.province_id order by i.seq`)),
  ]
}

/** The social partners of a province's associations on a day, by their folded names; one known by two spellings is one. */
export async function partnerNames(
  db: Reader,
  _scope: Scope,
  { provinceId, today }: { provinceId: string; today: string },
): Promise<Map<string, string>> {
  const rows = await db.execute<{ fold: string; name: string }>(sql`
    select p.fold, min(p.name_fa) as name from app.association_partner p join app.association a on a.id = p.association_id
    where a.province_id = ${provinceId}::uuid and p.since <= ${today}::date and (p.until is null or p.until > ${today}::date) group by 1`)
  return new Map(rows.map(({ fold, name }) => [fold, name]))
}
