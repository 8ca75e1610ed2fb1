// What the pages ask that may be asked of a follower, page by page (readingAnywhere in app): each must hold there.
import type { Reader } from '@/db/client'
import { associationCounties, partnerNames } from '@/db/queries/associations/association-facts'
import { provinceFigures, provinceStanding, provincesOf } from '@/db/queries/associations/province'
import { agreementLines, events, reviewScores } from '@/db/queries/charities/agreements'
import { services } from '@/db/queries/charities/catalogue'
import { needDays, needLines } from '@/db/queries/charities/needs'
import { providerLines } from '@/db/queries/charities/providers'
import { charityRules } from '@/db/queries/charities/rules'
import { groupFacts } from '@/db/queries/hamyar/group-facts'
import { hamyarCounties, ruleSets, trades } from '@/db/queries/hamyar/reference'
import { workFacts } from '@/db/queries/hamyar/work-facts'
import { moduleHours, planAims } from '@/db/queries/indicators/aims'
import { breakdown } from '@/db/queries/indicators/breakdown'
import { changeNames } from '@/db/queries/indicators/change-names'
import { evidence } from '@/db/queries/indicators/evidence'
import { measures } from '@/db/queries/indicators/measures'
import { monthPanelAsOf } from '@/db/queries/indicators/month-panel'
import { countiesOfRun, outsideFigures } from '@/db/queries/indicators/outside-figures'
import { overview } from '@/db/queries/indicators/overview'
import { qualityRows } from '@/db/queries/indicators/quality'
import { closedQuarter, quartersOf, unapprovedSheets } from '@/db/queries/indicators/quarters'
import { targetDifferences, targetStandings } from '@/db/queries/indicators/target-standings'
import { targetChoices, targetHistory } from '@/db/queries/indicators/targets'
import { moneyOf } from '@/db/queries/programmes/budget'
import { instantOf, type RunLine, runsInReach } from '@/db/queries/programmes/run-line'
import { countiesOf } from '@/db/queries/programmes/run-setup'
import { projections } from '@/db/queries/projection/cohorts'
import { qualityFlags } from '@/db/queries/quality/flags'
import { releasedProvinces } from '@/db/queries/releases/national'
import { reportNamed, reportSheet, reportsOf } from '@/db/queries/reports/quarter-report'
import { outcomeFigures, outcomeSplit, pairCoverage, referralCounts } from '@/db/queries/surveys/outcomes'
import { linksPartedOn, ownCounties, wavesOf } from '@/db/queries/surveys/waves'
import { openTasks } from '@/db/queries/tasks/inbox'
import type { Actor, Scope } from '@/lib/access/actor'
import { quarterOfDay } from '@/lib/indicators/calendar-quarter'
import { qualityReach } from '@/lib/indicators/reach'

type Asked = { scope: Scope; actor: Actor; run: RunLine }
const DAY = '2024-07-21'
const now = new Date('2024-07-22T15:00:00Z')
const counted = ({ run }: Asked) => ({ runId: run.runId, asOf: DAY, counting: 'internal' as const })
const measured = (asked: Asked) => ({
  ...counted(asked),
  clock: instantOf(asked.run),
  reach: qualityReach(asked.actor, asked.run),
})
const outcomes = ({ run }: Asked) => ({ runId: run.runId, asOf: DAY, to: 'ENDLINE' as const })

export const HEAVY: Record<string, (db: Reader, asked: Asked) => Promise<unknown>> = {
  overview: async (db, asked) => [
    await runsInReach(db, asked.scope),
    await overview(db, asked.scope, counted(asked)),
    await openTasks(db, asked.scope),
    await projections(db, asked.scope, { runId: asked.run.runId, asOf: DAY, clock: instantOf(asked.run) }),
    await qualityFlags(db, asked.scope, { runId: asked.run.runId, asOf: DAY, clock: instantOf(asked.run) }),
    await moneyOf(db, asked.scope, asked.run.runId, instantOf(asked.run), DAY),
  ],
  indicators: (db, asked) => measures(db, asked.scope, measured(asked)),
  indicator: async (db, asked) => [
    await planAims(db, asked.scope),
    await targetHistory(db, asked.scope, { runId: asked.run.runId, code: 'R-11' }),
    await evidence(db, asked.scope, { ...counted(asked), code: 'R-11' }),
    await breakdown(db, asked.scope, { ...counted(asked), code: 'R-11', by: ['county', 'sex'] }),
    await breakdown(db, asked.scope, { ...counted(asked), code: 'R-11', by: ['facilitator'] }),
    await qualityRows(db, asked.scope, { ...measured(asked), code: 'Q-01', page: 1 }),
    await outsideFigures(db, asked.scope, { runId: asked.run.runId, asOf: DAY }),
    await countiesOfRun(db, asked.scope, asked.run.runId),
  ],
  logframe: (db, asked) => moduleHours(db, asked.scope, { runId: asked.run.runId, asOf: DAY }),
  targets: async (db, asked) => [
    await targetStandings(
      db,
      asked.scope,
      counted(asked),
      (await measures(db, asked.scope, measured(asked))).measures,
    ),
    await targetDifferences(db, asked.scope, counted(asked)),
    await targetHistory(db, asked.scope, { runId: asked.run.runId }),
    await targetChoices(db, asked.scope, asked.run.runId),
  ],
  quarters: async (db, asked) => [
    await quartersOf(db, asked.scope, asked.run),
    await closedQuarter(db, asked.scope, asked.run, quarterOfDay(DAY)),
    await changeNames(db, asked.scope, []),
    await unapprovedSheets(db, asked.scope, { runId: asked.run.runId, until: DAY }),
  ],
  reports: async (db, asked) => [
    await reportsOf(db, asked.scope, asked.run),
    await monthPanelAsOf(db, asked.scope, counted(asked)),
    await reportSheet(db, asked.scope, asked.run, reportNamed('1403-1')!),
  ],
  outcomes: async (db, asked) => [
    await ownCounties(db, asked.scope, asked.run.provinceId),
    await linksPartedOn(db, asked.scope, asked.run.runId),
    await outcomeFigures(db, asked.scope, outcomes(asked)),
    await pairCoverage(db, asked.scope, outcomes(asked)),
    await referralCounts(db, asked.scope, outcomes(asked)),
    await wavesOf(db, asked.scope, asked.run.runId),
    await outcomeSplit(db, asked.scope, { ...outcomes(asked), by: 'county' }),
    await countiesOf(db, asked.scope, asked.run.provinceId),
  ],
  national: (db, asked) => releasedProvinces(db, asked.scope, { provinceScopes: null }),
  charities: async (db, { scope, run: { provinceId } }) => [
    await services(db, scope, { provinceId }),
    await providerLines(db, scope, { provinceId }),
    await needLines(db, scope, { provinceId, now }),
    await agreementLines(db, scope, { provinceId }),
    await reviewScores(db, scope, { provinceId }),
    await events(db, scope, { provinceId }),
    await needDays(db, scope, { provinceId }),
    await charityRules(db, scope, { provinceId, at: now }),
  ],
  hamyar: async (db, { scope }) => [
    await groupFacts(db, scope, { today: DAY }),
    await hamyarCounties(db, scope),
    await ruleSets(db, scope),
    await trades(db, scope),
    await workFacts(db, scope),
  ],
  associations: async (db, { scope, run: { provinceId } }) => {
    const province = provincesOf(await associationCounties(db, scope)).find(
      (one) => one.provinceId === provinceId,
    )!
    const at = await provinceStanding(db, scope, province, now)
    return [
      at,
      await provinceFigures(db, scope, at),
      await partnerNames(db, scope, { provinceId, today: at.today }),
    ]
  },
}
