import type { ReasonLine } from '@/components/reports/reason-form'
import type { Tone } from '@/components/ui/badge'
import type { ReportLine, ReportSheet } from '@/db/queries/reports/quarter-report'
import { momentText } from '@/lib/access/present'
import { figureSaid, indicatorName } from '@/lib/reports/figure-cells'
import { quarterName } from '@/lib/reports/method-part'
import { shortfalls } from '@/lib/reports/threshold'
import type { Locale, Words } from '@/lib/shared/locale'
import { isolate } from '@/lib/shared/persian-text'

export type ReportState = 'DRAFT' | 'READY' | 'SIGNED'
export const STATE_TONES: Record<ReportState, Tone> = { DRAFT: 'late', READY: 'hint', SIGNED: 'done' }

/** A report is ready once nothing but the signature is missing. */
export function reportState({
  signedAt,
  missing,
  state,
}: Pick<ReportLine, 'signedAt' | 'missing' | 'state'>): ReportState {
  if (signedAt !== null) return 'SIGNED'
  return missing === 0 && state === 'SIGNED' ? 'READY' : 'DRAFT'
}

export function lineTitle(
  line: Pick<ReportLine, 'kind' | 'year' | 'quarter'>,
  t: Words,
  locale: Locale,
): string {
  if (line.kind === 'FINAL') return t('report.title.FINAL')
  return t('report.title.QUARTER', { quarter: quarterName(line, { t, locale }) })
}

/** The figures that want a reason, each with the one that stands. */
export function reasonLines(sheet: ReportSheet, t: Words, locale: Locale): ReasonLine[] {
  const pen = { t, locale }
  return shortfalls(sheet.closed.quarter).map((figure) => {
    const given = sheet.reasons.find(({ code }) => code === figure.code)
    return {
      code: figure.code,
      label: t('report.desk.reasonOf', {
        name: indicatorName(figure.code, pen),
        value: figureSaid(figure.value, figure.unit, pen),
        target: figureSaid(figure.target, figure.unit, pen),
      }),
      reason: given?.reason ?? '',
      written: given
        ? t('report.desk.reasonBy', {
            by: isolate(given.by),
            at: momentText(Date.parse(given.at), locale),
          })
        : null,
    }
  })
}
