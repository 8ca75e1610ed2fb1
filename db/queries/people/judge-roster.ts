import type { Scope } from '@/lib/access/actor'
import { namesakeKey } from '@/lib/people/duplicate'
import {
  type ExistingPeople,
  type RosterReading,
  type RosterSheet,
  type RosterVerdict,
  readRosterSheets,
} from '@/lib/people/roster'
import type { RosterFinding, RosterValue } from '@/lib/people/roster-person'
import { ok, type Result } from '@/lib/shared/result'
import type { Reader } from '../../client'
import { askedPerson } from './asked-people'
import { type EnrolDoor, enrolDoors } from './enrol-doors'
import { type Known, knownPeople, objectionTo } from './known-people'

/** What the office says about a file as a whole. */
export type RosterOptions = {
  registeredOn: string
  defaultSex: 'F' | 'M'
  consentDeclared: boolean
  /** Whoever finds her group full is asked about instead of refused, and waits for a place where that is confirmed. */
  mayWait?: boolean
}

export type JudgedRow = RosterVerdict & {
  key: string
  /** Where the row goes; null when it is rejected. */
  cohortId: string | null
  /** Her group is full: where the row is taken, she waits. */
  waits: boolean
  /** The office's desk must hear of it when the file is confirmed; what was understood before it was rejected. */
  secret: RosterValue | null
}
export type JudgedRoster = {
  rows: JudgedRow[]
  skipped: RosterReading['skipped']
  headers: RosterReading['headers']
  doors: EnrolDoor[]
  known: Known[]
}

const NOBODY: ExistingPeople = { byNationalId: () => 'none', byFold: () => false }

/**
 * The verdict on every row of a file, for cohorts of a run in which the asker may enrol. The same for the preview and
 * for the confirmation, which judges again.
 */
export async function judgeRoster(
  db: Reader,
  scope: Scope,
  runId: string,
  sheets: readonly RosterSheet[],
  options: RosterOptions,
): Promise<Result<JudgedRoster, 'no-header'>> {
  const doors = (await enrolDoors(db, scope, { runId })).filter((door) => door.mayEnrol)
  const byPlace = new Map(doors.map((door) => [door.placeId, door]))
  const context = {
    places: doors.map((door) => ({ id: door.placeId, nameFa: door.placeFa, countyNameFa: door.countyFa })),
    rules: {
      minAge: doors[0]?.minAge ?? 0,
      guardianUnder18: doors[0]?.guardianUnder18 ?? false,
      defaultSex: options.defaultSex,
      consentDeclared: options.consentDeclared,
    },
    onDay: doors[0]?.firstDay ?? options.registeredOn,
  }
  const first = readRosterSheets(sheets, { ...context, existing: NOBODY })
  if (!first.ok) return first
  const known = await knownOfRows(db, scope, first.value.rows, byPlace)
  const second = readRosterSheets(sheets, { ...context, existing: registerOf(first.value.rows, known) })
  if (!second.ok) return second
  const judged = second.value.rows.map((verdict, n) => {
    const understood = first.value.rows[n]!.value
    const told = understood ? inMyWords(verdict, first.value.rows[n]!, known[n]!) : verdict
    const cohortId = told.value ? byPlace.get(told.value.placeId)!.cohortId : null
    const secret = told.status === 'rejected' && told.code === 'E-ENR-00' ? understood : null
    return {
      ...told,
      key: `${verdict.sheet}#${verdict.row}${verdict.block > 0 ? `#${verdict.block}` : ''}`,
      cohortId,
      waits: false,
      secret,
    }
  })
  const rows = withinRoom(judged, byPlace, options.mayWait ?? false)
  return ok({ rows, skipped: second.value.skipped, headers: second.value.headers, doors, known })
}

const NEW: Known = { byId: 'none', byName: 'none', mayTell: false, cohort: null }

async function knownOfRows(
  db: Reader,
  scope: Scope,
  rows: readonly RosterVerdict[],
  byPlace: Map<string, EnrolDoor>,
) {
  const asked = rows.flatMap(({ value }, n) => {
    const door = value && byPlace.get(value.placeId)
    return value && door ? [askedPerson(n, { ...value, cohortId: door.cohortId }, door.provinceId)] : []
  })
  const known = await knownPeople(db, scope, asked)
  const all = rows.map(() => NEW)
  asked.forEach(({ n }, at) => {
    all[n] = known[at]!
  })
  return all
}

function registerOf(rows: readonly RosterVerdict[], known: readonly Known[]): ExistingPeople {
  const ids = new Map<string, Known['byId']>()
  const names = new Map<string, boolean | 'same-run-open'>()
  rows.forEach(({ value }, n) => {
    if (!value) return
    const { byId, byName } = known[n]!
    if (value.nationalId) ids.set(`${value.nationalId}|${value.placeId}`, byId)
    if (byName === 'here' && !value.nationalId) names.set(namesakeKey(value), 'same-run-open')
    else if (byName !== 'none' && !names.has(namesakeKey(value))) names.set(namesakeKey(value), true)
  })
  return {
    byNationalId: (id, placeId) => {
      const kind = ids.get(`${id}|${placeId}`) ?? 'none'
      if (kind === 'here') return 'same-run-open'
      if (kind === 'elsewhere') return 'same-run-elsewhere'
      return kind === 'none' ? 'none' : 'other'
    },
    byFold: (key) => names.get(key) ?? false,
  }
}

// The pure verdict says what is the case; who may read it is decided here: no file is an oracle of where a woman is enrolled.
function inMyWords(verdict: RosterVerdict, before: RosterVerdict, known: Known): RosterVerdict {
  const objection = objectionTo(known, before.value?.nationalId != null)
  if (!objection || verdict.status === 'unchanged') return verdict
  if (verdict.findings.some(({ code }) => code === 'duplicate-in-file')) return verdict
  const doubledInFile = before.codes.includes('W-PER-07')
  const others = verdict.findings.filter(
    ({ code }) =>
      code !== 'E-ENR-01' && (code !== 'W-PER-07' || objection.level === 'rejected' || doubledInFile),
  )
  const added = objection.level === 'warning' && doubledInFile ? [] : [objection satisfies RosterFinding]
  return decided({ ...verdict, findings: [...others, ...added] })
}

function decided(verdict: RosterVerdict): RosterVerdict {
  const { findings } = verdict
  const level = (['rejected', 'ask', 'warning'] as const).find((l) => findings.some((f) => f.level === l))
  const codes = [...new Set(findings.map((finding) => finding.code))]
  return {
    ...verdict,
    codes,
    status: level ?? 'accepted',
    code: findings.find((finding) => finding.level === level)?.code ?? null,
    value: level === 'rejected' ? null : verdict.value,
  }
}

// First come, first served: every row that could be taken counts, so that the preview and the confirmation agree.
function withinRoom(
  rows: readonly JudgedRow[],
  byPlace: Map<string, EnrolDoor>,
  mayWait: boolean,
): JudgedRow[] {
  const left = new Map(
    [...byPlace.values()].map((door) => [door.cohortId, door.maxSize - door.held - door.waiting]),
  )
  const limits = new Map([...byPlace.values()].map((door) => [door.cohortId, door.maxSize]))
  return rows.map((row) => {
    if (!row.cohortId || row.status === 'unchanged') return row
    const room = left.get(row.cohortId) ?? 0
    left.set(row.cohortId, room - 1)
    if (room > 0) return row
    const max = limits.get(row.cohortId) ?? 0
    if (mayWait) {
      const asked = { code: 'full-waits', level: 'ask', field: 'place', values: { max } } as const
      return { ...row, ...decided({ ...row, findings: [...row.findings, asked] }), waits: true }
    }
    const full = { code: 'E-COH-02', level: 'rejected', field: 'place', values: { max } } as const
    return { ...row, ...decided({ ...row, findings: [...row.findings, full] }), cohortId: null }
  })
}
