import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type JalaliQuarter, quarterSpan } from '@/lib/indicators/calendar-quarter'
import {
  type EvidenceKind,
  INDICATORS,
  type IndicatorCode,
  indicatorOf,
  type PlaceLevel,
} from '@/lib/indicators/catalogue'
import type { FrozenQuarter } from '@/lib/indicators/quarter'
import { quarterText } from '@/lib/indicators/quarter'
import {
  FLOWS,
  type InputPlace,
  type InputUnit,
  inputsText,
  type Part,
  type QuarterInputs,
  quarterOf,
} from '@/lib/indicators/quarter-inputs'
import { targetIn } from '@/lib/indicators/set-target'
import { addDays } from '@/lib/shared/jalali'
import { instantAt } from '@/lib/shared/tehran'
import type { Reader } from '../../client'
import { rulesOf } from '../rules'
import { type Basis, basisOf } from './basis'
import type { Asked } from './conditions'
import { evidenceRows } from './evidence-rows'
import { facilitatorRows } from './facilitator-facts'
import { ALL_QUALITY, quarterFeeds } from './feeds'
import { type FigureTable, figuresAt } from './figures'
import { outsideFigures } from './outside-figures'
import { qualityFigures } from './quality'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The quarter counted from its inputs, with the hashes of both. */
export function countedQuarter(inputs: QuarterInputs): { quarter: FrozenQuarter; hash: string } {
  const quarter = quarterOf(inputs, sha256(inputsText(inputs)))
  return { quarter, hash: sha256(quarterText(quarter)) }
}

type QuarterRun = { runId: string; code: string; nameFa: string; nameEn: string; clock: Date }
type Rows = Map<string, InputUnit>

/** Everything a quarter is counted from, read as it is today and up to the quarter's last day. */
export async function quarterInputs(
  db: Reader,
  scope: Scope,
  run: QuarterRun,
  jalali: JalaliQuarter,
  unapproved: { count: number; reason: string | null },
): Promise<QuarterInputs> {
  const { from, to } = quarterSpan(jalali)
  const asked: Asked = { runId: run.runId, asOf: to, counting: 'internal' }
  const eve: Asked = { ...asked, asOf: addDays(from, -1) }
  const basis = await basisOf(db, scope, asked)
  const before: Basis = { ...basis, coversAll: false }
  const units: Rows = new Map()
  for (const { code } of INDICATORS) {
    await gather(db, units, code, 'parts', asked, basis)
    if (FLOWS.includes(code)) await gather(db, units, code, 'before', eve, before)
  }
  await addTraits(db, run.runId, units)
  const places = await placesOf(db, run.runId)
  const feeds = await quarterFeeds(db, scope, asked)
  const quality = await qualityFigures(db, scope, { ...asked, reach: ALL_QUALITY, clock: run.clock })
  return {
    v: 1,
    run: { code: run.code, nameFa: run.nameFa, nameEn: run.nameEn },
    ...jalali,
    from,
    to,
    asOf: to,
    rules: await rulesOf(db, run.runId, instantAt(addDays(to, 1), '00:00')),
    completion: basis.completion,
    places,
    units: [...units.keys()].sort().map((key) => units.get(key)!),
    targets: await targetsOf(db, scope, run.code, asked, basis, jalali),
    ...feeds,
    quality: quality.flatMap(({ code, count, of }) => (count === null ? [] : [{ code, count, of }])),
    outside: (await outsideFigures(db, scope, { runId: run.runId, asOf: to })).flatMap((one) =>
      one.struckReason === null
        ? [
            {
              code: one.code,
              county: one.countyCode,
              titleFa: one.title,
              titleEn: one.title,
              day: one.day,
              value: one.value,
              unit: one.unit,
              source: one.source,
            },
          ]
        : [],
    ),
    unapproved,
  }
}

type Row = { key: string; place: string | null; numerator: number; denominator: number | null }

/** The rows behind one indicator, as parts of the units they are. */
async function gather(
  db: Reader,
  units: Rows,
  code: IndicatorCode,
  into: 'parts' | 'before',
  asked: Asked,
  basis: Basis,
): Promise<void> {
  const kind = indicatorOf(code).evidence
  const source =
    kind === 'organisation'
      ? sql`select distinct x.organisation_id as key, x.county_id as place_id, 1 as numerator, null::int as denominator
          from (${facilitatorRows(asked, basis, 'kept')}) x where x.accepted`
      : evidenceRows(code, asked, basis)
  const rows = await db.execute<Row>(sql`
    select r.key::text as key, p.code as place, r.numerator::float8 as numerator, r.denominator::float8 as denominator
    from (${source}) r left join app.place p on p.id = r.place_id`)
  for (const { key, place, numerator, denominator } of rows) {
    const unit = unitOf(units, kind, key, place)
    unit[into][code] = [numerator, denominator] satisfies Part
  }
}

function unitOf(units: Rows, kind: EvidenceKind, key: string, place: string | null): InputUnit {
  const id = kind === 'organisation' ? `${kind} ${key} ${place}` : `${kind} ${key}`
  const known = units.get(id)
  if (known) return known
  const made: InputUnit = { kind, key, place, parts: {}, before: {} }
  units.set(id, made)
  return made
}

async function addTraits(db: Reader, runId: string, units: Rows): Promise<void> {
  const rows = await db.execute<{
    id: string
    sex: string | null
    age: number | null
    head: boolean | null
    education: string | null
  }>(sql`
    select e.id, q.sex, e.age_at_start as age, q.is_household_head as head, q.education
    from app.enrolment e left join app.person q on q.id = e.person_id where e.run_id = ${runId}::uuid`)
  for (const { id, sex, age, head, education } of rows) {
    const unit = units.get(`enrolment ${id}`)
    if (unit) unit.traits = { sex, age: bandOf(age), head: head === null ? null : String(head), education }
  }
}

function bandOf(age: number | null): string | null {
  if (age === null) return null
  if (age < 30) return '15-29'
  if (age < 45) return '30-44'
  return age < 61 ? '45-60' : '61+'
}

async function placesOf(db: Reader, runId: string): Promise<InputPlace[]> {
  const rows = await db.execute<InputPlace>(sql`
    select distinct p.code, case when p.kind = 'COUNTY' then 'county' else 'neighbourhood' end as level, p.name_fa as "nameFa",
      p.name_en as "nameEn", k.code as county, p.zone
    from app.cohort c join app.place k on k.id = c.county_id join app.place p on p.id in (c.place_id, c.county_id)
    where c.run_id = ${runId}::uuid and c.status <> 'CANCELLED' order by 2, 1`)
  return [...rows]
}

/** The targets beside the figures: the quarter's own where one is set, else the course's. */
async function targetsOf(
  db: Reader,
  scope: Scope,
  runCode: string,
  asked: Asked,
  basis: Basis,
  quarter: JalaliQuarter,
): Promise<QuarterInputs['targets']> {
  const found: QuarterInputs['targets'] = []
  const levels = ['run', 'county', 'neighbourhood'] as const
  const tables = await figuresAt(db, scope, asked, levels, basis)
  for (const level of levels) {
    for (const { place, figures: list } of tables[level].places)
      found.push(...targetsAt(level, place, list, runCode, basis, quarter))
  }
  return found
}

function targetsAt(
  level: PlaceLevel,
  place: FigureTable['places'][number]['place'],
  list: FigureTable['places'][number]['figures'],
  runCode: string,
  basis: Basis,
  quarter: JalaliQuarter,
): QuarterInputs['targets'] {
  return list.flatMap(({ code, target }) => {
    const value = targetIn(basis.targets, { code, placeId: place?.placeId ?? null, quarter }) ?? target
    return value === null ? [] : [{ code, level, place: place?.code ?? runCode, value }]
  })
}
