import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'
import type { MonthLine } from '../workshops/month-panel'
import { sessionSpan, type WeaveLine, weave } from '../workshops/weave'
import { basisOf } from './basis'
import type { Asked } from './conditions'
import { type FigureTable, figuresAt } from './figures'
import { monthPanel, monthPanelAsOf } from './month-panel'
import { type OfficeTasks, officeTasks } from './office-tasks'

/** The office's first screen: where the run stands, month by month, session by session, and what waits. */
export type OverviewData = {
  figures: FigureTable
  /** The same figures county by county. */
  counties: FigureTable
  months: MonthLine[]
  /** Of all groups, or of one county where there are more than anybody reads at once. */
  weave: WeaveLine[]
  weaveOf: string | null
  /** The first and the last day of the groups' sessions. */
  span: [string, string] | null
  tasks: OfficeTasks
}

/** So many groups are one weave; a run of more is shown county by county. */
const WHOLE_WEAVE = 60

/** Everything as of one day, except the tasks: they are now's. `countyId`: whose weave, in a run of many groups. */
export async function overview(
  db: Reader,
  scope: Scope,
  { countyId, ...asked }: Asked & { countyId?: string },
): Promise<OverviewData> {
  const basis = await basisOf(db, scope, asked)
  const { run, county } = await figuresAt(db, scope, asked, ['run', 'county'], basis)
  const groups = run.places[0]?.facts.planCohorts ?? 0
  const counties = county.places.flatMap(({ place }) => place?.placeId ?? [])
  const weaveOf =
    groups > WHOLE_WEAVE ? (counties.find((id) => id === countyId) ?? counties[0] ?? null) : null
  return {
    figures: run,
    counties: county,
    // Where nothing counts after the day, the cohorts' months are the panel of the day.
    months: basis.coversAll ? await monthPanel(db, scope, asked) : await monthPanelAsOf(db, scope, asked),
    weave: await weave(db, scope, { ...asked, countyId: weaveOf ?? undefined }),
    weaveOf,
    span: await sessionSpan(db, scope, asked.runId),
    tasks: await officeTasks(db, scope, { runId: asked.runId, basis }),
  }
}
