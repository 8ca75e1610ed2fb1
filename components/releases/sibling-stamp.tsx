import { textIn } from '@/lib/releases/public-release'
import type { SiblingLinks } from '@/lib/releases/siblings/links'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { History } from './history'
import { Section } from './section'
import type { SiblingProps } from './sibling-page'

const FILES = [
  ['figures.csv', 'public.stamp.csv'],
  ['figures.json', 'public.stamp.json'],
  ['figures.xlsx', 'open-data.workbook'],
  ['dictionary.csv', 'open-data.files.dictionary_csv'],
  ['datapackage.json', 'open-data.files.datapackage_json'],
  ['licence', 'open-data.files.licence'],
] as const

/** The colophon of a programme's release: its number and day, who stands for it, its data, and the releases before it. */
export function SiblingStamp({ t, locale, release, links }: SiblingProps & { links: SiblingLinks }) {
  return (
    <>
      <Section id="stamp" title={t('public.stamp.title')} line={t('public.stamp.frozen')}>
        <ul className="flex flex-wrap gap-x-8 gap-y-1">
          <li className="font-semibold">
            {t('public.stamp.release', { number: formatNumber(release.number, locale) })}
          </li>
          <li>{t('public.stamp.asOf', { day: formatDay(release.asOfIso, locale, 'long') })}</li>
          <li>{t('public.stamp.published', { day: formatDay(release.publishedAtIso, locale, 'long') })}</li>
          <li>{t('public.stamp.publisher', { name: textIn(release.publisher, locale) })}</li>
        </ul>
        <h3 className="mt-6 text-base">{t('sibling.files')}</h3>
        <ul className="mt-1 grid gap-x-8 sm:grid-cols-2">
          {FILES.map(([file, label]) => (
            <li key={file}>
              <a href={links.file(file)} download className="inline-flex min-h-11 items-center">
                {t(label)}
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="releases" title={t('sibling.history')}>
        <History t={t} locale={locale} release={release} links={links} />
      </Section>
    </>
  )
}
