import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { RuleSet } from '@/lib/hamyar/rule-set'
import type { Reader } from '../../client'

export type RuleSetRow = RuleSet & {
  ruleSetId: string
  scopeId: number
  nameFa: string
  nameEn: string
  source: string
}
const columns = sql`r.id as "ruleSetId", r.scope_id as "scopeId", r.code, r.name_fa as "nameFa", r.name_en as "nameEn", r.min_size as "minSize",
  r.max_size as "maxSize", r.min_age as "minAge", r.max_age as "maxAge", r.literate_part as "literatePart",
  r.literate_whole as "literateWhole", r.coverage, r.source`

/** The rule sets of the nation and of the asker's provinces. */
export async function ruleSets(db: Reader, _scope: Scope): Promise<RuleSetRow[]> {
  return [
    ...(await db.execute<RuleSetRow>(
      sql`select ${columns} from app.hamyar_rule_set r order by r.scope_id, r.code`,
    )),
  ]
}

export type TradeRow = { tradeId: string; nameFa: string; nameEn: string }
export async function trades(db: Reader, _scope: Scope): Promise<TradeRow[]> {
  return [
    ...(await db.execute<TradeRow>(sql`
      select t.id as "tradeId", t.name_fa as "nameFa", t.name_en as "nameEn" from app.hamyar_trade t
      order by t.name_fa collate "fa-x-icu", t.id`)),
  ]
}

export type HamyarCounty = {
  countyId: string
  scopeId: number
  nameFa: string
  nameEn: string
  provinceId: string
  provinceCode: string
  provinceFa: string
  provinceEn: string
  path: number[]
  /** How many groups it is to have, and whose word that is; null where nobody said. */
  target: number | null
  targetSource: string | null
}

/** The counties in which the asker sees hamyar groups, every one of them, also where there is no group. */
export async function hamyarCounties(
  db: Reader,
  _scope: Scope,
  power: 'see' | 'enrol' = 'see',
): Promise<HamyarCounty[]> {
  return [
    ...(await db.execute<HamyarCounty>(sql`
      select c.id as "countyId", c.scope_id as "scopeId", c.name_fa as "nameFa", c.name_en as "nameEn", p.id as "provinceId",
        p.code as "provinceCode", p.name_fa as "provinceFa", p.name_en as "provinceEn", s.path, t.value as target, t.source as "targetSource"
      from app.place c join app.place p on p.id = c.province_id join app.scope s on s.id = c.scope_id
      left join lateral (select value, source from app.hamyar_target t where t.county_id = c.id order by t.set_at desc, t.id desc limit 1) t on true
      where c.kind = 'COUNTY' and app.works_for('HAMYAR', ${power}, c.scope_id)
      order by p.name_fa collate "fa-x-icu", c.name_fa collate "fa-x-icu"`)),
  ]
}

export type WorkerRow = { userId: string; name: string; scopeId: number }

/** The social workers whom the asker, who runs the programme, may put beside a group, each where her grant stands; and herself. */
export async function workersFor(db: Reader, scope: Scope): Promise<WorkerRow[]> {
  return [
    ...(await db.execute<WorkerRow>(sql`
      select u.id as "userId", u.display_name as name, g.scope_id as "scopeId" from app.user_grant g
      join app.user_account u on u.id = g.user_id and u.status = 'ACTIVE'
      where g.role = 'SOCIAL_WORKER' and g.ended_at is null and (g.programme is null or g.programme = 'HAMYAR')
        and (g.scope_id = any((select app.my_scope('run'))::int[]) or u.id = ${scope.userId}::uuid)
      order by u.display_name collate "fa-x-icu", u.id`)),
  ]
}
