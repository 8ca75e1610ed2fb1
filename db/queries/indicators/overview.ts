import type { Scope } from '@/lib/access/actor'
import type { Reader } from '../../client'
import type { MonthLine } from '../workshops/month-panel'
import { type WeaveLine, weave } from '../workshops/weave'
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
  weave: WeaveLine[]
  tasks: OfficeTasks
}

/** Everything as of one day, except the tasks: they are now's. */
export async function overview(db: Reader, scope: Scope, asked: Asked): Promise<OverviewData> {
  const basis = await basisOf(db, scope, asked)
  const { run, county } = await figuresAt(db, scope, asked, ['run', 'county'], basis)
  return {
    figures: run,
    counties: county,
    // Where nothing counts after the day, the cohorts' months are the panel of the day.
    months: basis.coversAll ? await monthPanel(db, scope, asked) : await monthPanelAsOf(db, scope, asked),
    weave: await weave(db, scope, asked),
    tasks: await officeTasks(db, scope, { runId: asked.runId, basis }),
  }
}
