import type { Ask } from '@/components/people/confirm-import'
import type { VerdictLine } from '@/components/people/verdict-table'
import type { JudgedRoster, JudgedRow } from '@/db/queries/people/judge-roster'
import type { JudgedPlace } from '@/db/queries/programmes/judge-places'
import type { RosterSheet } from '@/lib/people/roster'
import { cellText } from '@/lib/shared/cell'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { cleanText, isolate } from '@/lib/shared/persian-text'
import { codeSentence, findingSentence } from '../sentence'

/** Where a row stands: its number, and the sheet where the file has several with people. */
export function rowLabel(t: Words, locale: Locale, sheet: string, row: number, manySheets: boolean): string {
  const number = formatNumber(row, locale, { grouping: false })
  return manySheets ? t('people.preview.sheetRow', { sheet: isolate(sheet), row: number }) : number
}

export function rosterLines(
  judged: JudgedRoster,
  sheets: readonly RosterSheet[],
  t: Words,
  locale: Locale,
): VerdictLine[] {
  const many = judged.headers.length > 1
  return judged.rows.map((row) => ({
    key: row.key,
    typed: row.value ? undefined : typedName(judged, sheets, row),
    row: rowLabel(t, locale, row.sheet, row.row, many),
    verdict: row.status,
    verdictLabel: t(`people.preview.status.${row.status}`),
    reasons: row.status === 'unchanged' ? [] : reasonsOf(row, t, locale),
    name: row.value ? `${row.value.first} ${row.value.last}` : null,
    place: row.value ? `${row.value.countyName}، ${row.value.placeName}` : null,
    details: detailsOf(row, t, locale),
  }))
}

function typedName(
  { headers }: JudgedRoster,
  sheets: readonly RosterSheet[],
  { sheet, row }: JudgedRow,
): string {
  const columns = headers.find((header) => header.sheet === sheet)?.columns ?? {}
  const cells = sheets.find((one) => one.name === sheet)?.rows[row - 1] ?? []
  const said = (['full', 'lastFirst', 'first', 'last'] as const).map((field) =>
    cellText(cells[columns[field] ?? -1]),
  )
  return cleanText(said.join(' ')).slice(0, 80)
}

function reasonsOf(row: JudgedRow, t: Words, locale: Locale): string[] {
  return [...new Set(row.findings.map((finding) => findingSentence(t, locale, finding)))]
}

function detailsOf({ value, findings }: JudgedRow, t: Words, locale: Locale): string[] {
  if (!value) return []
  const digits = (text: string) => localDigits(text, locale)
  const asked = findings.some(({ level, field }) => level === 'ask' && field === 'nationalId')
  return [
    value.father ? `${t('people.father')}: ${value.father}` : '',
    // A proposed id is shown whole, because a person must confirm it; any other by its last two digits.
    value.nationalId
      ? `${t('people.preview.id')}: ${isolate(digits(asked ? value.nationalId : `••••••••${value.nationalId.slice(-2)}`))}`
      : '',
    `${t('people.preview.born')}: ${digits(value.birth)}`,
    value.mobile
      ? t('people.preview.mobileEnd', { end: digits(value.mobile.slice(-4)) })
      : t('people.preview.noMobile'),
    value.education ? t(`people.education.${value.education}`) : '',
    value.sex ? t(`people.sexes.${value.sex}`) : '',
    value.isHead ? t('people.preview.head') : '',
  ].filter(Boolean)
}

const MOST_NAMED = 20

/** The numbers of the rows that are no people, so that whoever misses somebody knows where to look. */
export function skippedRows({ skipped, headers }: JudgedRoster, t: Words, locale: Locale): string {
  const many = headers.length > 1
  const named = skipped.slice(0, MOST_NAMED).map(({ sheet, row }) => rowLabel(t, locale, sheet, row, many))
  return [...named, ...(skipped.length > MOST_NAMED ? ['…'] : [])].join(t('people.comma'))
}

const QUESTIONS: Record<string, string> = {
  nationalId: 'askId',
  full: 'askName',
  birth: 'askBirth',
  county: 'askCounty',
}

export function asksOf(judged: JudgedRoster, t: Words, locale: Locale): Ask[] {
  const many = judged.headers.length > 1
  return judged.rows
    .filter((row) => row.status === 'ask')
    .map((row) => ({
      key: row.key,
      row: rowLabel(t, locale, row.sheet, row.row, many),
      name: row.value ? `${row.value.first} ${row.value.last}` : '',
      questions: row.findings
        .filter((finding) => finding.level === 'ask')
        .map(({ field, proposed = '', code, values }) => {
          const key = QUESTIONS[field]
          return key && code !== 'E-PER-05'
            ? t(`people.preview.${key}`, { proposed: isolate(localDigits(proposed, locale)) })
            : codeSentence(t, locale, code, values)
        }),
    }))
}

export function placeLines(rows: readonly JudgedPlace[], t: Words, locale: Locale): VerdictLine[] {
  const many = new Set(rows.map(({ sheet }) => sheet)).size > 1
  return rows.map(({ row, sheet, status, codes, value }) => ({
    key: `${sheet}#${row}`,
    row: rowLabel(t, locale, sheet, row, many),
    verdict: status,
    verdictLabel: t(`people.preview.status.${status}`),
    reasons: codes.map((code) => codeSentence(t, locale, code, { text: '', row })),
    name: value?.nameFa ?? null,
    place: value?.countyNameFa ?? null,
    details: [
      value?.setting ? t(`people.preview.setting.${value.setting}`) : '',
      value?.zone ? t(`people.preview.zone.${value.zone}`) : '',
    ].filter(Boolean),
  }))
}
