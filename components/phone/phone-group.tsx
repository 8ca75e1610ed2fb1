'use client'

import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { operationId } from '@/lib/client/operation-id'
import { type EventRow, eventRows, eventTaps } from '@/lib/client/phone/groups'
import type { Outbox } from '@/lib/client/phone/outbox'
import type { Pack } from '@/lib/client/phone/pack'
import type { Phone } from '@/lib/client/phone/phone'
import { EVENT_KINDS, type EventKind, TIMED, WITH_MEMBERS } from '@/lib/hamyar/desk'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits, typedNumber } from '@/lib/shared/number'
import type { PackEvent, PackHamyar } from '@/lib/sync/pack'
import { dayOptions, KeptLine } from './kept-line'
import { usePhoneWords } from './phone-words'

type Props = { phone: Phone; outbox: Outbox; pack: Pack; group: PackHamyar }

/** A hamyar group without a network: a session with who came, and what was held before. */
export function PhoneGroup({ phone, outbox, pack, group }: Props) {
  const { t, say, locale } = usePhoneWords()
  const ops = useSyncExternalStore(outbox.subscribe, outbox.all, outbox.all)
  const [open, setOpen] = useState<PackEvent | 'new' | null>(null)
  const rows = eventRows(group, ops)
  const names = new Map(group.members.map(({ memberId, name }) => [memberId, name]))
  return (
    <div className="mx-auto grid max-w-2xl gap-4 px-4 py-4">
      <h1 className="text-xl">
        <bdi>{group.nameFa}</bdi>
      </h1>
      {open ? (
        <EventForm
          key={open === 'new' ? 'new' : open.eventId}
          group={group}
          event={open === 'new' ? null : open}
          came={rows.find(({ event }) => event === open)?.came ?? []}
          offset={pack.offset}
          onDone={() => setOpen(null)}
          onSay={async (taps) => {
            await outbox.add(taps)
            phone.written()
          }}
        />
      ) : (
        <Button size="field" onClick={() => setOpen('new')}>
          {t.hamyar.newEvent}
        </Button>
      )}
      <ul aria-label={t.hamyar.held} className="grid gap-2">
        {rows.map((row) => (
          <li
            key={row.event.eventId}
            className="grid gap-1 rounded-lg border border-line bg-surface px-3 py-2"
          >
            <span className={`font-semibold ${row.event.gone ? 'text-ink-3 line-through' : ''}`}>
              {t.hamyar.event[row.event.kind]} · {formatDay(row.event.day, locale, 'long')}
            </span>
            <span className="text-sm text-ink-2">{lineOf(row)}</span>
            {row.came.length > 0 ? (
              <span className="text-sm">
                <bdi>{row.came.map((id) => names.get(id)).join(locale === 'fa' ? '، ' : ', ')}</bdi>
              </span>
            ) : null}
            <KeptLine kept={row} />
            <Button size="field" look="quiet" onClick={() => setOpen(row.event)}>
              {t.hamyar.change}
            </Button>
          </li>
        ))}
      </ul>
      <LinkButton href={`/${locale}/phone#`} size="field">
        {t.back}
      </LinkButton>
    </div>
  )

  function lineOf({ event, came }: EventRow): string {
    return [
      event.topic,
      event.minutes && say(t.hamyar.lasted, { n: formatNumber(event.minutes, locale) }),
      WITH_MEMBERS.includes(event.kind) && say(t.hamyar.cameLine, { n: formatNumber(came.length, locale) }),
    ]
      .filter(Boolean)
      .join(' · ')
  }
}

type FormProps = {
  group: PackHamyar
  event: PackEvent | null
  came: readonly string[]
  offset: number
  onSay: (taps: ReturnType<typeof eventTaps>) => Promise<void>
  onDone: () => void
}

function EventForm({ group, event, came: before, offset, onSay, onDone }: FormProps) {
  const { t, locale } = usePhoneWords()
  const [kind, setKind] = useState<EventKind>(event?.kind ?? 'SESSION')
  const [day, setDay] = useState(event?.day ?? '')
  const [minutes, setMinutes] = useState(event?.minutes ? localDigits(String(event.minutes), locale) : '')
  const [topic, setTopic] = useState(event?.topic ?? '')
  const [came, setCame] = useState<readonly string[]>(before)
  const [wrong, setWrong] = useState<'minutes' | 'unwritten' | null>(null)
  const days = dayOptions(new Date(Date.now() + offset), locale, event?.day)
  const save = async (submit: FormEvent) => {
    submit.preventDefault()
    const typed = typedNumber(minutes)
    const fits = typed !== null && Number.isInteger(typed) && typed >= 1 && typed <= 1440
    if (minutes.trim() === '' ? TIMED.includes(kind) : !fits) return setWrong('minutes')
    const said = { event, kind, day: day || days[0]!.value, minutes: fits ? typed : null, topic, came }
    try {
      await onSay(eventTaps(group, said, { newId: operationId, now: () => new Date() }))
      onDone()
    } catch {
      setWrong('unwritten')
    }
  }
  return (
    <form
      onSubmit={(submit) => void save(submit)}
      className="grid gap-4 rounded-lg border border-line bg-surface p-4"
    >
      {wrong === 'unwritten' ? (
        <Notice kind="error" kindLabel={t.kind.error} live>
          {t.sheet.failed}
        </Notice>
      ) : null}
      <Select
        id="event-kind"
        label={t.hamyar.kind}
        size="field"
        value={kind}
        onChange={(change) => setKind(change.target.value as EventKind)}
        options={EVENT_KINDS.map((value) => ({ value, label: t.hamyar.event[value] }))}
      />
      <Select
        id="event-day"
        label={t.hamyar.day}
        size="field"
        value={day || days[0]!.value}
        onChange={(change) => setDay(change.target.value)}
        options={days}
      />
      <Field
        id="event-minutes"
        label={t.hamyar.minutes}
        size="field"
        inputMode="numeric"
        dir="ltr"
        className="rtl:text-end"
        maxLength={4}
        value={minutes}
        error={wrong === 'minutes' ? t.hamyar.minutesWrong : undefined}
        onChange={(change) => setMinutes(change.target.value)}
      />
      <Field
        id="event-topic"
        label={t.hamyar.topic}
        hint={t.hamyar.nobody}
        size="field"
        maxLength={200}
        value={topic}
        onChange={(change) => setTopic(change.target.value)}
      />
      {WITH_MEMBERS.includes(kind) ? (
        <fieldset className="grid gap-1">
          <legend className="text-sm font-semibold">{t.hamyar.came}</legend>
          {group.members.map(({ memberId, name }) => (
            <label key={memberId} className="flex min-h-touch items-center gap-3">
              <input
                type="checkbox"
                className="size-6 shrink-0 accent-turquoise"
                checked={came.includes(memberId)}
                onChange={(change) =>
                  setCame(
                    change.target.checked ? [...came, memberId] : came.filter((one) => one !== memberId),
                  )
                }
              />
              <bdi>{name}</bdi>
            </label>
          ))}
        </fieldset>
      ) : null}
      <Button type="submit" size="field">
        {t.hamyar.save}
      </Button>
      <Button size="field" look="plain" onClick={onDone}>
        {t.hamyar.cancel}
      </Button>
    </form>
  )
}
