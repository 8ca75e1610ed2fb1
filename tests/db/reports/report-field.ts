import { randomUUID } from 'node:crypto'
import { sql as raw } from 'drizzle-orm'
import { pools } from '@/db/client'
import { prepareQuarter, signQuarter } from '@/db/commands/indicators/close-quarter'
import { type RunLine, runNamed } from '@/db/queries/programmes/run-line'
import { reportNamed, reportSheet } from '@/db/queries/reports/quarter-report'
import { type Context, reading } from '@/db/transaction'
import { type ActorFacts, asActor, scopeOf } from '@/lib/access/actor'
import { staff } from '../../support/factories'
import { type DemoField, openDemo } from '../indicators/demo-field'

export type ReportField = DemoField & {
  officer2: Context
  director: Context
  director2: Context
  auditorAt: Context
  khoyAt: Context
  stranger: Context
}

/** The context of an account of the test's own in a scope; the demonstration's clock is that of its run. */
export async function accountAt(field: DemoField, role: string, at: number, name: string): Promise<Context> {
  const { hash } = await staff(field.owner, role, at, name)
  const [row] = await pools().db.execute<{ facts: ActorFacts }>(
    raw`select app.actor_of_session(${hash}) as facts`,
  )
  return { actor: asActor(row!.facts), now: new Date(), requestId: `test-${randomUUID()}` }
}

/** A load of the demonstration with everybody who meets a report. */
export async function openReports(load: 'full' | 'snapshot'): Promise<ReportField> {
  const field = await openDemo(load)
  const [run] = await field.owner`select scope_id from app.run where id = ${field.runId}`
  const [tehran] = await field.owner`select scope_id from app.place where kind = 'PROVINCE' and code = '23'`
  const [khoy] = await field.owner`select scope_id from app.place where kind = 'COUNTY' and name_fa = 'خوی'`
  const at = (role: string, scope: number, name: string) => accountAt(field, role, scope, name)
  return {
    ...field,
    officer2: await at('PROVINCE_OFFICER', run!.scope_id, 'کارشناس آزمون'),
    director: await at('PROVINCE_DIRECTOR', run!.scope_id, 'مدیرکل آزمون'),
    director2: await at('PROVINCE_DIRECTOR', run!.scope_id, 'مدیرکل دوم'),
    auditorAt: await at('AUDITOR', run!.scope_id, 'حسابرس آزمون'),
    khoyAt: await at('COUNTY_OFFICER', khoy!.scope_id, 'کارشناس خوی'),
    stranger: await at('PROVINCE_DIRECTOR', tehran!.scope_id, 'مدیرکل جای دیگر'),
  }
}

export const lineOf = (field: DemoField, ctx: Context): Promise<RunLine> =>
  reading(scopeOf(ctx.actor), async (db) => {
    const [run] = await field.owner`select code from app.run where id = ${field.runId}`
    return (await runNamed(db, scopeOf(ctx.actor), run!.code))!
  })

export async function sheetOf(field: DemoField, ctx: Context, name: string) {
  const run = await lineOf(field, ctx)
  return reading(scopeOf(ctx.actor), (db) => reportSheet(db, scopeOf(ctx.actor), run, reportNamed(name)!))
}

/** Closes a quarter by one person and signs it by another; one that the demonstration has closed itself stays as it is. */
export async function close(field: DemoField, by: Context, signer: Context | null, quarter: string) {
  const [year, season] = quarter.split('-').map(Number)
  const [known] = await field.owner`select id from app.quarter_closing
    where run_id = ${field.runId} and year = ${year!} and quarter = ${season!} and state = 'SIGNED'`
  if (known) return String(known.id)
  const { closingId } = await prepareQuarter(by, {
    runId: field.runId,
    quarter,
    reason: 'برگه‌های روز پایانی در راه است',
  })
  if (signer) await signQuarter(signer, { closingId })
  return closingId
}
