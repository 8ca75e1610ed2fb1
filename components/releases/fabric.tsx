import { Weave } from '@/components/indicators/weave'
import { shownWeave } from '@/lib/releases/present'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** The fabric as it has grown to the day of the release. */
export function Fabric({ t, locale, release }: ReleaseProps) {
  return (
    <Section id="weave" title={t('weave.title')} line={t('weave.line')}>
      <Weave t={t} locale={locale} rows={shownWeave(release, locale)} />
      <p className="mt-3 text-sm text-ink-2">
        {t('weave.order')} {t('weave.modules')}
      </p>
    </Section>
  )
}
