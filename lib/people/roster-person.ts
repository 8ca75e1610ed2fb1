import { type CellValue, cellLine } from '@/lib/shared/cell'
import { ageBounds, type Birth, parseBirth } from './birth-date'
import { parseHead, saysYes } from './consent-word'
import { type EducationCode, parseEducation } from './education'
import { parseMobile } from './mobile'
import { parseName, splitFullName } from './name'
import { nationalIdWithLostZeros, parseNationalId } from './national-id'
import type { RosterField } from './roster-columns'
import type { PlaceFinder } from './roster-place'
import { parseSex, type Sex } from './sex'
import { saysNothing } from './written-word'

export type RosterLevel = 'rejected' | 'ask' | 'warning'

/** One thing wrong or doubtful in a row: its code, what it does to the row, and the field it is about. */
export type RosterFinding = {
  code: string
  level: RosterLevel
  field: RosterField
  values?: Record<string, string | number>
  /** What a person must confirm before the row is taken (level `ask` only). */
  proposed?: string
}

/** What was understood of a row. `birth` is 1385/12/08 or 1380; `mobile` is +989…; days are ISO. */
export type RosterValue = {
  first: string
  last: string
  father: string | null
  nationalId: string | null
  birth: string
  birthYear: number
  birthIso: string | null
  mobile: string | null
  placeId: string
  placeName: string
  countyName: string
  education: EducationCode | null
  isHead: boolean
  sex: Sex | null
  consent: boolean
  /** Under 18, where the rule asks for a guardian: whoever takes the row has confirmed the guardian's consent. */
  guardian: boolean
}

export type RosterRules = {
  minAge: number
  /** The sex of a row that does not say it, where the cohort's audience tells. */
  defaultSex?: Sex
  /** True where the office declares consent for a file that has no such column. */
  consentDeclared?: boolean
  /** True where somebody under 18 needs her guardian's consent too. */
  guardianUnder18?: boolean
}

export type PersonCells = Partial<Record<RosterField, CellValue>>
export type PersonContext = { places: PlaceFinder; rules: RosterRules; onDay: string }
export type PersonReading = { value: RosterValue | null; findings: RosterFinding[] }

/** Reads one person out of the cells of her row. The value is null as soon as something rejects the row. */
export function readPerson(cells: PersonCells, context: PersonContext): PersonReading {
  const findings: RosterFinding[] = []
  const add = (finding: RosterFinding) => findings.push(finding)
  const names = readNames(cells, add)
  const father = readFather(cells, add)
  const nationalId = readNationalId(cells, add)
  const birth = readBirth(cells, context, add)
  const place = readPlace(cells, context, add)
  const consent =
    'consent' in cells ? saysYes(text(cells, 'consent')) : (context.rules.consentDeclared ?? false)
  if (!consent) add({ code: 'E-PER-06', level: 'rejected', field: 'consent' })
  const mobile = readMobile(cells, add)
  const education = readWord(cells, 'education', parseEducation, add)
  const isHead = readWord(cells, 'head', parseHead, add) ?? false
  const sex = readWord(cells, 'sex', parseSex, add) ?? context.rules.defaultSex ?? null
  if (sex === null) add({ code: 'no-sex', level: 'warning', field: 'sex' })
  if (!names || !birth || !place || findings.some((finding) => finding.level === 'rejected'))
    return { value: null, findings }
  // Written out: put together from the parts above it would cost some kilobytes a row.
  const value: RosterValue = {
    first: names.first,
    last: names.last,
    father,
    nationalId,
    birth: birth.text,
    birthYear: birth.year,
    birthIso: birth.iso,
    placeId: place.placeId,
    placeName: place.placeName,
    countyName: place.countyName,
    mobile,
    education,
    isHead,
    sex,
    consent,
    guardian: isMinor(birth, context),
  }
  return { value, findings }
}

const ADULT = 18

type Add = (finding: RosterFinding) => void

function text(cells: PersonCells, field: RosterField): string {
  return cellLine(cells[field])
}

function readNames(cells: PersonCells, add: Add): { first: string; last: string } | null {
  const parts = text(cells, 'first') + text(cells, 'last')
  const turned = 'lastFirst' in cells
  if (parts === '' && (turned || 'full' in cells)) {
    const whole = splitFullName(text(cells, turned ? 'lastFirst' : 'full'), turned)
    if (!whole.ok) {
      add({ code: whole.code, level: 'rejected', field: 'full' })
      return null
    }
    const { first, last, certain } = whole.value
    if (!certain) add({ code: 'split-name', level: 'ask', field: 'full', proposed: `${first}، ${last}` })
    return { first, last }
  }
  const [first, last] = [parseName(text(cells, 'first')), parseName(text(cells, 'last'))]
  if (!first.ok) add({ code: first.code, level: 'rejected', field: 'first' })
  if (!last.ok) add({ code: last.code, level: 'rejected', field: 'last' })
  return first.ok && last.ok ? { first: first.value, last: last.value } : null
}

// «مرحوم علی» and «علی (فوت شده)» are «علی».
const LATE = /^(?:مرحوم|شادروان|شهید)(?:\s+|$)|\s*\(?(?:مرحوم|متوفی|فوت شده|فوتی|فوت)\)?$/gu

function readFather(cells: PersonCells, add: Add): string | null {
  const typed = text(cells, 'father').replace(LATE, '')
  if (saysNothing(typed) && !typed.startsWith('=')) return null
  const name = parseName(typed)
  if (name.ok) return name.value
  add({ code: name.code, level: 'rejected', field: 'father' })
  return null
}

function readNationalId(cells: PersonCells, add: Add): string | null {
  const typed = text(cells, 'nationalId')
  // Words instead of digits («اتباع»، «در دست اقدام») say that there is no number to check, and so do foreign papers.
  if (
    saysNothing(typed) ||
    /اتباع|آمایش|گذرنامه|پاسپورت|فراگیر/.test(typed) ||
    /^[\p{Script=Arabic}\s\u200c()]+$/u.test(typed.replace(/\p{N}/gu, '0'))
  ) {
    add({ code: 'no-national-id', level: 'warning', field: 'nationalId' })
    return null
  }
  const id = parseNationalId(typed)
  if (id.ok) return id.value
  const proposed = nationalIdWithLostZeros(typed)
  if (proposed) add({ code: id.code, level: 'ask', field: 'nationalId', proposed })
  else add({ code: id.code, level: 'rejected', field: 'nationalId' })
  return proposed
}

function readBirth(cells: PersonCells, { onDay, rules }: PersonContext, add: Add): Birth | null {
  const birth = parseBirth(joinedBirth(cells), onDay)
  if (!birth.ok) {
    add({ code: birth.code, level: 'rejected', field: 'birth' })
    return null
  }
  const { atLeast, atMost } = ageBounds(birth.value, onDay)
  const proposed = birth.value.text
  if (birth.value.doubtful) add({ code: 'E-PER-04', level: 'ask', field: 'birth', proposed })
  const young = { code: 'E-PER-05', field: 'birth', values: { min: rules.minAge } } as const
  if (atMost < rules.minAge) add({ ...young, level: 'rejected' })
  else if (atLeast < rules.minAge) add({ ...young, level: 'ask', proposed })
  if (atMost >= rules.minAge && isMinor(birth.value, { rules, onDay }) && !saysYes(text(cells, 'guardian')))
    add({ code: 'guardian-consent', level: 'ask', field: 'guardian' })
  return birth.value
}

function isMinor(birth: Birth, { rules, onDay }: Pick<PersonContext, 'rules' | 'onDay'>): boolean {
  return rules.guardianUnder18 === true && ageBounds(birth, onDay).atLeast < ADULT
}

function joinedBirth(cells: PersonCells): CellValue {
  if (!('birthMonth' in cells) || !('birthDay' in cells)) return cells.birth ?? null
  const [y, m, d] = [text(cells, 'birth'), text(cells, 'birthMonth'), text(cells, 'birthDay')]
  if (m === '' && d === '') return cells.birth ?? null
  return /\D/.test(m.replace(/\p{Nd}/gu, '')) ? `${d} ${m} ${y}` : `${y}/${m}/${d || '0'}`
}

function readMobile(cells: PersonCells, add: Add): string | null {
  const typed = [text(cells, 'mobile'), text(cells, 'phone')].filter((number) => !saysNothing(number))
  for (const number of typed) {
    const mobile = parseMobile(number)
    if (mobile.ok) return mobile.value
  }
  if (typed.length > 0) add({ code: 'E-PER-03', level: 'warning', field: 'mobile' })
  return null
}

function readPlace(cells: PersonCells, { places }: PersonContext, add: Add) {
  const found = places.find(text(cells, 'place'), text(cells, 'county'))
  if (!found.ok) {
    add({ code: found.code, level: 'rejected', field: 'place' })
    return null
  }
  const { place, certain } = found.value
  if (!certain)
    add({ code: 'unknown-neighbourhood', level: 'ask', field: 'county', proposed: place.countyNameFa })
  return { placeId: place.id, placeName: place.nameFa, countyName: place.countyNameFa }
}

function readWord<T>(
  cells: PersonCells,
  field: RosterField,
  parse: (word: string) => T | null,
  add: Add,
): T | null {
  const typed = text(cells, field)
  const understood = parse(typed)
  if (understood === null && !saysNothing(typed))
    add({ code: 'unread-value', level: 'warning', field, values: { text: typed.slice(0, 60) } })
  return understood
}
