import { Notice } from '@/components/ui/notice'
import { textIn } from '@/lib/releases/public-release'
import type { PublicSibling } from '@/lib/releases/siblings/bundle'
import type { SiblingLinks } from '@/lib/releases/siblings/links'
import { frozenSibling, kindName } from '@/lib/releases/siblings/open-data'
import { emptyCounties, kindView, wholeLines } from '@/lib/releases/siblings/present'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { Answers } from './answers'
import { FigureList } from './figure-list'
import { Quotations } from './quotations'
import { Section } from './section'
import { SiblingCounties, SiblingTable } from './sibling-counties'
import { SiblingMethod } from './sibling-method'
import { SiblingStamp } from './sibling-stamp'

export type SiblingProps = { t: Words; locale: Locale; release: PublicSibling }

/** The page of a programme beside the plan in one province: what it counts, where, and where there is nothing yet. */
export function SiblingPage({
  t,
  locale,
  release,
  links,
  own = false,
  heading: Heading = 'h1',
}: SiblingProps & {
  /** None before the release is out. */
  links: SiblingLinks | null
  /** At the address of its number, where there may be a newer one. */
  own?: boolean
  heading?: 'h1' | 'h2'
}) {
  const given = { t, locale, release }
  const of = `sibling.programme.${release.programme}`
  const day = formatDay(release.asOfIso, locale, 'long')
  const province = textIn(release.provinceName, locale)
  const empty = emptyCounties(release, locale)
  const kinds = kindView(release, (one) => kindName(one, release, t, locale), t, locale)
  return (
    <>
      {links && own ? (
        <div className="pt-5">
          <Notice kind="info" kindLabel={t('words.kind.info')}>
            {t('sibling.own', { number: formatNumber(release.number, locale), day })}{' '}
            <a href={links.page}>{t('sibling.newest')}</a>
          </Notice>
        </div>
      ) : null}
      <div className="py-8 sm:py-10">
        {links ? (
          <p className="text-sm">
            <a href={links.programmes} className="inline-flex min-h-11 items-center">
              {t('sibling.all')}
            </a>
          </p>
        ) : null}
        <Heading className="text-2xl text-pretty">{t(`${of}.title`, { province })}</Heading>
        <p className="mt-2 max-w-measure text-ink-2">{t(`${of}.line`)}</p>
        <p className="mt-2 text-sm text-ink-2">{t('sibling.asOf', { day })}</p>
      </div>
      <section aria-labelledby="whole" className="pb-10">
        <h2 id="whole" className="sr-only">
          {t('sibling.inNumbers')}
        </h2>
        <FigureList lines={wholeLines(release, t, locale)} />
      </section>
      <SiblingCounties
        {...given}
        title={t(`${of}.counties`)}
        line={
          empty.length > 0 ? t(`${of}.gap`, { counties: empty.join(t('words.listComma')) }) : t(`${of}.noGap`)
        }
      />
      {kinds ? (
        <Section
          id="kinds"
          title={t(`${of}.kinds`)}
          line={t(`${of}.kindsLine`, { min: formatNumber(release.rules.minPeople, locale) })}
        >
          <div className="max-w-2xl">
            <SiblingTable first={t(`${of}.kind`)} caption={t(`${of}.kinds`)} view={kinds} hidden />
          </div>
        </Section>
      ) : null}
      {release.named.length > 0 ? (
        <Section id="named" title={t('sibling.named')} line={t('sibling.namedLine')}>
          <ul className="grid gap-x-8 gap-y-1 sm:grid-cols-2">
            {release.named.map(({ name, county }) => (
              <li key={`${county} ${name}`}>
                <bdi className="font-semibold">{name}</bdi>{' '}
                <span className="text-sm text-ink-2">{countyName(release, county, locale)}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Quotations {...given} title={t('sibling.quotes')} note={t('sibling.quotesNote')} />
      <SiblingMethod t={t} locale={locale} release={frozenSibling(release)} />
      <Answers t={t} locale={locale} release={{ ...release, cost: null }} />
      {links ? <SiblingStamp {...given} links={links} /> : null}
    </>
  )
}

function countyName({ counties }: PublicSibling, fa: string, locale: Locale): string {
  const county = counties.find(({ name }) => name.fa === fa)
  return county ? textIn(county.name, locale) : fa
}
