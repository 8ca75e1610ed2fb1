'use client'

import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { NextSessions, SessionCard, type SessionCardView } from '@/components/workshops/session-card'
import { dayOf } from '@/lib/client/phone/day'
import type { Outbox } from '@/lib/client/phone/outbox'
import type { Line, Pack } from '@/lib/client/phone/pack'
import type { Phone } from '@/lib/client/phone/phone'
import { sheetStatus } from '@/lib/client/phone/sheet'
import { type Room, renewShell } from '@/lib/client/phone/shell'
import { dayAndTime, formatDay } from '@/lib/shared/jalali'
import { formatHours, localDigits } from '@/lib/shared/number'
import { tehranDay, tehranTime } from '@/lib/shared/tehran'
import type { PackGroup } from '@/lib/sync/pack'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { usePhoneWords } from './phone-words'
import { RoomNotice } from './room-notice'
import { SyncState } from './sync-state'
import { UnsentLines } from './unsent-lines'
import { lockPhone, usePhoneNow } from './use-phone'

type Props = {
  phone: Phone
  outbox: Outbox
  pack: Pack | null
  newer: boolean
  room: Room
  labels: RegisterLabels
}

export const groupHash = (groupId: string) => `g-${groupId}`
export const bookHash = (groupId: string) => `b-${groupId}`

/** Her day out of what she took along: sessions, hours, and what the office has not got yet. */
export function PhoneHome({ phone, outbox, pack, newer, room, labels }: Props) {
  const { t, locale } = usePhoneWords()
  const now = usePhoneNow(phone)
  const status = ({ session }: Line) => sheetStatus(session, outbox.of(session.sessionId))
  const day = pack ? dayOf(pack, Date.now(), status) : { today: [], waiting: [], next: [] }
  // Whose whole work is with hamyar groups has no day of sessions here; her pages with a network are the desk or the book.
  const hers = pack !== null && pack.groups.length === 0
  const hamyar = hers && pack.hamyar?.length ? 'desk' : hers && pack.books?.length ? 'book' : null
  const card = (line: Line): SessionCardView => ({
    sessionId: line.session.sessionId,
    href: `#${line.session.sessionId}`,
    seq: line.session.seq,
    placeName: locale === 'fa' ? line.group.placeFa : line.group.placeEn,
    moduleTitle: locale === 'fa' ? line.session.moduleTitleFa : line.session.moduleTitleEn,
    dayLabel: dayAndTime(line.session.dayIso, line.session.startTime, locale),
    status: status(line),
    people: Object.keys(line.session.marks).length,
    returnReason: line.session.returnReason,
  })
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 truncate font-semibold">
          <bdi>{pack?.account.name}</bdi>
        </p>
        <Button size="field" look="plain" onClick={() => lockPhone(phone)}>
          {t.lock.button}
        </Button>
      </div>
      {newer ? (
        <Notice kind="info" kindLabel={t.kind.info} title={t.home.renew}>
          <Button size="field" look="plain" className="mt-2" onClick={() => void renewShell()}>
            {t.home.renewButton}
          </Button>
        </Notice>
      ) : null}
      <RoomNotice room={room} />
      {hamyar ? (
        <Part title={t.hamyar.mine} level={1}>
          {pack?.hamyar?.map(({ groupId, nameFa }) => (
            <LinkButton key={groupId} href={`#${groupHash(groupId)}`} size="field">
              <bdi>{nameFa}</bdi>
            </LinkButton>
          ))}
          {pack?.books?.map(({ groupId, nameFa }) => (
            <LinkButton key={groupId} href={`#${bookHash(groupId)}`} size="field">
              {t.hamyar.book} · <bdi>{nameFa}</bdi>
            </LinkButton>
          ))}
        </Part>
      ) : (
        <Part title={t.home.today} level={1}>
          {day.today.length === 0 ? <p className="text-ink-2">{t.home.none}</p> : null}
          {day.today.map(card).map((session) => (
            <SessionCard key={session.sessionId} session={session} labels={labels} locale={locale} />
          ))}
        </Part>
      )}
      {day.waiting.length > 0 ? (
        <Part title={t.home.waiting}>
          {day.waiting.map(card).map((session) => (
            <SessionCard
              key={session.sessionId}
              session={session}
              labels={labels}
              locale={locale}
              heading="h3"
            />
          ))}
        </Part>
      ) : null}
      <Part title={t.home.work}>
        <SyncState phone={phone} now={now} />
        <UnsentLines counts={{ own: 0, others: now.counts.others }} />
        {pack ? (
          <p className="text-sm text-ink-2">
            <Pulled at={pack.pulledAt + pack.offset} />
          </p>
        ) : null}
      </Part>
      {hamyar ? null : (
        <Part title={t.home.next}>
          <NextSessions sessions={day.next.map(card)} labels={labels} locale={locale} />
        </Part>
      )}
      {pack?.groups.map((group) => (
        <Hours key={group.cohortId} group={group} />
      ))}
      <LinkButton href={`/${locale}/${hamyar ?? 'today'}`} size="field">
        {hamyar ? t.hamyar.online : t.today}
      </LinkButton>
    </>
  )
}

function Part({ title, level = 2, children }: { title: string; level?: 1 | 2; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="grid gap-3">
      {level === 1 ? (
        <h1 id={id} className="text-xl">
          {title}
        </h1>
      ) : (
        <h2 id={id} className="text-lg">
          {title}
        </h2>
      )}
      {children}
    </section>
  )
}

function Pulled({ at }: { at: number }) {
  const { t, say, locale } = usePhoneWords()
  const moment = new Date(at)
  return say(t.home.pulled, {
    day: formatDay(tehranDay(moment), locale, 'long'),
    time: localDigits(tehranTime(moment), locale),
  })
}

/** Hours earned and what may still be missed, of everybody in the group. */
function Hours({ group }: { group: PackGroup }) {
  const { t, say, locale } = usePhoneWords()
  return (
    <details className="rounded-lg border border-line bg-surface">
      <summary className="flex min-h-touch cursor-pointer items-center px-4 font-semibold">
        {say(t.home.hours, { place: locale === 'fa' ? group.placeFa : group.placeEn })}
      </summary>
      <ol className="divide-y divide-line border-t border-line">
        {group.people.map((person) => (
          <li key={person.personId} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2">
            <span className="min-w-0 flex-1 font-medium">
              <bdi>{person.name}</bdi>
            </span>
            <span className="text-sm text-ink-2">
              {say(t.home.person, {
                earned: formatHours(person.earnedMinutes, locale),
                possible: formatHours(person.possibleMinutes, locale),
              })}
            </span>
            {person.mayMissMinutes === null ? null : (
              <span className="basis-full text-sm text-ink-2">
                {person.mayMissMinutes > 0
                  ? say(t.home.mayMiss, { n: formatHours(person.mayMissMinutes, locale) })
                  : t.home.mayMissNone}
              </span>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
