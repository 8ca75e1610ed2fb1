import { Weave } from '@/components/indicators/weave'
import type { ReleaseLinks } from '@/lib/releases/links'
import { shownWeave } from '@/lib/releases/present'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** The fabric as it has grown to the day of the release; a neighbourhood's name leads to its page. */
export function Fabric({ t, locale, release, links }: ReleaseProps & { links: ReleaseLinks }) {
  const rows = shownWeave(release, locale).map(({ place, ...row }) => ({
    ...row,
    href: links.placeOf(place.county, place.name) ?? undefined,
  }))
  return (
    <Section id="weave" title={t('weave.title')} line={t('weave.line')}>
      <Weave t={t} locale={locale} rows={rows} />
      <p className="mt-3 text-sm text-ink-2">
        {t('weave.order')} {t('weave.modules')}
      </p>
    </Section>
  )
}
