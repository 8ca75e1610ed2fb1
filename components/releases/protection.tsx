import { formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** How people are protected, in words for everybody, and what the attack on this release came to. */
export function Protection({ t, locale, release }: ReleaseProps) {
  const { minPeople, refreshChanges, percentBase } = release.rules
  const values = {
    min: formatNumber(minPeople, locale),
    n: formatNumber(refreshChanges ?? 0, locale),
    base: formatNumber(percentBase ?? 0, locale),
  }
  if (release.cells.length === 0) return null
  const { audit } = release
  return (
    <Section id="protection" title={t('disclosure.method.title')} line={t('disclosure.method.line')}>
      <ul className="grid max-w-measure list-disc gap-2 ps-5 marker:text-turquoise">
        {[1, 2, 3, 4, 5, 6].map((line) => (
          <li key={line}>{t(`disclosure.method.${line}`, values)}</li>
        ))}
      </ul>
      {audit && audit.narrowest !== null ? (
        <p className="mt-4 max-w-measure rounded-lg border border-line-2 bg-surface px-4 py-3">
          {t('disclosure.method.audit', {
            releases: formatNumber(audit.releases, locale),
            tested: formatNumber(audit.tested, locale),
            narrowest: formatNumber(audit.narrowest, locale),
          })}{' '}
          {audit.withdrawn > 0
            ? t('disclosure.method.auditWithdrawn', { withdrawn: formatNumber(audit.withdrawn, locale) })
            : null}
        </p>
      ) : null}
    </Section>
  )
}
