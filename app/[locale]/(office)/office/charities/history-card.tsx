import { Card } from '@/components/ui/card'
import type { StepLine } from '@/db/queries/charities/providers'
import { formatDay } from '@/lib/shared/jalali'
import type { Told } from './present'

/** What happened to a need, a provider or an agreement, newest first. */
export function HistoryCard({
  told: { t, locale },
  steps,
  states,
}: {
  told: Told
  steps: StepLine[]
  states: 'needState' | 'providerState' | 'agreementState'
}) {
  return (
    <Card id="history" title={t('charities.history')}>
      <ol className="grid gap-2 text-sm">
        {steps.map((step) => (
          <li key={`${step.on} ${step.to} ${step.by}`} className="grid gap-x-3 sm:grid-cols-[12rem_1fr]">
            <span className="font-semibold">{t(`charities.${states}.${step.to}`)}</span>
            <span>
              <bdi>{[formatDay(step.on, locale, 'long'), step.by].filter(Boolean).join(' · ')}</bdi>
              {step.reason ? (
                <span className="block text-ink-2">
                  <bdi>{step.reason}</bdi>
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
