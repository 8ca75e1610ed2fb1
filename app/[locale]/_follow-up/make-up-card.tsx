import { planMakeUpSession } from '@/app/_actions/tasks'
import { Card } from '@/components/ui/card'
import { MakeUpForm } from '@/components/workshops/make-up-form'
import type { MakeUpOffer } from '@/db/queries/workshops/ledger'
import { dayAndTime } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'

type Props = { t: Words; locale: Locale; sessionId: string; offer: MakeUpOffer }

/** The form by which the office plans a make-up of this session. */
export function MakeUpCard({ t, locale, sessionId, offer }: Props) {
  const word = (name: string, values?: Record<string, string>) => t(`follow-up.makeUp.${name}`, values)
  if (offer.ahead)
    return (
      <Card id="make-up" title={word('title')}>
        <a href={`/${locale}/office/sessions/${offer.ahead.sessionId}`}>
          {word('ahead', { when: dayAndTime(offer.ahead.day, offer.ahead.time, locale) })}
        </a>
      </Card>
    )
  return (
    <MakeUpForm
      action={planMakeUpSession}
      sessionId={sessionId}
      minutes={localDigits(String(offer.minutes), locale)}
      venue={offer.venue ?? ''}
      words={{
        title: word('title'),
        line: word('line', { count: formatNumber(offer.people, locale) }),
        day: word('day'),
        dayHint: word('dayHint'),
        time: word('time'),
        timeHint: word('timeHint'),
        minutes: word('minutes'),
        minutesHint: word('minutesHint', { max: formatNumber(offer.minutes, locale) }),
        venue: word('venue'),
        reason: word('reason'),
        thursday: word('thursday'),
        submit: word('submit'),
        planned: word('planned'),
        error: t('words.kind.error'),
        success: t('words.kind.success'),
      }}
    />
  )
}
