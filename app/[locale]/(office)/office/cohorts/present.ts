import type { CohortRow, CohortWords } from '@/components/programmes/cohort-table'
import type { CohortLine } from '@/db/queries/programmes/cohorts'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'

/** A cohort as the list of groups shows it. */
export function cohortRow(line: CohortLine, runCode: string, t: Words, locale: Locale): CohortRow {
  const number = (value: number) => formatNumber(value, locale)
  const hours = {
    done: formatHours(line.heldMinutes, locale),
    planned: formatHours(line.plannedMinutes, locale),
  }
  return {
    code: line.code,
    href: `/${locale}/office/cohorts/${line.code}?run=${runCode}`,
    place: locale === 'fa' ? line.placeFa : line.placeEn,
    county: locale === 'fa' ? line.countyFa : line.countyEn,
    lead: line.lead ?? t('words.none'),
    status: line.status,
    statusLabel: t(`runs.cohorts.status.${line.status}`),
    members: t('runs.targets.of', { value: number(line.members), target: number(line.targetSize) }),
    sessions: line.hasPlan
      ? t('runs.cohorts.heldOf', { held: number(line.held), planned: number(line.sessions) })
      : t('runs.setup.noPlan'),
    hours: {
      share: line.heldMinutes / Math.max(1, line.plannedMinutes),
      label: t('runs.cohorts.bar', hours),
      shown: t('people.barShort', hours),
    },
  }
}

export function cohortWords(t: Words): CohortWords {
  return {
    caption: t('runs.cohorts.caption'),
    group: t('runs.cohorts.group'),
    county: t('runs.cohorts.county'),
    lead: t('runs.cohorts.lead'),
    state: t('runs.cohorts.state'),
    members: t('runs.cohorts.members'),
    sessions: t('runs.cohorts.sessions'),
    hours: t('runs.cohorts.hours'),
  }
}
