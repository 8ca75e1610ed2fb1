import { completionMinutes } from '@/lib/releases/present'
import type { PublicRelease } from '@/lib/releases/public-release'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { OutcomeMethod } from './outcome-method'
import { Protection } from './protection'
import { Section } from './section'

type Props = { t: Words; locale: Locale; release: PublicRelease }

/** چگونه می‌شماریم: the way of a figure, what each one means, and what is not published. */
export function Method({ t, locale, release }: Props) {
  const values = {
    hours: formatHours(release.rules.cohortMinutes, locale),
    threshold: formatHours(completionMinutes(release), locale),
    min: formatNumber(release.rules.minPeople, locale),
  }
  const terms: [name: string, code: string][] = [
    ...(['R-01', 'R-02', 'R-03', 'R-07', 'SESSIONS', 'R-08'] as const).map((code): [string, string] => [
      t(`public.tiles.${code}`),
      code,
    ]),
    [t('public.method.personHours'), 'R-09'],
    [t('public.method.completionName'), 'R-11'],
  ]
  return (
    <>
      <div className="py-8 sm:py-10">
        <h1 className="text-2xl">{t('public.method.title')}</h1>
        <p className="mt-2 max-w-measure text-ink-2">{t('public.method.line')}</p>
      </div>
      <Section id="path" title={t('public.method.path')}>
        <ol className="grid max-w-measure gap-3">
          {[1, 2, 3].map((step) => (
            <li key={step} className="grid grid-cols-[1.75rem_1fr]">
              <span aria-hidden="true" className="font-bold text-turquoise-deep">
                {formatNumber(step, locale)}
              </span>
              <span>{t(`public.method.path${step}`)}</span>
            </li>
          ))}
        </ol>
      </Section>
      <Section id="definitions" title={t('public.method.definitions')}>
        <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-[14rem_1fr]">
          {terms.map(([name, code]) => (
            <div key={code} className="grid gap-x-8 sm:col-span-2 sm:grid-cols-subgrid">
              <dt className="font-semibold first-letter:uppercase">
                {name}{' '}
                {code.startsWith('R-') ? <bdi className="text-sm font-normal text-ink-3">{code}</bdi> : null}
              </dt>
              <dd className="max-w-measure">{t(`public.method.${code}`, values)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <OutcomeMethod t={t} locale={locale} release={release} />
      <Section id="check" title={t('public.method.check')}>
        <Lines t={t} name="check" values={values} />
      </Section>
      <Section id="privacy" title={t('public.method.privacy')}>
        <Lines t={t} name="privacy" values={values} />
      </Section>
      <Protection t={t} locale={locale} release={release} />
    </>
  )
}

type LinesProps = { t: Words; name: 'check' | 'privacy'; values: Record<string, string> }

function Lines({ t, name, values }: LinesProps) {
  return (
    <ul className="grid max-w-measure list-disc gap-2 ps-5 marker:text-turquoise">
      {[1, 2, 3, 4].map((line) => (
        <li key={line}>{t(`public.method.${name}${line}`, values)}</li>
      ))}
    </ul>
  )
}
