import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { PublicShell } from '@/components/layout/public-shell'
import { CountiesPage } from '@/components/releases/counties-page'
import { CountyView } from '@/components/releases/county-page'
import { DataSet } from '@/components/releases/data-set'
import { HelpLines } from '@/components/releases/help-lines'
import { LostPage } from '@/components/releases/lost-page'
import { Method } from '@/components/releases/method'
import { NoRelease } from '@/components/releases/no-release'
import { OpenData } from '@/components/releases/open-data'
import { OutcomesPage } from '@/components/releases/outcomes'
import { OwnAddress } from '@/components/releases/own-address'
import { PlaceView } from '@/components/releases/place-page'
import { ReleasePage } from '@/components/releases/release-page'
import { ReleasesPage } from '@/components/releases/releases-page'
import { SiteDocument, type SiteShare } from '@/components/releases/site-document'
import type { GeoShape } from '@/lib/releases/geojson'
import { HELP_LINES } from '@/lib/releases/help-lines'
import { baseOf, siteLinks } from '@/lib/releases/links'
import { dataAddress } from '@/lib/releases/open-data/address'
import type { BothWords } from '@/lib/releases/open-data/dictionary'
import { frozenOf } from '@/lib/releases/open-data/frozen'
import { type SharePage, sharePath, shareView } from '@/lib/releases/open-data/share'
import { type CountyPage, type PlacePage, placePages } from '@/lib/releases/places'
import { provinceMap } from '@/lib/releases/province-map'
import { figureOf, type PublicRelease, textIn } from '@/lib/releases/public-release'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import type { SiteAssets } from './assets'
import type { SiteFile } from './store'
import type { SiteWords } from './words'

/** What every page of one language is written with. */
export type Press = {
  locale: Locale
  words: SiteWords
  /** Data and its description speak both languages on every page. */
  both: BothWords
  assets: SiteAssets
  outlines: readonly GeoShape[]
  /** Where people reach this site, without a stroke at its end: of the setting. */
  origin: string
}

export type Page = {
  path: string
  title: string
  description: string
  body: ReactNode
  /** The release and the picture it is shared with. */
  shared?: { release: PublicRelease; page: SharePage }
  /** What its frame takes for its address: none of the menu, for a page that is nowhere. */
  framed?: string
}

const HTML = 'text/html; charset=utf-8'

/** A page as its file: `/counties/urmia` of the language is `fa/counties/urmia/index.html`. */
export function filed(
  press: Press,
  demo: boolean,
  { path, title, description, body, shared, framed = path }: Page,
  name = 'index.html',
): SiteFile {
  const { locale, assets, words } = press
  const { style, policy, font, icon } = assets
  const markup = renderToStaticMarkup(
    <SiteDocument
      locale={locale}
      head={{ title, description, style, policy, font, icon, share: shareOf(press, shared) }}
    >
      <PublicShell t={words.t} locale={locale} path={framed} demo={demo}>
        {body}
      </PublicShell>
    </SiteDocument>,
  )
  return {
    path: `/${locale}${path}`,
    file: `${locale}${path}/${name}`,
    type: HTML,
    bytes: new TextEncoder().encode(`<!DOCTYPE html>${markup}`),
  }
}

function shareOf({ locale, words, origin }: Press, shared: Page['shared']): SiteShare | null {
  if (!shared) return null
  const { title, alt } = shareView(shared.page, frozenOf(shared.release), words.t, locale)
  const image = `${origin}${dataAddress(shared.release.number, sharePath(shared.page, locale))}`
  return { title, alt, image, site: words.t('words.productName') }
}

export const titled = ({ words }: Press, title: string) => `${title} · ${words.t('words.productName')}`

/** Where the pages of a release stand: at its own address for good, or as the newest at the addresses without a number. */
type Standing = { own: boolean }

/** How a page of a release is put together; its parts know its links. */
function pageMaker(press: Press, release: PublicRelease, { own }: Standing) {
  const { locale, words } = press
  const { t } = words
  const links = siteLinks(locale, release, own)
  const base = baseOf(own ? release.number : null)
  const given = { t, locale, release, links }
  const number = t('public.stamp.release', { number: formatNumber(release.number, locale) })
  const page = (
    path: string,
    title: string,
    description: string,
    body: ReactNode,
    shared: SharePage = 'overview',
  ): Page => ({
    shared: { release, page: shared },
    path: `${base}${path}`,
    title: titled(press, own && path !== '' ? `${title} · ${number}` : title),
    description: own ? `${description} ${number}` : description,
    body: own ? (
      <>
        <OwnAddress {...given} />
        {body}
      </>
    ) : (
      body
    ),
  })
  return { given, number, page }
}

/** The first page of a release: the only one that tells corrections, and so the only one that a correction changes. */
export function overviewPage(press: Press, release: PublicRelease, standing: Standing): SiteFile {
  const { given, number, page } = pageMaker(press, release, standing)
  const province = textIn(release.provinceName, press.locale)
  const title = standing.own ? number : press.words.t('public.title', { province })
  const { both, origin } = press
  const body = (
    <>
      <ReleasePage {...given} />
      <DataSet release={release} words={both} origin={origin} />
    </>
  )
  return filed(press, release.demo, page('', title, overviewLine(press, release), body))
}

/** All other pages of a release. */
export function releasePages(press: Press, release: PublicRelease, standing: Standing): SiteFile[] {
  const { locale, words, outlines } = press
  const { t, modules } = words
  const { given, page } = pageMaker(press, release, standing)
  const counties = placePages(release)
  const province = textIn(release.provinceName, locale)
  const day = formatDay(release.asOfIso, locale, 'long')
  const pages = [
    page(
      '/method',
      t('public.method.title'),
      t('public.descriptions.method'),
      <Method t={t} locale={locale} release={release} />,
      'method',
    ),
    page(
      '/outcomes',
      t('released-outcomes.title'),
      t('released-outcomes.description', { province, day }),
      <OutcomesPage {...given} />,
      'outcomes',
    ),
    page(
      '/counties',
      t('site.counties.title'),
      t('site.counties.description', { province, day }),
      <CountiesPage {...given} pages={counties} map={provinceMap(counties, outlines)} />,
    ),
    ...counties.flatMap((county) => [
      page(
        `/counties/${county.slug}`,
        t('site.county.title', { county: textIn(county.name, locale) }),
        countyLine(press, county, day),
        <CountyView {...given} page={county} />,
      ),
      ...county.places.map((place) =>
        page(
          `/counties/${county.slug}/${place.slug}`,
          t('site.place.title', { place: textIn(place.name, locale), county: textIn(county.name, locale) }),
          placeLine(press, place, day),
          <PlaceView {...given} page={place} modules={modules} />,
        ),
      ),
    ]),
  ]
  return pages.map((one) => filed(press, release.demo, one))
}

/** What there is to take away of the newest release, with the sizes of its files. */
export function openDataPage(press: Press, release: PublicRelease, files: readonly SiteFile[]): SiteFile {
  const { locale, words, both, origin } = press
  const { t } = words
  const folder = dataAddress(release.number, '')
  const sizes = files
    .filter(({ path }) => path.startsWith(folder))
    .map(({ path, bytes }) => ({ path: path.slice(folder.length), bytes: bytes.byteLength }))
  return filed(press, release.demo, {
    path: '/open-data',
    title: titled(press, t('open-data.title')),
    description: t('open-data.description'),
    shared: { release, page: 'open-data' },
    body: (
      <>
        <OpenData {...{ t, locale, release, origin }} files={sizes} embeds={`/${locale}/open-data/embeds`} />
        <DataSet release={release} words={both} origin={origin} />
      </>
    ),
  })
}

/** The pages there is one of: all releases, help, and what is said where nothing is; without a release, that there is none yet. */
export function lastingPages(press: Press, newest: PublicRelease | null): SiteFile[] {
  const { locale, words } = press
  const { t } = words
  const demo = newest?.demo ?? false
  const help: Page = {
    path: '/help',
    title: titled(press, t('public.help.title')),
    description: t('public.descriptions.help'),
    body: <HelpLines t={t} locale={locale} lines={HELP_LINES} />,
  }
  const lost: Page = {
    path: '',
    framed: '/',
    title: titled(press, t('words.notFound.title')),
    description: t('site.lost.line'),
    body: <LostPage t={t} locale={locale} />,
  }
  const releases = (body: ReactNode): Page => ({
    path: '/releases',
    title: titled(press, t('public.history.title')),
    description: t('public.descriptions.releases'),
    body,
    ...(newest ? { shared: { release: newest, page: 'releases' as const } } : {}),
  })
  const empty = <NoRelease t={t} />
  const nothing = (path: string, title: string, description: string): Page => ({
    ...{ path, title: titled(press, t(title)), description: t(description) },
    body: empty,
  })
  const pages: Page[] = newest
    ? [releases(<ReleasesPage t={t} locale={locale} release={newest} links={siteLinks(locale, newest)} />)]
    : [
        { path: '', title: t('words.productName'), description: t('words.productLine'), body: empty },
        releases(empty),
        nothing('/open-data', 'open-data.title', 'open-data.description'),
        nothing('/method', 'public.method.title', 'public.descriptions.method'),
        nothing('/outcomes', 'released-outcomes.title', 'released-outcomes.line'),
        nothing('/counties', 'site.counties.title', 'words.productLine'),
      ]
  return [
    ...pages.map((one) => filed(press, demo, one)),
    // The same whatever is published: a page that may be needed in a hurry.
    filed(press, false, help),
    { ...filed(press, false, lost, '404.html'), path: `/${locale}/404.html` },
  ]
}

/** A release in one line, for whoever finds it in a list of search results. */
function overviewLine({ locale, words }: Press, release: PublicRelease): string {
  const count = (code: 'SESSIONS' | 'R-02') => formatNumber(figureOf(release, code)?.value ?? 0, locale)
  return words.t('public.descriptions.overview', {
    province: textIn(release.provinceName, locale),
    day: formatDay(release.asOfIso, locale, 'long'),
    sessions: count('SESSIONS'),
    neighbourhoods: count('R-02'),
  })
}

function countyLine({ locale, words }: Press, page: CountyPage, day: string): string {
  return words.t('site.county.description', {
    county: textIn(page.name, locale),
    places: formatNumber(page.places.length, locale),
    held: formatNumber(page.county?.sessionsHeld ?? 0, locale),
    planned: formatNumber(page.county?.sessionsPlanned ?? 0, locale),
    day,
  })
}

function placeLine({ locale, words }: Press, page: PlacePage, day: string): string {
  const sum = (of: 'held' | 'planned') => page.groups.reduce((total, group) => total + group[of], 0)
  return words.t('site.place.description', {
    place: textIn(page.name, locale),
    county: textIn(page.countyName, locale),
    held: formatNumber(sum('held'), locale),
    planned: formatNumber(sum('planned'), locale),
    day,
  })
}
