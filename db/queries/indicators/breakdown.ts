import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type Dimension, dimensionsOf } from '@/lib/indicators/breakdown'
import { type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import { type Amount, amountOf, FORMULAS } from '@/lib/indicators/formula'
import { AppError } from '@/lib/shared/result'
import type { Reader } from '../../client'
import { type Basis, basisOf } from './basis'
import { partRows } from './breakdown-rows'
import type { Asked } from './conditions'
import { isShown } from './figures'

/** A part of the breakdown in one dimension: what it is grouped by, a place's own code, names where it has any. */
export type PartKey = { key: string | null; code: string | null; fa: string | null; en: string | null }
/** One part of an indicator; `parts` in the order the dimensions were asked for. */
export type BreakdownLine = Amount & { parts: PartKey[] }
/** The parts, and the whole they are parts of: their sum. Empty where the reader's powers do not reach the indicator. */
export type Breakdown = Amount & { code: IndicatorCode; by: Dimension[]; lines: BreakdownLine[] }

type Params = Asked & { code: IndicatorCode; by: readonly Dimension[] }

/** More than two at once is a table nobody reads. */
const MOST = 2

const AGE = sql`case when e.age_at_start < 30 then '15-29' when e.age_at_start < 45 then '30-44' when e.age_at_start < 61 then '45-60' when e.age_at_start > 60 then '61+' end`
const NONE = sql`null::text`

/** What a dimension is grouped by, and how its parts are called. */
const PARTS: Record<Dimension, { key: SQL; code?: SQL; fa: SQL; en: SQL }> = {
  sex: { key: sql`q.sex`, fa: NONE, en: NONE },
  age: { key: AGE, fa: NONE, en: NONE },
  education: { key: sql`q.education`, fa: NONE, en: NONE },
  head: { key: sql`q.is_household_head::text`, fa: NONE, en: NONE },
  zone: { key: sql`n.zone`, fa: NONE, en: NONE },
  county: { key: sql`k.id::text`, code: sql`k.code`, fa: sql`k.name_fa`, en: sql`k.name_en` },
  neighbourhood: { key: sql`n.id::text`, code: sql`n.code`, fa: sql`n.name_fa`, en: sql`n.name_en` },
  module: { key: sql`r.module`, fa: sql`o.title_fa`, en: sql`o.title_en` },
  month: { key: sql`r.month::text`, fa: NONE, en: NONE },
  facilitator: {
    key: sql`l.facilitator_id::text`,
    fa: sql`l.name`,
    en: sql`l.name`,
  },
}

/** What of a row each dimension is found by. */
const RAW: Record<Dimension, readonly ('module' | 'day' | 'month' | 'cohort' | 'enrolment' | 'person')[]> = {
  sex: ['person'],
  age: ['enrolment'],
  education: ['person'],
  head: ['person'],
  zone: ['cohort'],
  county: ['cohort'],
  neighbourhood: ['cohort'],
  module: ['module'],
  month: ['month'],
  facilitator: ['cohort', 'day'],
}
const COLUMNS = {
  module: sql`p.module`,
  day: sql`p.day`,
  month: sql`d.month`,
  cohort: sql`p.cohort_id, p.county_id`,
  enrolment: sql`p.enrolment_id`,
  person: sql`p.person_id`,
}

/** The rows added up by what the dimensions are found by, before anything is joined to them: names are looked up once. */
function summed(rows: SQL, by: readonly Dimension[]): SQL {
  const columns = sql.join(
    [...new Set(by.flatMap((one) => RAW[one]))].map((one) => COLUMNS[one]),
    sql`, `,
  )
  return sql`select ${columns}, sum(p.numerator)::float8 as numerator, sum(p.denominator)::float8 as denominator
    from (${rows}) p ${by.includes('month') ? sql`left join app.calendar_day d on d.day = p.day` : sql``} group by ${columns}`
}

/** The tables a dimension is read from; each is joined once, and only where it is asked for. */
function joins(by: readonly Dimension[], asked: Asked): SQL {
  const has = (...some: Dimension[]) => by.some((one) => some.includes(one))
  return sql.join(
    [
      has('zone', 'county', 'neighbourhood')
        ? sql`left join app.cohort c on c.id = r.cohort_id left join app.place n on n.id = c.place_id
          left join app.place k on k.id = coalesce(c.county_id, r.county_id)`
        : sql``,
      has('age') ? sql`left join app.enrolment e on e.id = r.enrolment_id` : sql``,
      has('sex', 'education', 'head') ? sql`left join app.person q on q.id = r.person_id` : sql``,
      has('module') ? sql`left join app.module o on o.code = r.module` : sql``,
      has('facilitator')
        ? sql`left join lateral (select f.facilitator_id, p.first_name || ' ' || p.last_name as name
            from app.cohort_facilitator f join app.facilitator t on t.id = f.facilitator_id left join app.person p on p.id = t.person_id
            where f.cohort_id = r.cohort_id and f.role = 'LEAD'
            order by (f.from_day <= coalesce(r.day, ${asked.asOf}::date) and coalesce(f.to_day, r.day, ${asked.asOf}::date) >= coalesce(r.day, ${asked.asOf}::date)) desc,
              f.from_day desc, f.id limit 1) l on true`
        : sql``,
    ],
    sql` `,
  )
}

/** An indicator up to a day by one or two dimensions, in one place or all. The parts add up to the figure. */
export async function breakdown(
  db: Reader,
  scope: Scope,
  { code, by, ...asked }: Params,
  known?: Basis,
): Promise<Breakdown> {
  if (by.length === 0 || by.length > MOST || by.some((one) => !dimensionsOf(code).includes(one)))
    throw new AppError('E-GEN-04')
  const basis = known ?? (await basisOf(db, scope, asked))
  const empty = { code, by: [...by], lines: [], ...amountOf(code, 0, null) }
  if (!isShown(indicatorOf(code), basis)) return empty
  const columns = by.map((one, i) => {
    const { key, code: own = NONE, fa, en } = PARTS[one]
    return i === 0
      ? sql`${key} as k0, min(${own}) as c0, min(${fa}) as fa0, min(${en}) as en0`
      : sql`${key} as k1, min(${own}) as c1, min(${fa}) as fa1, min(${en}) as en1`
  })
  const order = by.map((_, i) =>
    i === 0 ? sql`x.fa0 collate "fa-x-icu", x.k0` : sql`x.fa1 collate "fa-x-icu", x.k1`,
  )
  const rows = await db.execute<Record<string, string | number | null>>(sql`
    select x.* from (select ${sql.join(columns, sql`, `)}, sum(r.numerator)::float8 as numerator, sum(r.denominator)::float8 as denominator
    from (${summed(partRows(code, asked, basis, by), by)}) r ${joins(by, asked)}
    group by ${sql.join(
      by.map((one) => PARTS[one].key),
      sql`, `,
    )}) x order by ${sql.join(order, sql`, `)}`)
  const ratio = FORMULAS[code].denominator !== undefined
  const amount = (numerator: number, denominator: number) =>
    amountOf(code, numerator, ratio ? denominator : null)
  const lines = rows.map(
    (row): BreakdownLine => ({
      parts: by.map((_, i) => ({
        key: textOf(row[`k${i}`]),
        code: textOf(row[`c${i}`]),
        fa: textOf(row[`fa${i}`]),
        en: textOf(row[`en${i}`]),
      })),
      ...amount(Number(row.numerator), Number(row.denominator ?? 0)),
    }),
  )
  const sum = (part: (line: BreakdownLine) => number) => lines.reduce((all, line) => all + part(line), 0)
  return {
    code,
    by: [...by],
    lines,
    ...amount(
      sum((line) => line.numerator),
      sum((line) => line.denominator ?? 0),
    ),
  }
}

const textOf = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : String(value)
