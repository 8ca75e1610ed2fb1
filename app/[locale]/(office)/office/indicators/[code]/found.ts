import { notFound } from 'next/navigation'
import type { Reader } from '@/db/client'
import { basisOf } from '@/db/queries/indicators/basis'
import { breakdown } from '@/db/queries/indicators/breakdown'
import { evidence } from '@/db/queries/indicators/evidence'
import { type FigureTable, figures, figuresAt } from '@/db/queries/indicators/figures'
import { otherMeasure } from '@/db/queries/indicators/measures'
import { countiesOfRun, outsideFigures } from '@/db/queries/indicators/outside-figures'
import { type Actor, actorCanSomewhere, type Scope } from '@/lib/access/actor'
import { asOfParam } from '@/lib/indicators/as-of'
import { type Dimension, dimensionsFor } from '@/lib/indicators/breakdown'
import { type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import type { OtherCode } from '@/lib/indicators/dictionary'
import { qualityReach } from '@/lib/indicators/reach'
import { isUuid } from '@/lib/shared/id'
import { latinDigits } from '@/lib/shared/number'
import type { AskedParams, AskedRun } from '../asked'

export type AskedSheet = AskedParams & { by?: string; and?: string; refused?: string; kept?: string }

/** Rows of a page of evidence. */
const SIZE = 50

type Tables = { run: FigureTable; county?: FigureTable | null; neighbourhood?: FigureTable | null }

/** Everything the page of a counted indicator shows, read in one transaction. */
export async function countedSheet(
  db: Reader,
  scope: Scope,
  at: AskedRun,
  code: IndicatorCode,
  asked: AskedSheet,
  seesPeople: boolean,
) {
  const page = Math.max(1, Math.trunc(Number(latinDigits(asked.page ?? '1'))) || 1)
  const one = { runId: at.run.runId, asOf: at.asOf, counting: 'internal' as const }
  const basis = await basisOf(db, scope, one)
  const tables = await figuresAt(
    db,
    scope,
    one,
    [...new Set(['run' as const, ...indicatorOf(code).levels])],
    basis,
  )
  const { run: whole, county: counties = null, neighbourhood: places = null }: Tables = tables
  const placeId = knownPlace(asked.place, counties, places)
  const here = placeId ? await figures(db, scope, { ...one, level: 'run', placeId }, basis) : whole
  const total = whole.places[0]?.figures.find((figure) => figure.code === code)
  const figure = here.places[0]?.figures.find((found) => found.code === code)
  if (!total || !figure) notFound()
  const choices = dimensionsFor(code, seesPeople)
  const by = chosen(choices, asked)
  return {
    whole,
    counties,
    places,
    placeId,
    total,
    figure,
    rows: await evidence(db, scope, { ...one, code, placeId, page, size: SIZE }, basis),
    page,
    size: SIZE,
    choices,
    parts: await breakdown(db, scope, { ...one, code, placeId, by }, basis),
    kept: {
      ...(at.runs.length > 1 ? { run: at.run.code } : {}),
      asOf: asOfParam(at.asOf),
      ...(placeId ? { place: placeId } : {}),
    },
  }
}
export type CountedSheet = Awaited<ReturnType<typeof countedSheet>>

/** One dimension or two; what the reader may not ask for, or asks for twice, is left out. */
function chosen(choices: readonly Dimension[], { by, and }: AskedSheet): Dimension[] {
  const known = (asked: string | undefined) => choices.find((one) => one === asked)
  const first = known(by) ?? choices[0]!
  const second = known(and)
  return second && second !== first ? [first, second] : [first]
}

function knownPlace(asked: string | undefined, ...tables: (FigureTable | null)[]): string | undefined {
  if (asked === undefined || !isUuid(asked)) return undefined
  return tables.some((table) => table?.places.some(({ place }) => place?.placeId === asked))
    ? asked
    : undefined
}

/** An indicator that others than the sheets tell; of O-15 the statistics that were entered, for who may see marks. */
export async function otherSheet(db: Reader, scope: Scope, at: AskedRun, code: OtherCode, actor: Actor) {
  const { runId } = at.run
  const measure = await otherMeasure(
    db,
    scope,
    {
      runId,
      asOf: at.asOf,
      counting: 'internal',
      clock: new Date(at.run.clock),
      reach: qualityReach(actor, at.run),
    },
    code,
  )
  const outside =
    code === 'O-15' && actorCanSomewhere(actor, 'marks')
      ? {
          // What was just entered is there to be read, also of a day that figures are not complete for yet.
          figures: await outsideFigures(db, scope, { runId, asOf: at.run.today }),
          counties: await countiesOfRun(db, scope, runId),
        }
      : null
  return { measure, outside }
}
