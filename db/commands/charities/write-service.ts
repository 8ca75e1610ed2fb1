import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { overTotal } from '@/lib/charities/catalogue'
import { AddService, ImportServices } from '@/lib/charities/schema'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { charityRules } from '../../queries/charities/rules'
import { authorise, type Context, inTransaction } from '../../transaction'
import { clocked, madeBefore, type PlaceRow, placeOf } from './load'

/** W-CD-04, unless it was read and the number is left as it is for now: the catalogue holds more than there are said to be. */
async function checkTotal(db: Db, ctx: Context, home: PlaceRow, more: number, seen: readonly string[]) {
  if (more === 0 || seen.includes('W-CD-04')) return
  const { SVC_TOTAL } = await charityRules(db, scopeOf(ctx.actor), {
    provinceId: home.provinceId,
    at: ctx.now,
  })
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from app.charity_service where province_id = ${home.id}::uuid`,
  )
  const over = overTotal(row!.n + more, SVC_TOTAL)
  if (over) throw new AppError(over.code, over.values)
}

/** A kind of service in a province's catalogue. E-CD-21: its code or title is there. W-CD-04: more than there are said to be. */
export async function addService(ctx: Context, input: AddService): Promise<{ serviceId: string }> {
  const asked = AddService.parse(input)
  return inTransaction(ctx, async (db) => {
    const home = await placeOf(db, asked.provinceId, ['PROVINCE'])
    authorise(ctx.actor, 'devolve', home)
    const at = await clocked(db, ctx, home)
    if (await madeBefore(db, 'service', asked.key)) return { serviceId: asked.key }
    await checkTotal(db, at, home, 1, asked.acknowledged)
    await db.execute(sql`
      insert into app.charity_service (id, scope_id, province_id, code, title_fa, fold, domain, since_year, is_demo, created_by, created_at)
      values (${asked.key}::uuid, ${home.scopeId}, ${home.id}::uuid, ${asked.code}, ${asked.titleFa}, ${foldText(asked.titleFa)},
        ${asked.domain}, ${asked.sinceYear}, ${ctx.actor.isDemo}, app.me(), ${at.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'charity.service',
      entity: 'charity_service',
      entityId: asked.key,
      scopeId: home.scopeId,
      after: { code: asked.code, title: asked.titleFa, domain: asked.domain, sinceYear: asked.sinceYear },
    })
    return { serviceId: asked.key }
  })
}

export type Imported = { added: number; changed: number; same: number }

/** A sheet of kinds of services, the whole of it or nothing: new codes are added, known ones written anew. */
export async function importServices(ctx: Context, input: ImportServices): Promise<Imported> {
  const asked = ImportServices.parse(input)
  return inTransaction(ctx, async (db) => {
    const home = await placeOf(db, asked.provinceId, ['PROVINCE'])
    authorise(ctx.actor, 'devolve', home)
    const at = await clocked(db, ctx, home)
    await db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended('charity catalogue ' || ${home.id}::text, 0))`,
    )
    const rows = JSON.stringify(asked.rows.map((row) => ({ ...row, fold: foldText(row.titleFa) })))
    const sheet = sql`jsonb_to_recordset(${rows}::jsonb) as x(code text, "titleFa" text, fold text, domain text, "sinceYear" int)`
    const [met] = await db.execute<Imported & { bound: number }>(sql`
      select count(*) filter (where v.id is null)::int as added,
        count(*) filter (where v.id is not null and (v.title_fa, v.domain, v.since_year) is distinct from (x."titleFa", x.domain, x."sinceYear"::smallint))::int as changed,
        count(*) filter (where (v.title_fa, v.domain, v.since_year) is not distinct from (x."titleFa", x.domain, x."sinceYear"::smallint))::int as same,
        count(*) filter (where v.domain <> x.domain and exists (select from app.charity_agreement a where a.service_id = v.id))::int as bound
      from ${sheet} left join app.charity_service v on v.province_id = ${home.id}::uuid and v.code = x.code`)
    const { bound, ...found } = met!
    if (bound > 0) throw new AppError('E-CD-12')
    await checkTotal(db, at, home, found.added, asked.acknowledged)
    if (found.added + found.changed === 0) return found
    await db.execute(sql`
      insert into app.charity_service as v (scope_id, province_id, code, title_fa, fold, domain, since_year, is_demo, created_by, created_at)
      select ${home.scopeId}, ${home.id}::uuid, x.code, x."titleFa", x.fold, x.domain, x."sinceYear", ${ctx.actor.isDemo}, app.me(),
        ${at.now.toISOString()}::timestamptz from ${sheet}
      on conflict (province_id, code) do update set title_fa = excluded.title_fa, fold = excluded.fold, domain = excluded.domain,
        since_year = excluded.since_year, version = v.version + 1
      where (v.title_fa, v.domain, v.since_year) is distinct from (excluded.title_fa, excluded.domain, excluded.since_year)`)
    await audit(db, ctx, {
      action: 'charity.import',
      entity: 'charity_service',
      entityId: home.id,
      scopeId: home.scopeId,
      after: { added: found.added, changed: found.changed },
    })
    return found
  })
}
