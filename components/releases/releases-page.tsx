import type { ReleaseLinks } from '@/lib/releases/links'
import { CorrectionList } from './answers'
import { History } from './history'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** All releases and all that was put right in them. */
export function ReleasesPage({ t, locale, release, links }: ReleaseProps & { links: ReleaseLinks }) {
  return (
    <>
      <div className="py-8 sm:py-10">
        <h1 className="text-2xl">{t('public.history.title')}</h1>
        <p className="mt-2 mb-5 max-w-measure text-ink-2">{t('public.history.line')}</p>
        <History t={t} locale={locale} release={release} links={links} />
      </div>
      <Section id="corrections" title={t('public.corrections.title')}>
        <CorrectionList t={t} locale={locale} release={release} />
      </Section>
    </>
  )
}
