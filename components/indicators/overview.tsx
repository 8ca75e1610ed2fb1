import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { type Answer, Answers } from './answers'
import { CountiesCard, type CountyRow } from './counties-card'
import { MonthlyPanel, type MonthRow } from './monthly-panel'
import { type IndicatorRow, TargetsTable } from './targets-table'
import { type OfficeTask, TasksCard } from './tasks-card'
import { Weave, type WeaveRow } from './weave'

export type WeaveTabs = { current: string; tabs: { href: string; label: string }[] }

type Props = {
  t: Words
  locale: Locale
  run: { name: string; week: number; weeks: number }
  /** What stands at the head's end: the as-of date's form, print, export. */
  actions?: ReactNode
  /** Where the run stands, what is stuck, what needs the reader. */
  answers: Answer[]
  /** More of where the run stands, in sentences. */
  lead: string[]
  indicators: IndicatorRow[]
  indicatorsHref?: string
  tasks: OfficeTask[]
  tasksHref?: string
  /** Left out where the reader sees one county only. */
  counties: CountyRow[]
  months: MonthRow[]
  weave: WeaveRow[]
  /** In a run of many groups the weave is of one county; the others are a click away. */
  weaveTabs?: WeaveTabs
}

/** The office's first screen: «تا کجا پیش رفته‌ایم؟». */
export function Overview({
  t,
  locale,
  run,
  actions,
  answers,
  lead,
  indicators,
  indicatorsHref,
  tasks,
  tasksHref,
  counties,
  months,
  weave,
  weaveTabs,
}: Props) {
  const line = t('indicators.week', {
    run: run.name,
    week: formatNumber(run.week, locale),
    weeks: formatNumber(run.weeks, locale),
  })
  return (
    <>
      <PageHead title={t('indicators.question')} line={line} />
      <Answers label={t('indicators.answers.label')} answers={answers} />
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        {lead.length > 0 ? <p className="max-w-measure text-pretty text-ink-2">{lead.join(' ')}</p> : null}
        <div className="print:hidden">{actions}</div>
      </div>
      <div className="grid gap-4 xl:grid-cols-[1.9fr_1fr] xl:grid-rows-[auto_1fr] xl:items-start">
        <Card
          id="targets"
          title={t('indicators.targets')}
          aside={indicatorsHref ? <a href={indicatorsHref}>{t('indicators.all')}</a> : undefined}
        >
          <TargetsTable t={t} locale={locale} rows={indicators} />
        </Card>
        <div className="grid gap-4 xl:col-start-2 xl:row-span-2 xl:row-start-1">
          <TasksCard t={t} locale={locale} tasks={tasks} allHref={tasksHref} />
          {counties.length > 1 ? <CountiesCard t={t} locale={locale} rows={counties} /> : null}
        </div>
        <MonthlyPanel t={t} locale={locale} months={months} />
      </div>
      <div className="mt-4 grid gap-4">
        <Card id="weave" title={t('weave.title')} aside={t('weave.officeLine')}>
          {weaveTabs ? <TabsAsLinks label={t('weave.tabs')} {...weaveTabs} /> : null}
          <Weave t={t} locale={locale} rows={weave} compact />
        </Card>
      </div>
    </>
  )
}
