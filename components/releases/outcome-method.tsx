import { pairsIn } from '@/lib/releases/outcomes'
import { INSTRUMENTS, MEASURES, OUTCOME_CODES, type OutcomeCode } from '@/lib/surveys/instruments'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** How outcomes are counted, and of each what it is measured with and whose questions these are. */
export function OutcomeMethod({ t, locale, release }: ReleaseProps) {
  const source = (code: OutcomeCode) => {
    const { instrument } = MEASURES[code]
    const own = INSTRUMENTS[instrument].itemSource === 'BUILT_IN'
    return t(`released-outcomes.source.${own ? 'own' : instrument}`)
  }
  return (
    <Section id="outcome-method" title={t('released-outcomes.how.title')}>
      <ul className="grid max-w-measure list-disc gap-2 ps-5 marker:text-turquoise">
        {[1, 2, 3, 4].map((line) => (
          <li key={line}>{t(`released-outcomes.how.${line}`, { pairs: pairsIn(release, locale) })}</li>
        ))}
      </ul>
      <h3 className="mt-6 text-base">{t('released-outcomes.how.measured')}</h3>
      <dl className="mt-2 grid gap-x-8 gap-y-4 sm:grid-cols-[14rem_1fr]">
        {OUTCOME_CODES.map((code) => (
          <div key={code} className="grid gap-x-8 sm:col-span-2 sm:grid-cols-subgrid">
            <dt className="font-semibold">
              {t(`outcomes.code.${code}`)}{' '}
              <bdi className="text-sm font-normal whitespace-nowrap text-ink-3">{code}</bdi>
            </dt>
            <dd className="max-w-measure">
              {t(`released-outcomes.meaning.${code}`)}{' '}
              <span className="text-sm text-ink-2">
                {t('released-outcomes.how.source', { source: source(code) })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
