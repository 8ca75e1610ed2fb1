import { Meter } from '@/components/ui/meter'
import { completionMinutes, shareOf } from '@/lib/releases/present'
import { shownIn } from '@/lib/releases/shown-people'
import { formatDay } from '@/lib/shared/jalali'
import { formatHours, formatNumber, formatPercent } from '@/lib/shared/number'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** How many finished, never without the rule that counts them. */
export function Completion({ t, locale, release }: ReleaseProps) {
  const { completion, rules } = release
  if (!completion) return null
  const hours = formatHours(rules.cohortMinutes, locale)
  const day = formatDay(release.asOfIso, locale, 'long')
  const rule = t('public.completion.rule', {
    threshold: formatHours(completionMinutes(release), locale),
    hours,
  })
  const waiting = !completion.final && completion.completed === 0
  return (
    <Section id="completion" title={t('public.completion.title')}>
      <p className="inline-block rounded-lg border border-line-2 bg-surface px-4 py-2 font-semibold">
        {rule}
      </p>
      {waiting ? (
        <p className="mt-3 max-w-measure text-ink-2">{t('public.completion.running', { day })}</p>
      ) : (
        <Finished t={t} locale={locale} release={release} rule={rule} />
      )}
      {!completion.final && !waiting ? (
        <p className="mt-2 text-sm text-ink-2">{t('public.completion.runningSome', { day })}</p>
      ) : null}
      {completion.left !== 0 ? (
        <p className="mt-2 max-w-measure text-sm text-ink-2">
          {completion.left === null
            ? t('disclosure.completion.left')
            : t('public.completion.left', { left: formatNumber(completion.left, locale) })}
        </p>
      ) : null}
    </Section>
  )
}

function Finished({ t, locale, release, rule }: ReleaseProps & { rule: string }) {
  const { completion, rules } = release
  if (!completion) return null
  if (completion.completed === null || completion.enrolled === null)
    return <p className="mt-3 max-w-measure text-ink-2">{t('disclosure.completion.completed')}</p>
  const share = shareOf(completion.completed, completion.enrolled) ?? 0
  const line = t('public.completion.line', {
    completed: formatNumber(completion.completed, locale),
    enrolled: formatNumber(completion.enrolled, locale),
    share: formatPercent(share, locale, { decimals: 1 }),
  })
  return (
    <div className="mt-4 max-w-xl">
      <p className="text-xl font-extrabold">{line}</p>
      <Meter share={share} height={12} label={`${line}. ${rule}`} />
      <p className="mt-1 text-sm text-ink-2">
        {t('public.completion.strict', {
          hours: formatHours(rules.cohortMinutes, locale),
          strict: shownIn({ shown: completion.strict }, rules.minPeople, t, locale),
        })}
      </p>
    </div>
  )
}
