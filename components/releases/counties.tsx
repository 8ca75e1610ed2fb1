import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ReleaseLinks } from '@/lib/releases/links'
import { isWithdrawnCounty, shownCounties } from '@/lib/releases/present'
import { formatDay } from '@/lib/shared/jalali'
import { formatHours, formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** The counties by the alphabet: what was held there, and how many enrolled where that may be said. */
export function Counties({ t, locale, release, links }: ReleaseProps & { links: ReleaseLinks }) {
  const min = formatNumber(release.rules.minPeople, locale)
  return (
    <Section id="counties" title={t('public.counties.title')} line={t('public.counties.note', { min })}>
      <CountyTable t={t} locale={locale} release={release} linkOf={links.countyOf} />
    </Section>
  )
}

/** The table alone, for the explore page too. */
export function CountyTable({
  t,
  locale,
  release,
  linkOf = () => null,
}: ReleaseProps & { linkOf?: (county: string) => string | null }) {
  const { minPeople } = release.rules
  const counties = shownCounties(release, locale)
  const sum = (of: (county: (typeof counties)[number]) => number) =>
    counties.reduce((total, one) => total + of(one), 0)
  const complete = counties.every((county) => county.enrolled !== null)
  const hidden = (name: string) =>
    isWithdrawnCounty(release, name)
      ? t('disclosure.shown.WITHDRAWN')
      : t('public.counties.withheld', { min: formatNumber(minPeople, locale) })
  const caption = t('public.counties.caption', { day: formatDay(release.asOfIso, locale, 'long') })
  const sessions = (held: number, planned: number) => (
    <>
      {formatNumber(held, locale)}{' '}
      <span className="hidden text-ink-2 sm:inline">
        {t('public.tiles.of', { target: formatNumber(planned, locale) })}
      </span>
    </>
  )
  return (
    <Table caption={caption} label={caption}>
      <thead>
        <tr>
          <HeadCell>{t('public.counties.county')}</HeadCell>
          <HeadCell numeric>{t('public.counties.neighbourhoods')}</HeadCell>
          <HeadCell numeric>{t('public.counties.enrolled')}</HeadCell>
          <HeadCell numeric>{t('public.counties.sessions')}</HeadCell>
          <HeadCell numeric>{t('public.counties.hours')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {counties.map((county) => (
          <tr key={county.name.fa}>
            <RowHead>
              <PlaceName href={linkOf(county.name.fa)}>{county.shownName}</PlaceName>
            </RowHead>
            <Cell numeric>{formatNumber(county.neighbourhoods, locale)}</Cell>
            <Cell numeric>
              {county.enrolled === null ? hidden(county.name.fa) : formatNumber(county.enrolled, locale)}
            </Cell>
            <Cell numeric>{sessions(county.sessionsHeld, county.sessionsPlanned)}</Cell>
            <Cell numeric>{formatHours(county.heldMinutes, locale)}</Cell>
          </tr>
        ))}
      </tbody>
      <tfoot className="font-bold">
        <tr>
          <RowHead className="font-bold">{t('words.total')}</RowHead>
          <Cell numeric>
            {formatNumber(
              sum((one) => one.neighbourhoods),
              locale,
            )}
          </Cell>
          <Cell numeric>
            {complete
              ? formatNumber(
                  sum((one) => one.enrolled ?? 0),
                  locale,
                )
              : t('words.none')}
          </Cell>
          <Cell numeric>
            {sessions(
              sum((one) => one.sessionsHeld),
              sum((one) => one.sessionsPlanned),
            )}
          </Cell>
          <Cell numeric>
            {formatHours(
              sum((one) => one.heldMinutes),
              locale,
            )}
          </Cell>
        </tr>
      </tfoot>
    </Table>
  )
}

/** The name of a place in a table; a link where it has a page. */
export function PlaceName({ href, children }: { href: string | null; children: string }) {
  if (href === null) return <bdi>{children}</bdi>
  return (
    <a href={href} className="inline-flex min-h-9 items-center">
      <bdi>{children}</bdi>
    </a>
  )
}
