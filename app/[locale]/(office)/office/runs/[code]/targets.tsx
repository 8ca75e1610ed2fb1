import { changeTarget } from '@/app/_actions/run-setup'
import { type CheckRow, ChecksTable } from '@/components/programmes/checks-table'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import type { TargetKey, TargetRule } from '@/db/queries/programmes/target-rules'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { slugOf } from '../../rules/groups'
import { sourceText } from '../../rules/source-text'
import type { Setup } from './forms'

const GONE = ['REJECTED', 'WITHDRAWN', 'NOT_CERTIFIED', 'REPLACED']

/** What the rules ask of the run, with where each number comes from, beside what is planned. */
export function Targets({ all, mayChange }: { all: Setup; mayChange: boolean }) {
  const { t, locale, run, setup } = all
  const number = (value: number) => formatNumber(value, locale)
  return (
    <Card
      id="targets"
      title={t('run-setup.checks.title')}
      aside={<a href={`/${locale}/office/rules?run=${run.code}`}>{t('runs.targets.rules')}</a>}
    >
      <div className="grid gap-4">
        <p className="max-w-measure text-sm text-ink-2">
          {t('run-setup.checks.line', {
            participants: number(setup.targets.participants),
            neighbourhoods: number(setup.targets.neighbourhoods),
          })}
        </p>
        {setup.trap ? (
          <Notice kind="warn" kindLabel={t('words.kind.warn')} title={t('run-setup.trap.title')}>
            {t(`run-setup.trap.${setup.trap}`, {
              participants: number(setup.targets.participants),
              neighbourhoods: number(setup.targets.neighbourhoods),
              product: number(setup.targets.participants * setup.targets.neighbourhoods),
              each: number(
                Math.round(setup.targets.participants / Math.max(1, setup.targets.neighbourhoods)),
              ),
            })}
          </Notice>
        ) : null}
        <ChecksTable
          rows={setup.targetRules.map((rule) => checkRow(rule, all))}
          words={{
            caption: t('run-setup.checks.caption'),
            what: t('run-setup.checks.what'),
            target: t('run-setup.checks.target'),
            planned: t('run-setup.checks.planned'),
            difference: t('run-setup.checks.difference'),
          }}
        />
        {mayChange ? (
          <details>
            <summary className="min-h-11 py-2 font-semibold text-lapis">
              {t('run-setup.change.title')}
            </summary>
            <p className="mb-3 max-w-measure text-sm text-ink-2">{t('run-setup.change.line')}</p>
            <FieldsForm {...changeForm(all)} />
          </details>
        ) : (
          <p className="text-sm text-ink-2">{t('rules.onlyDirector')}</p>
        )}
      </div>
    </Card>
  )
}

/** The least and the greatest that is planned for a target; the same where there is one number. */
function plannedFor(key: TargetKey, { setup }: Setup): [number, number] | null {
  const cohorts = setup.cohorts.filter((one) => one.status !== 'CANCELLED')
  const span = (values: number[]): [number, number] | null =>
    values.length === 0 ? null : [Math.min(...values), Math.max(...values)]
  const one = (value: number): [number, number] => [value, value]
  switch (key) {
    case 'COUNTY_TARGET':
      return one(new Set(cohorts.map((cohort) => cohort.countyFa)).size)
    case 'NEIGHBOURHOOD_TARGET':
      return one(cohorts.length)
    case 'PARTICIPANT_TARGET':
      return one(cohorts.reduce((sum, cohort) => sum + cohort.targetSize, 0))
    case 'COHORT_TARGET_SIZE':
      return span(cohorts.map((cohort) => cohort.targetSize))
    case 'COHORT_MINUTES':
      return span(cohorts.map((cohort) => cohort.plannedMinutes))
    case 'FACILITATOR_TARGET':
      return one(setup.facilitators.filter((each) => !GONE.includes(each.status)).length)
    case 'FAC_TRAINING_MINUTES':
      return setup.classId ? one(setup.classMinutes) : null
  }
}

function checkRow({ key, value, level, source }: TargetRule, all: Setup): CheckRow {
  const { t, locale, run } = all
  const hours = key.endsWith('MINUTES')
  const shown = (amount: number) =>
    hours ? t('rules.unit.hours', { value: formatHours(amount, locale) }) : formatNumber(amount, locale)
  const planned = plannedFor(key, all)
  const same = planned !== null && planned[0] === value && planned[1] === value
  const amount = (off: number) =>
    hours ? formatHours(Math.abs(off), locale) : formatNumber(Math.abs(off), locale)
  const off = planned === null ? 0 : (planned[1] === value ? planned[0] : planned[1]) - value
  return {
    key,
    title: t(`rules.title.${key}`),
    target: shown(value),
    source: t('run-setup.checks.source', { source: sourceText(source, t) }),
    level: level === 'NATION' ? null : t(`rules.level.${level}`),
    href: `/${locale}/office/rules/${slugOf(key)}?run=${encodeURIComponent(run.code)}`,
    planned:
      planned === null
        ? t('words.none')
        : planned[0] === planned[1]
          ? shown(planned[0])
          : t('rules.range', { min: shown(planned[0]), max: shown(planned[1]) }),
    difference:
      planned === null
        ? t('run-setup.checks.nothing')
        : same
          ? t('run-setup.checks.same')
          : t(off < 0 ? 'run-setup.checks.less' : 'run-setup.checks.more', { n: amount(off) }),
    same,
  }
}

function changeForm({ t, run, setup }: Setup): FieldsFormProps {
  return {
    action: changeTarget,
    hidden: { runId: run.runId },
    columns: 2,
    idPrefix: 'target-',
    look: 'plain',
    submit: t('run-setup.change.submit'),
    words: {
      error: t('words.kind.error'),
      success: t('words.kind.success'),
      done: t('run-setup.change.done'),
    },
    fields: [
      {
        kind: 'select',
        name: 'key',
        label: t('run-setup.change.which'),
        options: setup.targetRules.map(({ key }) => ({ value: key, label: t(`rules.title.${key}`) })),
      },
      {
        kind: 'text',
        name: 'value',
        label: t('run-setup.change.value'),
        hint: t('run-setup.change.valueHint'),
        ltr: true,
        inputMode: 'numeric',
        required: true,
      },
      { kind: 'text', name: 'reason', label: t('rules.reason'), hint: t('rules.reasonHint'), required: true },
      { kind: 'text', name: 'source', label: t('rules.source'), hint: t('rules.sourceHint'), required: true },
    ],
  }
}
