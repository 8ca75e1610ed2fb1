import { ProgrammesPage } from '@/components/releases/programmes-page'
import { SiblingPage } from '@/components/releases/sibling-page'
import { textIn } from '@/lib/releases/public-release'
import { type PublicSibling, siblingFigure } from '@/lib/releases/siblings/bundle'
import { siblingData, siblingLinks, siblingPath } from '@/lib/releases/siblings/links'
import { MAPPED, shownFigure } from '@/lib/releases/siblings/present'
import { siblingDataFiles } from '@/lib/server/open-data/sibling-files'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { filed, type Press, titled } from './pages'
import { keyOf, type SiteFile, type SitePart } from './store'

/** What a description says first: groups, charities or associations at work. */
const FIRST = { ...MAPPED, CHARITY: 'D-04', ASSOCIATION: 'A-02' } as const

/** The page of a programme in one province: the newest, or one at the address of its number for good. */
function siblingPage(press: Press, release: PublicSibling, own: boolean): SiteFile {
  const { locale, words } = press
  const { t } = words
  const of = `sibling.programme.${release.programme}`
  const province = textIn(release.provinceName, locale)
  const title = t(`${of}.title`, { province })
  const number = t('public.stamp.release', { number: formatNumber(release.number, locale) })
  const figure = siblingFigure(release, FIRST[release.programme])
  const description = t(`${of}.description`, {
    value: figure ? shownFigure(figure, release, t, locale) : t('words.none'),
    province,
    day: formatDay(release.asOfIso, locale, 'long'),
  })
  return filed(press, release.demo, {
    path: siblingPath(release, own ? release.number : null),
    framed: '/programmes',
    title: titled(press, own ? `${title} · ${number}` : title),
    description: own ? `${description} ${number}` : description,
    body: <SiblingPage {...{ t, locale, release, own }} links={siblingLinks(locale, release)} />,
  })
}

function programmesPage(press: Press, newest: readonly PublicSibling[]): SiteFile {
  const { locale, words } = press
  const { t } = words
  const demo = newest.some((release) => release.demo)
  return filed(press, demo, {
    path: '/programmes',
    title: titled(press, t('sibling.title')),
    description: t('sibling.description'),
    body: <ProgrammesPage t={t} locale={locale} newest={newest} />,
  })
}

/** The part of the site that the programmes beside the plan have: one list, and of each release its pages and its files. */
export function siblingParts(
  releases: readonly PublicSibling[],
  presses: readonly Press[],
  version: string,
): SitePart[] {
  const isNewest = (release: PublicSibling) =>
    !releases.some(
      (one) =>
        one.programme === release.programme &&
        one.provinceCode === release.provinceCode &&
        one.number > release.number,
    )
  const newest = releases.filter(isNewest)
  const inAll = (page: (press: Press) => SiteFile) => presses.map(page)
  const lasting = (release: PublicSibling) => ({ ...release, older: [], corrections: [] })
  return [
    {
      name: 'programmes',
      key: keyOf(
        newest.map(({ programme, provinceCode, number }) => [programme, provinceCode, number]),
        newest.map(({ asOfIso }) => asOfIso),
        version,
      ),
      files: () => inAll((press) => programmesPage(press, newest)),
    },
    ...newest.map((release) => ({
      name: siblingPath(release),
      key: keyOf(release, version),
      files: () => inAll((press) => siblingPage(press, release, false)),
    })),
    ...releases.flatMap((release) => [
      {
        name: siblingPath(release, release.number),
        key: keyOf(release, version),
        files: () => inAll((press) => siblingPage(press, release, true)),
      },
      {
        name: siblingData(release, release.number, ''),
        key: keyOf(lasting(release), version),
        files: async () => {
          const files = await siblingDataFiles(release, presses[0]!.both)
          return files.map(({ path, type, bytes }) => ({ path, file: path.slice(1), type, bytes }))
        },
      },
    ]),
  ]
}
