import { textIn } from '@/lib/releases/public-release'
import type { PublicSibling } from '@/lib/releases/siblings/bundle'
import { SIBLINGS } from '@/lib/releases/siblings/kinds'
import { siblingPath } from '@/lib/releases/siblings/links'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { Section } from './section'

/** The programmes beside the plan, each with the provinces in which it has a release. */
export function ProgrammesPage({
  t,
  locale,
  newest,
}: {
  t: Words
  locale: Locale
  newest: readonly PublicSibling[]
}) {
  const { compare } = new Intl.Collator(locale)
  const name = ({ provinceName }: PublicSibling) => textIn(provinceName, locale)
  return (
    <>
      <div className="py-8 sm:py-10">
        <h1 className="text-2xl">{t('sibling.title')}</h1>
        <p className="mt-2 max-w-measure text-ink-2">{t('sibling.line')}</p>
      </div>
      {SIBLINGS.map((programme) => {
        const own = newest
          .filter((release) => release.programme === programme)
          .sort((a, b) => compare(name(a), name(b)))
        return (
          <Section
            key={programme}
            id={programme.toLowerCase()}
            title={t(`sibling.programme.${programme}.name`)}
            line={t(`sibling.programme.${programme}.line`)}
          >
            {own.length === 0 ? (
              <p className="text-ink-2">{t('sibling.none')}</p>
            ) : (
              <ul aria-label={t('sibling.where')}>
                {own.map((release) => (
                  <li key={release.provinceCode}>
                    <a
                      href={`/${locale}${siblingPath(release)}`}
                      className="inline-flex min-h-11 items-center font-semibold"
                    >
                      {t('sibling.provinceLink', {
                        province: name(release),
                        day: formatDay(release.asOfIso, locale, 'long'),
                      })}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        )
      })}
      <Section id="plan" title={t('sibling.plan')} line={t('sibling.planLine')}>
        <a href={`/${locale}`} className="inline-flex min-h-11 items-center font-semibold">
          {t('sibling.planLink')}
        </a>
      </Section>
    </>
  )
}
