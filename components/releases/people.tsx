import type { ReactNode } from 'react'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { AGES, countyAges, hasKept, neighbourhoodRows, provinceTables } from '@/lib/releases/cells'
import { shownIn } from '@/lib/releases/shown-people'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, formatPercent } from '@/lib/shared/number'
import type { ReleaseProps } from './props'
import { Section } from './section'

const TITLES = { AGE: 'age', EDUCATION: 'education', HEAD: 'head' } as const

/** Who enrolled, by what may be told: plain tables, places by the alphabet, each with the day it was counted. */
export function People(given: ReleaseProps) {
  const { t, locale, release } = given
  if (release.cells.length === 0) return null
  const { minPeople, refreshChanges } = release.rules
  return (
    <Section
      id="people"
      title={t('disclosure.people.title')}
      line={t('disclosure.people.line', { min: formatNumber(minPeople, locale) })}
    >
      {hasKept(release) ? (
        <p className="mb-6 max-w-measure text-sm text-ink-2">
          {t('disclosure.people.kept', { n: formatNumber(refreshChanges, locale) })}
        </p>
      ) : null}
      <div className="grid gap-x-14 gap-y-8 *:min-w-0 lg:grid-cols-3">
        <OneWay {...given} />
      </div>
      <div className="mt-8 grid gap-2 *:min-w-0">
        <CountyAges {...given} />
        <Neighbourhoods {...given} />
      </div>
    </Section>
  )
}

function OneWay({ t, locale, release }: ReleaseProps) {
  return provinceTables(release).map(({ table, refreshedOn, cells }) => {
    const title = t(`disclosure.people.${TITLES[table]}`)
    return (
      <div key={table}>
        <h3 className="text-base">{title}</h3>
        <Table
          caption={t('disclosure.people.asOf', { day: formatDay(refreshedOn, locale, 'long') })}
          label={title}
        >
          <thead>
            <tr>
              <HeadCell>{t('disclosure.people.group')}</HeadCell>
              <HeadCell numeric>{t('disclosure.people.count')}</HeadCell>
              <HeadCell numeric>{t('disclosure.people.percent')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr key={cell.category}>
                <RowHead>{t(`disclosure.category.${cell.category}`)}</RowHead>
                <Cell numeric>{shownIn(cell, release.rules.minPeople, t, locale)}</Cell>
                <Cell numeric>
                  {cell.percent === null ? t('words.none') : formatPercent(cell.percent / 100, locale)}
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    )
  })
}

function CountyAges({ t, locale, release }: ReleaseProps) {
  const title = t('disclosure.people.countyAge')
  return (
    <Folded title={title}>
      <Table caption={t('disclosure.people.caption', { title })} captionHidden label={title} roomy>
        <thead>
          <tr>
            <HeadCell>{t('public.counties.county')}</HeadCell>
            {AGES.map((age) => (
              <HeadCell key={age} numeric>
                {t(`disclosure.category.${age}`)}
              </HeadCell>
            ))}
            <HeadCell>{t('disclosure.people.refreshed')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {countyAges(release, locale).map((row) => (
            <tr key={row.key}>
              <RowHead>{row.name}</RowHead>
              {row.cells.map((cell) => (
                <Cell key={cell.category} numeric>
                  {shownIn(cell, release.rules.minPeople, t, locale)}
                </Cell>
              ))}
              <Cell className="whitespace-nowrap">{formatDay(row.refreshedOn, locale, 'long')}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Folded>
  )
}

function Neighbourhoods({ t, locale, release }: ReleaseProps) {
  const title = t('disclosure.people.neighbourhoods')
  const { minPeople } = release.rules
  return (
    <Folded title={title}>
      <Table caption={t('disclosure.people.caption', { title })} captionHidden label={title} roomy>
        <thead>
          <tr>
            <HeadCell>{t('disclosure.people.neighbourhood')}</HeadCell>
            <HeadCell>{t('public.counties.county')}</HeadCell>
            <HeadCell numeric>{t('disclosure.people.count')}</HeadCell>
            <HeadCell>{t('disclosure.people.refreshed')}</HeadCell>
            <HeadCell>{t('disclosure.people.attendance')}</HeadCell>
            <HeadCell>{t('disclosure.people.refreshed')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {neighbourhoodRows(release, locale).map(({ key, name, county, people, attendance }) => (
            <tr key={key}>
              <RowHead>
                <bdi>{name}</bdi>
              </RowHead>
              <Cell>{county}</Cell>
              <Cell numeric>{shownIn(people, minPeople, t, locale)}</Cell>
              <Cell className="whitespace-nowrap">{formatDay(people.refreshedOn, locale, 'long')}</Cell>
              <Cell className="whitespace-nowrap">
                {attendance ? shownIn(attendance, minPeople, t, locale) : t('disclosure.shown.none')}
              </Cell>
              <Cell className="whitespace-nowrap">
                {attendance ? formatDay(attendance.refreshedOn, locale, 'long') : t('words.none')}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Folded>
  )
}

/** A long table behind its name: there without scripts and on paper, and no work for a phone until somebody wants it. */
function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details>
      <summary className="min-h-11 content-center text-lapis">
        <h3 className="inline text-base">{title}</h3>
      </summary>
      {children}
    </details>
  )
}
