import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type EvidenceKind, type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import { FORMULAS } from '@/lib/indicators/formula'
import type { Reader } from '../../client'
import { type Basis, basisOf } from './basis'
import type { Asked } from './conditions'
import { evidenceRows } from './evidence-rows'
import { isShown } from './figures'

type Name = { fa: string; en: string }

/**
 * One row behind a number and what it adds to it. `name` is null where the reader may not see people: the row number
 * tells her then. `count` is how many sessions (of a neighbourhood), neighbourhoods or facilitators stand behind it.
 */
export type EvidenceLine = {
  key: string
  sessionId: string | null
  county: Name | null
  neighbourhood: Name | null
  label: string | null
  name: string | null
  rowNo: number | null
  dayIso: string | null
  count: number | null
  status: string | null
  numerator: number
  denominator: number | null
}

/** A page of the rows, and the exact sums over all of them. */
export type Evidence = {
  kind: EvidenceKind
  lines: EvidenceLine[]
  rowCount: number
  numerator: number
  denominator: number | null
}

type Params = Asked & { code: IndicatorCode; page?: number; size?: number }

type Row = {
  key: string
  session_id: string | null
  county_fa: string | null
  county_en: string | null
  place_fa: string | null
  place_en: string | null
  label: string | null
  name: string | null
  row_no: number | null
  day: string | null
  seq: number | null
  status: string | null
  numerator: number
  denominator: number | null
}
type Total = { n: number; allNumerator: number; allDenominator: number | null }

/** How many rows there are, and their sums, beside each of them. */
const TOTAL = sql`(count(*) over ())::int as n, (sum(r.numerator) over ())::float8 as "allNumerator", (sum(r.denominator) over ())::float8 as "allDenominator"`

/** The rows behind an indicator up to a day, in one place or all; their sum equals the figure. */
export async function evidence(db: Reader, scope: Scope, params: Params, known?: Basis): Promise<Evidence> {
  const { code, page = 1, size = 50 } = params
  const basis = known ?? (await basisOf(db, scope, params))
  const kind = indicatorOf(code).evidence
  if (!isShown(indicatorOf(code), basis))
    return { kind, lines: [], rowCount: 0, numerator: 0, denominator: null }
  const source = evidenceRows(code, params, basis)
  const offset = (page - 1) * size
  // Added up while the rows are put in order; only those of the page are then asked for a name.
  const rows = await db.execute<Row & Total>(sql`
    select r.key, r.session_id, r.county_fa, r.county_en, r.place_fa, r.place_en, r.label, q.first_name || ' ' || q.last_name as name,
      r.row_no, r.day::text as day, r.seq, r.status, r.numerator, r.denominator, r.n, r."allNumerator", r."allDenominator"
    from (select r.key, r.session_id, r.person_id, k.name_fa as county_fa, k.name_en as county_en,
        case when n.kind <> 'COUNTY' then n.name_fa end as place_fa, case when n.kind <> 'COUNTY' then n.name_en end as place_en,
        r.label, r.row_no, r.day, r.seq, r.status, r.numerator::float8 as numerator, r.denominator::float8 as denominator, ${TOTAL},
        row_number() over (order by k.name_fa collate "fa-x-icu", n.name_fa collate "fa-x-icu", r.label collate "fa-x-icu", r.row_no, r.day, r.seq, r.key) as nth
      from (${source}) r left join app.place n on n.id = r.place_id
      left join app.place k on k.id = case when n.kind = 'COUNTY' then n.id else n.parent_id end
      order by nth limit ${size} offset ${offset}) r
    left join app.person q on q.id = r.person_id order by r.nth`)
  // Beyond the last page no row tells how many there are.
  const [total] =
    rows.length > 0 || offset === 0
      ? rows
      : await db.execute<Total>(sql`select ${TOTAL} from (${source}) r limit 1`)
  return {
    kind,
    lines: rows.map(line),
    rowCount: total?.n ?? 0,
    numerator: total?.allNumerator ?? 0,
    denominator: FORMULAS[code].denominator === undefined ? null : (total?.allDenominator ?? 0),
  }
}

function line(row: Row): EvidenceLine {
  const named = (fa: string | null, en: string | null) => (fa === null ? null : { fa, en: en ?? fa })
  return {
    key: row.key,
    sessionId: row.session_id,
    county: named(row.county_fa, row.county_en),
    neighbourhood: named(row.place_fa, row.place_en),
    label: row.label,
    name: row.name,
    rowNo: row.row_no,
    dayIso: row.day,
    count: row.seq,
    status: row.status,
    numerator: row.numerator,
    denominator: row.denominator,
  }
}
