import { record } from '@/app/_actions/hamyar-desk'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { EventLine } from '@/db/queries/hamyar/desk'
import type { MemberLine } from '@/db/queries/hamyar/group-page'
import { EVENT_KINDS, WITH_MEMBERS } from '@/lib/hamyar/desk'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { type DeskProps, dayField, formWords, memberOptions, nameOf } from './shared'

const SHOWN = 12

/** Group sessions, visits, trainings and exhibitions with who came; a new one, and one said anew or taken back. */
export function HeldCard({ events, all, ...desk }: DeskProps & { events: EventLine[]; all: MemberLine[] }) {
  const { told, groupId, members, today, back, open } = desk
  const { t, locale } = told
  const number = (n: number) => formatNumber(n, locale)
  const names = new Map(all.map((one) => [one.memberId, nameOf(one, t)]))
  const form = (event?: EventLine) => (
    <FieldsForm
      action={record}
      hidden={{ groupId, back, ...(event && { eventId: event.eventId }) }}
      idPrefix={event ? `${event.eventId}-` : 'held-'}
      size="field"
      submit={t(event ? 'hamyar.save' : 'hamyar-desk.held.write')}
      look={event ? 'plain' : 'primary'}
      words={formWords(t)}
      fields={[
        {
          kind: 'select',
          name: 'kind',
          label: t('hamyar-desk.held.kind'),
          start: event?.kind ?? 'SESSION',
          options: EVENT_KINDS.map((value) => ({ value, label: t(`hamyar-desk.event.${value}`) })),
        },
        dayField(desk, 'day', t('hamyar.field.day'), event?.day ?? today),
        {
          kind: 'text',
          name: 'minutes',
          label: t('hamyar-desk.held.minutes'),
          hint: t('hamyar-desk.held.minutesHint'),
          start: event?.minutes ? localDigits(String(event.minutes), locale) : '',
          ltr: true,
          inputMode: 'numeric',
          maxLength: 4,
        },
        {
          kind: 'text',
          name: 'topic',
          label: t('hamyar-desk.held.topic'),
          hint: t('hamyar.hint.nobody'),
          mark: t('words.optional'),
          start: event?.topic ?? '',
          maxLength: 200,
        },
        {
          kind: 'checks',
          name: 'came',
          label: t('hamyar-desk.held.came'),
          hint: t('hamyar-desk.held.cameHint'),
          start: event ? event.came : [],
          options: memberOptions(
            event
              ? all.filter(
                  ({ joinedOn, leftOn }) => joinedOn <= event.day && (leftOn === null || leftOn >= event.day),
                )
              : members,
            t,
          ),
        },
        ...(event
          ? [
              {
                kind: 'select' as const,
                name: 'gone',
                label: t('hamyar-desk.held.gone'),
                start: event.takenBack ? 'yes' : 'no',
                options: [
                  { value: 'no', label: t('hamyar.no') },
                  { value: 'yes', label: t('hamyar.yes') },
                ],
              },
            ]
          : []),
      ]}
    />
  )
  return (
    <Card id="held" title={t('hamyar-desk.held.title')} aside={number(events.length)}>
      {open ? (
        <details className="mb-3">
          <summary className="flex min-h-touch items-center font-semibold text-lapis">
            {t('hamyar-desk.held.new')}
          </summary>
          {form()}
        </details>
      ) : null}
      {events.length === 0 ? <p className="text-ink-2">{t('hamyar-desk.held.none')}</p> : null}
      <ul aria-label={t('hamyar-desk.held.title')} className="grid gap-2">
        {events.slice(0, SHOWN).map((event) => (
          <li key={event.eventId} className="grid gap-1 rounded-lg border border-line px-3 py-2">
            <span className="flex flex-wrap items-center gap-2">
              <span className={`font-semibold ${event.takenBack ? 'text-ink-3 line-through' : ''}`}>
                {t(`hamyar-desk.event.${event.kind}`)} · {formatDay(event.day, locale, 'long')}
              </span>
              {event.takenBack ? <Badge>{t('hamyar-desk.held.goneBadge')}</Badge> : null}
              {event.contested ? <Badge tone="late">{t('hamyar-desk.held.contested')}</Badge> : null}
            </span>
            <span className="text-sm text-ink-2">
              {[
                event.topic,
                event.minutes && t('hamyar-desk.held.lasted', { count: number(event.minutes) }),
                WITH_MEMBERS.includes(event.kind) &&
                  t('hamyar-desk.held.cameOf', {
                    count: number(event.came.length),
                    of: number(event.marked),
                  }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {event.came.length > 0 ? (
              <span className="text-sm">
                <bdi>{event.came.map((id) => names.get(id)).join(t('words.listComma'))}</bdi>
              </span>
            ) : null}
            {open ? (
              <details>
                <summary className="flex min-h-touch items-center text-sm font-semibold text-lapis">
                  {t('hamyar-desk.held.change')}
                </summary>
                {form(event)}
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
