import { type PublicRelease, textIn } from '@/lib/releases/public-release'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import type { ReleaseProps } from './props'

type Given<K extends keyof PublicRelease> = Pick<ReleaseProps, 't' | 'locale'> & {
  release: Pick<PublicRelease, K>
}

import { Section } from './section'

/** Who answers, what it costs where the office has said so, and what was put right. */
export function Answers({ t, locale, release }: Given<'contact' | 'cost' | 'corrections'>) {
  const { contact, cost } = release
  return (
    <Section id="contact" title={t('public.contact.title')} line={t('public.contact.line')}>
      <div className="grid gap-x-14 gap-y-6 lg:grid-cols-[1.3fr_1fr]">
        <address className="not-italic">
          <p className="font-semibold">{textIn(contact.officeName, locale)}</p>
          <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4">
            {contact.phone ? (
              <>
                <dt className="text-ink-2">{t('public.contact.phone')}</dt>
                <dd>
                  <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>
                    <bdi dir="ltr">{localDigits(contact.phone, locale)}</bdi>
                  </a>
                </dd>
              </>
            ) : null}
            {contact.email ? (
              <>
                <dt className="text-ink-2">{t('public.contact.email')}</dt>
                <dd>
                  <a href={`mailto:${contact.email}`}>
                    <bdi dir="ltr">{contact.email}</bdi>
                  </a>
                </dd>
              </>
            ) : null}
            {contact.hours ? (
              <>
                <dt className="text-ink-2">{t('public.contact.hours')}</dt>
                <dd>{textIn(contact.hours, locale)}</dd>
              </>
            ) : null}
          </dl>
        </address>
        <div className="grid content-start gap-4">
          {cost ? (
            <div>
              <h3 className="text-base">{t('public.cost.title')}</h3>
              <p>
                {t('public.cost.line', {
                  amount: formatNumber(cost.rials, locale),
                  day: formatDay(cost.asOfIso, locale, 'long'),
                })}
              </p>
              {cost.note ? <p className="text-sm text-ink-2">{textIn(cost.note, locale)}</p> : null}
            </div>
          ) : null}
          <Corrections t={t} locale={locale} release={release} />
        </div>
      </div>
    </Section>
  )
}

function Corrections(given: Given<'corrections'>) {
  return (
    <div>
      <h3 className="text-base">{given.t('public.corrections.title')}</h3>
      <CorrectionList {...given} />
    </div>
  )
}

/** What was put right, without a heading. */
export function CorrectionList({ t, locale, release }: Given<'corrections'>) {
  return (
    <div>
      {release.corrections.length === 0 ? (
        <p className="text-ink-2">{t('public.corrections.none')}</p>
      ) : (
        <ul className="grid gap-2">
          {release.corrections.map((correction) => (
            <li key={`${correction.dateIso}${correction.text.fa}`}>
              <span className="text-sm text-ink-2">
                {formatDay(correction.dateIso, locale, 'long')} ·{' '}
                {t('public.corrections.line', { number: formatNumber(correction.releaseNumber, locale) })}
              </span>{' '}
              {textIn(correction.text, locale)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
