import { Meter } from '@/components/ui/meter'
import { shareOf } from '@/lib/releases/present'
import { figureOf, textIn } from '@/lib/releases/public-release'
import { formatDay } from '@/lib/shared/jalali'
import { formatHours, formatNumber, formatPercent } from '@/lib/shared/number'
import type { ReleaseProps } from './props'

/** One sentence, one number. */
export function Hero({
  t,
  locale,
  release,
  heading: Heading = 'h1',
}: ReleaseProps & { heading?: 'h1' | 'h2' }) {
  const { plan } = release
  return (
    <div className="grid gap-x-14 gap-y-8 py-8 sm:py-12 lg:grid-cols-[1.3fr_1fr] lg:items-end">
      <div>
        <Heading className="text-[clamp(1.5rem,0.9rem+2.4vw,2.35rem)] leading-[1.6] font-extrabold text-pretty ltr:leading-[1.3]">
          {t.rich('public.sentence', {
            neighbourhoods: formatNumber(plan.neighbourhoods, locale),
            participants: formatNumber(plan.participants, locale),
            hours: formatHours(plan.cohortMinutes, locale),
            province: textIn(release.provinceName, locale),
            em: (chunks) => <em className="text-turquoise-deep not-italic">{chunks}</em>,
          })}
        </Heading>
        <p className="mt-4 max-w-measure text-ink-2">
          {t('public.steps', { facilitators: formatNumber(plan.facilitators, locale) })}
        </p>
      </div>
      <Headline t={t} locale={locale} release={release} />
    </div>
  )
}

function Headline({ t, locale, release }: ReleaseProps) {
  const figure = figureOf(release, 'R-09')
  if (!figure) return null
  const share = shareOf(figure.value, figure.target)
  const value = formatHours(figure.value, locale)
  const target = figure.target === null ? null : formatHours(figure.target, locale)
  return (
    <div className="border-s-4 border-turquoise ps-5">
      <p className="text-ink-2">
        {t('public.headline.title', { day: formatDay(release.asOfIso, locale, 'long') })}
      </p>
      <p className="text-[clamp(2.4rem,1.6rem+3.4vw,3.6rem)] leading-tight font-extrabold">
        {value} <span className="text-base font-normal text-ink-2">{t('public.headline.unit')}</span>
      </p>
      {share === null || target === null ? null : (
        <>
          <div className="my-1.5">
            <Meter share={share} height={12} label={t('public.headline.meter', { value, target })} />
          </div>
          <p className="text-sm text-ink-2">
            {t('public.headline.of', { target, share: formatPercent(share, locale, { decimals: 1 }) })}
          </p>
        </>
      )}
      <p className="mt-2 text-xs text-ink-3">
        {t('public.headline.meaning', { hours: formatHours(release.rules.cohortMinutes, locale) })}
      </p>
    </div>
  )
}
