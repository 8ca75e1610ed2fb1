import { sql } from 'drizzle-orm'
import { soundRuleSet } from '@/lib/hamyar/rule-set'
import { AddRuleSet, AddTrade } from '@/lib/hamyar/schema'
import { foldText } from '@/lib/shared/persian-text'
import { AppError, orThrow } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'

/** The province's node, where its own rule sets and trades stand. */
export async function provinceNode(db: Db, ctx: Context, provinceId: string): Promise<number> {
  const [row] = await db.execute<{ scopeId: number; path: number[] }>(sql`
    select p.scope_id as "scopeId", s.path from app.place p join app.scope s on s.id = p.scope_id
    where p.id = ${provinceId}::uuid and p.kind = 'PROVINCE'`)
  if (!row) throw new AppError('E-GEN-02')
  authorise(ctx.actor, 'run', { path: row.path, programme: 'HAMYAR' })
  return row.scopeId
}

/** A rule set of a province, with its source; never changed afterwards. E-HG-27: its numbers contradict each other. E-HG-29: the code is taken. */
export async function addRuleSet(ctx: Context, input: AddRuleSet): Promise<{ ruleSetId: string }> {
  const { provinceId, ...asked } = AddRuleSet.parse(input)
  return inTransaction(ctx, async (db) => {
    const scopeId = await provinceNode(db, ctx, provinceId)
    const set = orThrow(soundRuleSet(asked))
    // Of the nation's as well: messages name a set by its code alone.
    const [taken] = await db.execute(
      sql`select 1 from app.hamyar_rule_set where code = ${set.code} and scope_id in (1, ${scopeId})`,
    )
    if (taken) throw new AppError('E-HG-29')
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.hamyar_rule_set (scope_id, code, name_fa, name_en, min_size, max_size, min_age, max_age, literate_part,
        literate_whole, coverage, source, created_by, created_at)
      values (${scopeId}, ${set.code}, ${set.nameFa}, ${set.nameEn}, ${set.minSize}, ${set.maxSize}, ${set.minAge}, ${set.maxAge},
        ${set.literatePart}, ${set.literateWhole}, ${set.coverage}, ${set.source}, app.me(), ${ctx.now.toISOString()}::timestamptz)
      returning id`)
    await audit(db, ctx, {
      action: 'hamyar.rule-set',
      entity: 'hamyar_rule_set',
      entityId: made!.id,
      scopeId,
      after: {
        code: set.code,
        size: `${set.minSize}-${set.maxSize}`,
        ages: `${set.minAge}-${set.maxAge}`,
        source: set.source,
      },
    })
    return { ruleSetId: made!.id }
  })
}

/** A trade the list did not have. E-HG-29: it has. */
export async function addTrade(ctx: Context, input: AddTrade): Promise<{ tradeId: string }> {
  const { provinceId, nameFa, nameEn } = AddTrade.parse(input)
  return inTransaction(ctx, async (db) => {
    const scopeId = await provinceNode(db, ctx, provinceId)
    const fold = foldText(nameFa)
    const [taken] = await db.execute(
      sql`select 1 from app.hamyar_trade where fold = ${fold} and scope_id in (1, ${scopeId})`,
    )
    if (taken) throw new AppError('E-HG-29')
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.hamyar_trade (scope_id, name_fa, name_en, fold, created_by)
      values (${scopeId}, ${nameFa}, ${nameEn}, ${fold}, app.me()) returning id`)
    await audit(db, ctx, {
      action: 'hamyar.trade',
      entity: 'hamyar_trade',
      entityId: made!.id,
      scopeId,
      after: { trade: nameFa },
    })
    return { tradeId: made!.id }
  })
}
