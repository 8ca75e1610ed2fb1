import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import {
  type JalaliQuarter,
  quarterFromText,
  quarterKey,
  quarterParam,
} from '@/lib/indicators/calendar-quarter'
import type { FrozenQuarter } from '@/lib/indicators/quarter'
import type { QuarterState } from '@/lib/indicators/quarter-closing'
import { missingReasons, type ReportKind, shortfalls } from '@/lib/reports/threshold'
import type { ReportFacts } from '@/lib/reports/write-report'
import type { Reader } from '../../client'
import { closedQuarter, type QuarterLine, quartersOf } from '../indicators/quarters'
import type { RunLine } from '../programmes/run-line'
import { asReportReason, figuresHold, reasonsOf, signatureHash, signatureOf } from './reasons'

/** Which report an address names: «1403-1» a quarter's, «final» the run's. */
export type ReportName = { kind: 'QUARTER'; quarter: JalaliQuarter } | { kind: 'FINAL' }

export function reportNamed(text: string): ReportName | null {
  if (text === 'final') return { kind: 'FINAL' }
  const quarter = quarterFromText(text)
  return quarter && { kind: 'QUARTER', quarter }
}

/** A report and how far it has come. */
export type ReportLine = JalaliQuarter & {
  name: string
  kind: ReportKind
  closingId: string
  state: QuarterState
  needed: number
  missing: number
  signedBy: string | null
  signedAt: string | null
}

const closed = (run: Pick<RunLine, 'status'>) => run.status === 'CLOSED'

/** The quarter a final report is of: the run's last one, once it and the run are closed. Of an earlier one it would leave out the end. */
const finalOf = (run: Pick<RunLine, 'status'>, all: readonly QuarterLine[]): QuarterLine | undefined => {
  const last = all.at(-1)
  return closed(run) && last?.closingId ? last : undefined
}

/** The reports of a run: of each quarter that is closed, and the final one once the run is closed; the newest first. */
export async function reportsOf(db: Reader, scope: Scope, run: RunLine): Promise<ReportLine[]> {
  const all = await quartersOf(db, scope, run)
  const quarters = all.filter(({ closingId }) => closingId !== null)
  const lines: ReportLine[] = []
  for (const quarter of quarters) {
    const closingId = quarter.closingId!
    const frozen = await frozenOf(db, closingId)
    if (!frozen) continue
    const reasons = await reasonsOf(db, scope, closingId)
    const line = async (kind: ReportKind): Promise<ReportLine> => {
      const signature = await signatureOf(db, scope, { closingId, kind })
      return {
        year: quarter.year,
        quarter: quarter.quarter,
        name: kind === 'FINAL' ? 'final' : quarterParam(quarter),
        kind,
        closingId,
        state: quarter.state!,
        needed: shortfalls(frozen).length,
        missing: missingReasons(frozen, reasons).length,
        signedBy: signature?.by ?? null,
        signedAt: signature?.at ?? null,
      }
    }
    lines.unshift(await line('QUARTER'))
    if (quarter === finalOf(run, all)) lines.unshift(await line('FINAL'))
  }
  return lines
}

async function frozenOf(db: Reader, closingId: string): Promise<FrozenQuarter | null> {
  const [row] = await db.execute<{ frozen: FrozenQuarter }>(
    sql`select frozen from app.quarter_closing where id = ${closingId}::uuid`,
  )
  return row?.frozen ?? null
}

/** The facts of a report with what only its page needs. */
export type ReportSheet = ReportFacts & {
  closingId: string
  preparedById: string
  runClosed: boolean
  /** False where the figures or what was signed are not what their hashes say: then no report is made of them. */
  holds: boolean
}

/** Everything a report is written from; null where its quarter is not closed, or out of reach. */
export async function reportSheet(
  db: Reader,
  scope: Scope,
  run: RunLine,
  name: ReportName,
): Promise<ReportSheet | null> {
  const all = await quartersOf(db, scope, run)
  const quarters = all.filter(({ closingId }) => closingId !== null)
  const wanted = name.kind === 'FINAL' ? finalOf(run, all) : name.quarter
  if (!wanted) return null
  const sheet = await closedQuarter(db, scope, run, wanted)
  if (!sheet) return null
  const { closingId, hash } = sheet
  const rows = await reasonsOf(db, scope, closingId)
  const signature = await signatureOf(db, scope, { closingId, kind: name.kind })
  const before = quarters.filter((one) => quarterKey(one) < quarterKey(wanted))
  const earlier = await Promise.all(before.map((one) => frozenOf(db, one.closingId!)))
  return {
    kind: name.kind,
    closed: sheet,
    reasons: rows.map(asReportReason),
    signature,
    earlier: earlier.filter((one) => one !== null),
    ...(await surroundings(db, run)),
    isDemo: run.isDemo,
    closingId,
    preparedById: sheet.preparedById,
    runClosed: closed(run),
    holds:
      figuresHold(sheet.quarter, hash) &&
      (signature === null || signature.hash === signatureHash(name.kind, hash, rows)),
  }
}

/** Whose report it is, and what the run rests on. */
async function surroundings(
  db: Reader,
  run: RunLine,
): Promise<Pick<ReportFacts, 'office' | 'province' | 'bases'>> {
  const [office] = await db.execute<{ fa: string; en: string | null }>(
    sql`select name_fa as fa, name_en as en from app.office_contact where scope_id = ${run.scopeId}`,
  )
  const bases = await db.execute<ReportFacts['bases'][number]>(sql`
    select b.title_fa as "titleFa", b.title_en as "titleEn", b.source, b.valid_to::text as "validTo"
    from app.run_legal_basis x join app.legal_basis b on b.id = x.legal_basis_id where x.run_id = ${run.runId}::uuid order by b.code`)
  return {
    office: office ? { fa: office.fa, en: office.en ?? office.fa } : null,
    province: { fa: run.provinceFa, en: run.provinceEn },
    bases: [...bases],
  }
}
