import type { FieldsFormProps } from '@/components/ui/fields-form'
import type { TargetChoices } from '@/db/queries/indicators/targets'
import type { RunLine } from '@/db/queries/programmes/run-line'
import { quarterParam, quartersBetween } from '@/lib/indicators/calendar-quarter'
import { ENTRY_CODES, type EntryCode } from '@/lib/indicators/dictionary'
import { mayHaveTarget } from '@/lib/indicators/set-target'
import type { Locale, Words } from '@/lib/shared/locale'
import { quarterName } from '../quarters/names'

/** The form of a target: which indicator, for whom, by when, how much, and why. */
export function targetForm(
  run: RunLine,
  { counties, neighbourhoods, facilitators }: TargetChoices,
  code: EntryCode,
  t: Words,
  locale: Locale,
): Omit<FieldsFormProps, 'action'> {
  const codes = ENTRY_CODES.filter((one) => mayHaveTarget(one, 'run'))
  return {
    hidden: { runId: run.runId },
    columns: 3,
    idPrefix: 'target-',
    submit: t('targets.submit'),
    words: { error: t('words.kind.error'), success: t('words.kind.success'), done: t('targets.done') },
    fields: [
      {
        kind: 'select',
        name: 'code',
        label: t('targets.code'),
        start: code,
        options: codes.map((value) => ({ value, label: `${value} · ${t(`indicators.names.${value}`)}` })),
      },
      {
        kind: 'select',
        name: 'placeId',
        label: t('targets.place'),
        options: [
          { value: '', label: t('targets.wholeRun') },
          ...counties.map(({ placeId, name }) => ({
            value: placeId,
            label: t('targets.county', { name: name[locale] }),
          })),
          ...neighbourhoods.map(({ placeId, name, county }) => ({
            value: placeId,
            label: t('targets.neighbourhood', { name: name[locale], county: county[locale] }),
          })),
        ],
      },
      {
        kind: 'select',
        name: 'facilitatorId',
        label: t('targets.facilitator'),
        options: [
          { value: '', label: t('targets.nobody') },
          ...facilitators.map(({ facilitatorId, name, place }) => ({
            value: facilitatorId,
            label: t('targets.neighbourhood', { name, county: place[locale] }),
          })),
        ],
      },
      {
        kind: 'select',
        name: 'quarter',
        label: t('targets.period'),
        options: [
          { value: '', label: t('targets.wholePeriod') },
          ...quartersBetween(run.startDate, run.endDate).map((quarter) => ({
            value: quarterParam(quarter),
            label: t('targets.until', { quarter: quarterName(quarter, t, locale) }),
          })),
        ],
      },
      {
        kind: 'text',
        name: 'value',
        label: t('targets.value'),
        hint: t('targets.valueHint'),
        ltr: true,
        inputMode: 'text',
      },
      {
        kind: 'text',
        name: 'source',
        label: t('targets.source'),
        hint: t('targets.sourceHint'),
        required: true,
      },
      { kind: 'text', name: 'reason', label: t('targets.reason'), required: true },
    ],
  }
}
