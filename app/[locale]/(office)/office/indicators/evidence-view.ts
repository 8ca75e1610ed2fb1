import type { EvidenceColumn, EvidenceRow } from '@/components/indicators/evidence-table'
import type { Evidence, EvidenceLine } from '@/db/queries/indicators/evidence'
import { type EvidenceKind, type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { partUnit } from './present'

type Part =
  | 'session'
  | 'day'
  | 'county'
  | 'neighbourhood'
  | 'status'
  | 'person'
  | 'organisation'
  | 'since'
  | 'certifiedOn'
  | 'sessions'
  | 'neighbourhoods'
  | 'facilitators'

const COLUMNS: Record<EvidenceKind, readonly Part[]> = {
  session: ['session', 'day', 'county', 'neighbourhood', 'status'],
  enrolment: ['person', 'county', 'neighbourhood', 'status'],
  cohort: ['neighbourhood', 'county', 'since', 'sessions'],
  county: ['county', 'since', 'neighbourhoods'],
  facilitator: ['person', 'county', 'organisation', 'certifiedOn'],
  organisation: ['organisation', 'facilitators'],
}
const COUNTS: readonly Part[] = ['sessions', 'neighbourhoods', 'facilitators']

/** The rows behind a number as the table takes them: the columns of their kind, then what each adds to the sum. */
export function evidenceView(
  code: IndicatorCode,
  evidence: Evidence,
  t: Words,
  locale: Locale,
): { columns: EvidenceColumn[]; rows: EvidenceRow[] } {
  const kind = indicatorOf(code).evidence
  const parts = COLUMNS[kind]
  const sums: EvidenceColumn[] = [
    {
      key: 'numerator',
      label: t(`indicator-catalogue.${code}.numerator`),
      unit: partUnit(code),
      total: evidence.numerator,
    },
    ...(evidence.denominator === null
      ? []
      : [
          {
            key: 'denominator',
            label: t(`indicator-catalogue.${code}.denominator`),
            unit: 'count' as const,
            total: evidence.denominator,
          },
        ]),
  ]
  return {
    columns: [
      ...parts.map((part) => ({
        key: part,
        label: t(`indicator-catalogue.column.${part}`),
        ...(COUNTS.includes(part) ? { unit: 'count' as const } : {}),
      })),
      ...sums,
    ],
    rows: evidence.lines.map((line) => ({
      key: line.key,
      ...(line.sessionId ? { href: `/${locale}/office/sessions/${line.sessionId}` } : {}),
      cells: {
        ...Object.fromEntries(parts.map((part) => [part, cell(part, line, t, locale)])),
        numerator: line.numerator,
        denominator: line.denominator,
      },
    })),
  }
}

function cell(part: Part, line: EvidenceLine, t: Words, locale: Locale): string | number | null {
  switch (part) {
    case 'session':
      return t('indicator-catalogue.sessionName', { seq: formatNumber(line.count ?? 0, locale) })
    case 'day':
    case 'since':
    case 'certifiedOn':
      return line.dayIso === null ? null : formatDay(line.dayIso, locale, 'numeric')
    case 'county':
    case 'neighbourhood':
      return line[part]?.[locale] ?? null
    case 'status':
      return line.status === null ? null : t(`indicator-catalogue.status.${line.status}`)
    case 'person':
      return personCell(line, t, locale)
    case 'organisation':
      return line.label
    case 'sessions':
    case 'neighbourhoods':
    case 'facilitators':
      return line.count
  }
}

/** Her name where it may be seen; otherwise the row of the list she stands in. */
function personCell({ name, rowNo }: EvidenceLine, t: Words, locale: Locale): string | null {
  const row =
    rowNo === null ? null : t('indicator-catalogue.column.rowName', { row: formatNumber(rowNo, locale) })
  if (name === null) return row
  return row === null ? name : `${row} · ${name}`
}
