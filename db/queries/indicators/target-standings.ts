import type { Scope } from '@/lib/access/actor'
import { quarterSpan } from '@/lib/indicators/calendar-quarter'
import { INDICATORS, type IndicatorCode, isIndicatorCode } from '@/lib/indicators/catalogue'
import type { QuarterNo } from '@/lib/indicators/quarter'
import type { Reader } from '../../client'
import { breakdown } from './breakdown'
import type { Asked } from './conditions'
import { type FigureTable, figures, figuresAt } from './figures'
import type { Measure } from './measures'
import { type TargetRevision, targetHistory } from './targets'

/** A target in force and what is reached of it: by the day, or by the end of its quarter where that is past. */
export type TargetStanding = TargetRevision & { actual: number | null }

/** The targets that were set for a run, each beside its figure; `told` are the indicators that others than the sheets tell. */
export async function targetStandings(
  db: Reader,
  scope: Scope,
  asked: Asked,
  told: readonly Pick<Measure, 'code' | 'value'>[],
): Promise<TargetStanding[]> {
  const history = await targetHistory(db, scope, { runId: asked.runId })
  const tables = new Map<string, Promise<FigureTable>>()
  const tableOf = (level: FigureTable['level'], asOf: string) => {
    const key = `${level} ${asOf}`
    const known = tables.get(key) ?? figures(db, scope, { ...asked, asOf, level })
    tables.set(key, known)
    return known
  }
  const found: TargetStanding[] = []
  for (const target of history) {
    if (!target.inForce) continue
    const asOf = dayOf(target, asked.asOf)
    const { code } = target
    if (!isIndicatorCode(code))
      found.push({ ...target, actual: told.find((one) => one.code === code)?.value ?? null })
    else if (target.facilitatorId !== null)
      found.push({
        ...target,
        actual: await ofFacilitator(db, scope, { ...asked, asOf }, code, target.facilitatorId),
      })
    else {
      const level =
        target.placeKind === null ? 'run' : target.placeKind === 'COUNTY' ? 'county' : 'neighbourhood'
      const table = await tableOf(level, asOf)
      const place = table.places.find((one) => (one.place?.placeId ?? null) === target.placeId)
      found.push({ ...target, actual: place?.figures.find((one) => one.code === code)?.value ?? null })
    }
  }
  return found.sort((one, other) => (one.code < other.code ? -1 : one.code > other.code ? 1 : 0))
}

function dayOf({ year, quarter }: TargetRevision, asOf: string): string {
  if (year === null || quarter === null) return asOf
  const { to } = quarterSpan({ year, quarter: quarter as QuarterNo })
  return to < asOf ? to : asOf
}

async function ofFacilitator(
  db: Reader,
  scope: Scope,
  asked: Asked,
  code: IndicatorCode,
  facilitatorId: string,
): Promise<number | null> {
  const found = await breakdown(db, scope, { ...asked, code, by: ['facilitator'] })
  return found.lines.find(({ parts: [part] }) => part!.key === facilitatorId)?.value ?? null
}

/** An indicator whose counties' targets do not add up to the run's. */
export type TargetDifference = { code: IndicatorCode; sum: number; whole: number }

/** Where the targets of all counties are known and their sum is another than the run's. */
export async function targetDifferences(db: Reader, scope: Scope, asked: Asked): Promise<TargetDifference[]> {
  const { run, county: counties } = await figuresAt(db, scope, asked, ['run', 'county'])
  if (!run.wholeRun) return []
  return INDICATORS.filter(({ additive }) => additive).flatMap(({ code }) => {
    const whole = run.places[0]?.figures.find((one) => one.code === code)?.target ?? null
    const parts = counties.places.map(
      ({ figures: list }) => list.find((one) => one.code === code)?.target ?? null,
    )
    const told = parts.filter((part) => part !== null)
    if (whole === null || told.length === 0 || told.length < parts.length) return []
    const sum = told.reduce((all, part) => all + part, 0)
    return sum === whole ? [] : [{ code, sum, whole }]
  })
}
