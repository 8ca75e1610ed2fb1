import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { GroupHistory } from '@/db/queries/hamyar/group-page'
import { formatDay } from '@/lib/shared/jalali'
import { readerDigits } from '@/lib/shared/number'
import type { Told } from '../present'

/** What happened to a group: its steps, approvals, assessments and the breaches that were mended. */
export function HistoryCard({ told: { t, locale }, history }: { told: Told; history: GroupHistory }) {
  const on = (day: string) => formatDay(day, locale, 'long')
  const line = (...parts: (string | null)[]) => parts.filter(Boolean).join(' · ')
  return (
    <Card id="history" title={t('hamyar.history')}>
      <div className="grid gap-4 text-sm">
        <ol aria-label={t('hamyar.steps')} className="grid gap-2">
          {history.steps.map((step) => (
            <li key={step.stepId} className="grid gap-x-3 sm:grid-cols-[12rem_1fr]">
              <span className="font-semibold">{t(`hamyar.done.${step.act}`)}</span>
              <span>
                <bdi>{line(on(step.on), step.by)}</bdi>
                {step.reason ? (
                  <span className="block text-ink-2">
                    <bdi>{step.reason}</bdi>
                  </span>
                ) : null}
              </span>
            </li>
          ))}
        </ol>
        {history.approvals.length > 0 ? (
          <ul aria-label={t('hamyar.approvals')} className="grid gap-2 border-t border-line pt-3">
            {history.approvals.map((one) => (
              <li key={`${one.level} ${one.on} ${one.by}`} className="flex flex-wrap items-center gap-2">
                <span className="font-semibold">{t(`hamyar.approvalOf.${one.level}`)}</span>
                <bdi>
                  {line(
                    on(one.on),
                    one.by,
                    one.letterNo ? t('hamyar.letter', { number: readerDigits(one.letterNo, locale) }) : null,
                  )}
                </bdi>
                {one.stands ? null : <Badge tone="late">{t('hamyar.lapsed')}</Badge>}
              </li>
            ))}
          </ul>
        ) : null}
        {history.assessments.length > 0 ? (
          <ul aria-label={t('hamyar.assessments')} className="grid gap-2 border-t border-line pt-3">
            {history.assessments.map((one) => (
              <li key={`${one.day} ${one.finding}`}>
                <span className="font-semibold">{t('hamyar.assess')}</span>{' '}
                <bdi>{line(on(one.day), one.by)}</bdi>
                <span className="block max-w-measure text-ink-2">
                  <bdi>{one.finding}</bdi>
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        {history.breaches.length > 0 ? (
          <ul aria-label={t('hamyar.breaches')} className="grid gap-2 border-t border-line pt-3">
            {history.breaches.map((one) => (
              <li
                key={`${one.line} ${one.openedOn} ${one.mendedOn}`}
                className="flex flex-wrap items-center gap-2"
              >
                <Badge tone={one.mendedOn ? 'done' : 'broken'}>{t(`hamyar.lineOf.${one.line}`)}</Badge>
                {one.mendedOn
                  ? t('hamyar.mended', { from: on(one.openedOn), to: on(one.mendedOn) })
                  : t('hamyar.mendBy', { from: on(one.openedOn), by: on(one.mendBy) })}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Card>
  )
}
