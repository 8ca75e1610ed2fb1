import type { ClosedQuarter, FrozenQuarter, QuarterFigure } from '@/lib/indicators/quarter'
import { RULES } from '@/lib/rules/registry'
import { fail, ok, type Result } from '@/lib/shared/result'

export const REPORT_KINDS = ['QUARTER', 'FINAL'] as const
/** The report of one quarter, or the final one: of the last quarter of a run that is closed. */
export type ReportKind = (typeof REPORT_KINDS)[number]

/** Why a figure stands where it stands, as somebody of the office wrote it; the last one written stands. */
export type ReportReason = { code: string; reason: string; by: string; at: string }

/** A report is signed once, over the frozen text and the reasons; `hash` is that of both. */
export type ReportSignature = { by: string; at: string; hash: string }

/** The share of a target under which a reason is asked for, by the rules the quarter was closed with. */
export function reasonBelow({ rules }: Pick<FrozenQuarter, 'rules'>): number {
  // Quarters closed before the rule existed hold no value of it.
  return rules.REPORT_REASON_BELOW ?? RULES.REPORT_REASON_BELOW.value
}

/** How much of its target a figure has reached; null without a target, or with one of nothing. */
export function reached({ value, target }: Pick<QuarterFigure, 'value' | 'target'>): number | null {
  if (target === null || target <= 0) return null
  return (value ?? 0) / target
}

/** The figures of the whole run. Places below it are shown, and nobody is asked to excuse each of them. */
export const ofRun = (quarter: Pick<FrozenQuarter, 'figures'>): QuarterFigure[] =>
  quarter.figures.filter(({ level }) => level === 'run')

/** The figures that want a reason: under the threshold, and those with a target of which nothing is measured. */
export function shortfalls(quarter: Pick<FrozenQuarter, 'figures' | 'rules'>): QuarterFigure[] {
  const below = reasonBelow(quarter)
  return ofRun(quarter).filter((figure) => {
    const share = reached(figure)
    // Shares have at most four digits: 0.9 of a target is not under 0.9 by a hair.
    return share !== null && Math.round(share * 10_000) < Math.round(below * 10_000)
  })
}

/** The codes of the figures whose reason nobody has written. */
export function missingReasons(
  quarter: Pick<FrozenQuarter, 'figures' | 'rules'>,
  reasons: readonly Pick<ReportReason, 'code'>[],
): string[] {
  const given = new Set(reasons.map(({ code }) => code))
  return shortfalls(quarter)
    .map(({ code }) => code)
    .filter((code) => !given.has(code))
}

export type SignRefusal = 'E-RPT-01' | 'E-RPT-02' | 'E-RPT-03' | 'E-RPT-05'
export type ReportState = {
  kind: ReportKind
  closed: Pick<ClosedQuarter, 'quarter' | 'signedAt'>
  runClosed: boolean
  reasons: readonly Pick<ReportReason, 'code'>[]
  signed: boolean
  preparedByMe: boolean
}

/**
 * Whether a report may be signed. E-RPT-02: its quarter is not signed, or for the final one the run is not closed.
 * E-RPT-03: it is signed. E-RPT-05: by the person who closed the quarter. E-RPT-01: reasons are missing, `n` of them.
 */
export function checkSigning(report: ReportState): Result<null, SignRefusal> {
  if (report.closed.signedAt === null || (report.kind === 'FINAL' && !report.runClosed))
    return fail('E-RPT-02')
  if (report.signed) return fail('E-RPT-03')
  if (report.preparedByMe) return fail('E-RPT-05')
  const missing = missingReasons(report.closed.quarter, report.reasons)
  return missing.length > 0 ? fail('E-RPT-01', { n: missing.length }) : ok(null)
}
