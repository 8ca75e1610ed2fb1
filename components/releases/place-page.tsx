import { Weave } from '@/components/indicators/weave'
import { Meter } from '@/components/ui/meter'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ReleaseLinks } from '@/lib/releases/links'
import { moduleCounts, type PlacePage } from '@/lib/releases/places'
import { shareOf } from '@/lib/releases/present'
import { textIn } from '@/lib/releases/public-release'
import { shownIn } from '@/lib/releases/shown-people'
import { formatDay } from '@/lib/shared/jalali'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { type FigureLine, FigureList } from './figure-list'
import type { ReleaseProps } from './props'
import { Section } from './section'

type Props = ReleaseProps & {
  links: ReleaseLinks
  page: PlacePage
  /** The names of the modules by their number. */
  modules: Record<number, string>
}

/** One neighbourhood: what happens here and how far it has come. No time, no venue, no rank, and of people what may be told. */
export function PlaceView({ t, locale, release, links, page, modules }: Props) {
  const n = (value: number) => formatNumber(value, locale)
  const name = textIn(page.name, locale)
  const county = textIn(page.countyName, locale)
  const day = formatDay(release.asOfIso, locale, 'long')
  const planned = page.groups.reduce((sum, group) => sum + group.planned, 0)
  return (
    <>
      <div className="py-8 sm:py-10">
        <p className="text-sm">
          <a
            href={links.countyOf(page.countyName.fa) ?? links.counties}
            className="inline-flex min-h-11 items-center"
          >
            {t('site.county.title', { county })}
          </a>
        </p>
        <h1 className="text-2xl">
          <bdi>{name}</bdi>
        </h1>
        <p className="mt-2 max-w-measure text-ink-2">{t('site.asOf', { day })}</p>
      </div>
      <Section id="here" title={t('site.place.here')}>
        <p className="max-w-measure">
          {t(page.groups.length === 1 ? 'site.place.hereOne' : 'site.place.hereMany', {
            groups: n(page.groups.length),
            sessions: n(planned),
            hours: formatHours(release.rules.cohortMinutes, locale),
          })}
        </p>
        <p className="mt-2 max-w-measure text-ink-2">{t('site.place.safe')}</p>
      </Section>
      <Section id="so-far" title={t('site.county.soFar')}>
        <FigureList lines={placeLines({ t, locale, release, page })} />
        <div className="mt-8">
          <Weave
            t={t}
            locale={locale}
            rows={page.groups.map((group) => ({ ...group, placeName: name, countyName: county }))}
          />
        </div>
      </Section>
      <Modules t={t} locale={locale} page={page} modules={modules} />
    </>
  )
}

function placeLines({ t, locale, release, page }: ReleaseProps & Pick<Props, 'page'>): FigureLine[] {
  const n = (value: number) => formatNumber(value, locale)
  const sum = (of: 'held' | 'planned') => page.groups.reduce((total, group) => total + group[of], 0)
  const [held, planned] = [sum('held'), sum('planned')]
  const counted = (cell: PlacePage['people']) =>
    cell ? t('disclosure.people.asOf', { day: formatDay(cell.refreshedOn, locale, 'long') }) : undefined
  const { minPeople } = release.rules
  return [
    {
      name: t('public.tiles.SESSIONS'),
      value: n(held),
      of: t('public.tiles.of', { target: n(planned) }),
      share: shareOf(held, planned),
      spoken: t('words.of', { value: n(held), target: n(planned) }),
    },
    ...(page.people
      ? [
          {
            name: t('public.tiles.R-07'),
            value: shownIn(page.people, minPeople, t, locale),
            note: [typeof page.people.shown === 'number' ? t('site.place.rounded') : '', counted(page.people)]
              .filter(Boolean)
              .join(t('words.listComma')),
          },
        ]
      : []),
    ...(page.attendance
      ? [
          {
            name: t('disclosure.people.attendance'),
            value: shownIn(page.attendance, minPeople, t, locale),
            note: counted(page.attendance),
          },
        ]
      : []),
  ]
}

function Modules({ t, locale, page, modules }: Pick<Props, 't' | 'locale' | 'page' | 'modules'>) {
  const counts = moduleCounts(page)
  if (counts.length === 0) return null
  const n = (value: number) => formatNumber(value, locale)
  return (
    <Section id="modules" title={t('site.place.modules')}>
      <div className="max-w-2xl">
        <Table caption={t('site.place.modulesCaption')} label={t('site.place.modules')} captionHidden>
          <thead>
            <tr>
              <HeadCell>{t('site.place.module')}</HeadCell>
              <HeadCell numeric>{t('weave.heldColumn')}</HeadCell>
              <HeadCell numeric>{t('weave.plannedColumn')}</HeadCell>
              <HeadCell className="w-1/4">
                <span className="sr-only">{t('site.place.share')}</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ module, held, planned }) => (
              <tr key={module}>
                <RowHead>{modules[module] ?? t('site.place.moduleNumber', { n: n(module) })}</RowHead>
                <Cell numeric>{n(held)}</Cell>
                <Cell numeric>{n(planned)}</Cell>
                <Cell>
                  <Meter
                    share={shareOf(held, planned) ?? 0}
                    label={t('words.of', { value: n(held), target: n(planned) })}
                  />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </Section>
  )
}
