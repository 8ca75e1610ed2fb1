'use client'

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { LinkButton } from '@/components/ui/link-button'
import { Register } from '@/components/workshops/register'
import { operationId } from '@/lib/client/operation-id'
import { dismiss } from '@/lib/client/phone/batches'
import { unsent } from '@/lib/client/phone/database'
import type { KeptOp, Outbox } from '@/lib/client/phone/outbox'
import { type Line, lineOf, type Pack } from '@/lib/client/phone/pack'
import type { Phone } from '@/lib/client/phone/phone'
import { createPhoneRegister, type PhoneRegister } from '@/lib/client/phone/register'
import { type Room, whileRecording } from '@/lib/client/phone/shell'
import { leaveUnheard } from '@/lib/client/phone/unheard'
import { dayAndTime } from '@/lib/shared/jalali'
import type { PackSession } from '@/lib/sync/pack'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { Disputes } from './disputes'
import { usePhoneWords } from './phone-words'
import { Rescue } from './rescue'
import { RoomLine } from './room-notice'
import { SmsTwin } from './sms-twin'
import { UnsentLines } from './unsent-lines'
import { usePhoneNow } from './use-phone'

type Props = {
  sessionId: string
  phone: Phone
  outbox: Outbox
  pack: Pack | null
  room: Room
  labels: RegisterLabels
}

/** One session's register on the phone. A session that is no longer hers shows only that what she recorded is kept. */
export function PhoneSheet(props: Props) {
  const { t, locale } = usePhoneWords()
  const { pack, sessionId } = props
  const line = useMemo(() => (pack ? lineOf(pack, sessionId) : null), [pack, sessionId])
  useEffect(whileRecording, [])
  useEffect(leaveUnheard, [])
  if (line) return <OpenSheet {...props} line={line} />
  return (
    <div className="mx-auto grid max-w-2xl gap-4 px-4 py-6">
      <p>{t.sheet.gone}</p>
      <LinkButton href={`/${locale}/phone#`} size="field" look="primary">
        {t.back}
      </LinkButton>
    </div>
  )
}

function OpenSheet({ line, phone, outbox, pack, room, labels }: Props & { line: Line }) {
  const { t, locale } = usePhoneWords()
  const offset = useRef(pack?.offset ?? 0)
  offset.current = pack?.offset ?? 0
  const [store] = useState(() =>
    createPhoneRegister(line, outbox, {
      newId: operationId,
      now: () => new Date(),
      officeNow: () => Date.now() + offset.current,
      locale,
      onWritten: phone.written,
    }),
  )
  useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot)
  const { session } = line
  const ops = outbox.of(session.sessionId)
  // Another tab's tap, or a newer sheet of the office's; one's own tap the store knows already.
  useEffect(() => {
    store.rebase(line)
    return outbox.subscribe(() => store.rebase(line))
  }, [store, outbox, line])
  useEffect(() => void outbox.warm().catch(() => {}), [outbox])
  const view = store.view()
  // Before recording, and it stays as long as the sheet is open: nothing moves under a finger.
  const [untouched] = useState(ops.length === 0)
  const warned = view.lockedCode === null && (untouched || room === 'full')
  const typing = view.headCount !== null && view.people.every((person) => !person.mark)
  return (
    <Register
      view={view}
      locale={locale}
      labels={labels}
      dayLabel={dayAndTime(session.dayIso, session.startTime, locale)}
      store={store}
      help={{ href: `/${locale}/help`, label: t.help }}
      backHref={`/${locale}/phone#`}
      signInHref={`/${locale}/sign-in`}
      kept={{
        typing,
        changed: changedSince(ops),
        state: <SheetState outbox={outbox} session={session} store={store} phone={phone} />,
        above: (
          <div className="grid gap-2 pb-2 empty:hidden">
            {warned ? <RoomLine room={room} /> : null}
            {store.unwritten() ? <WayOut phone={phone} /> : null}
            <Disputes disputes={session.disputes ?? []} people={line.group.people} />
          </div>
        ),
        done: { title: t.sheet.doneTitle, line: t.sheet.doneLine },
      }}
    />
  )
}

/** Taps of hers since she last handed the sheet in; ids made later are larger. */
function changedSince(ops: readonly KeptOp[]): number {
  const act = ops.findLast(({ sync }) => sync.op.kind === 'act')
  return ops.filter(({ id, seen, sync }) => !seen && sync.op.kind !== 'act' && (!act || id > act.id)).length
}

/** Nothing more can be written here: what was, can be carried away. Above the rows, where it covers none. */
function WayOut({ phone }: { phone: Phone }) {
  const { counts, pack } = usePhoneNow(phone)
  return counts.own > 0 && pack?.rescue ? <Rescue phone={phone} /> : null
}

type StateProps = { outbox: Outbox; session: PackSession; store: PhoneRegister; phone: Phone }

/** One line that is always true of this sheet: on the phone, on its way, at the office; in dispute, or waiting. */
function SheetState({ outbox, session, store, phone }: StateProps) {
  const { t, say } = usePhoneWords()
  const now = usePhoneNow(phone)
  const ops = outbox.of(session.sessionId)
  // A sheet taken along before the office told what was said has only the number of places.
  const conflicts = session.disputes ? 0 : (session.conflicts?.length ?? 0)
  const trouble = store.unwritten()
  if (trouble) {
    return (
      <div className="grid min-w-0 gap-2">
        <p role="alert" className="py-1 text-sm font-semibold text-pomegranate">
          ✗ {t.sheet[trouble]}
        </p>
        <UnsentLines counts={now.counts} />
      </div>
    )
  }
  const here = ops.filter(unsent)
  const waits = ops.filter((op) => op.state === 'waits')
  const sending = here.length > 0 && here.every((op) => op.state === 'sent') && now.sync === 'busy'
  const handedIn = here.some(({ sync: { op } }) => op.kind === 'act' && op.outcome === 'submit')
  const recorded = ops.length > 0 || store.view().version > 0
  const looks = {
    kept: 'text-saffron-ink',
    sent: 'text-ink-2',
    received: 'text-turquoise-deep',
    none: 'text-ink-2',
  }
  const signs = { kept: '●', sent: '…', received: '✓', none: '○' }
  const state = sending ? 'sent' : here.length > 0 ? 'kept' : recorded ? 'received' : 'none'
  const lay = () => {
    const db = phone.database()
    const read = waits.map((op) => op.id)
    if (db) void dismiss(db, read).then(() => outbox.refresh())
  }
  return (
    <div className="grid min-w-0 gap-0.5">
      <p className={`flex min-h-touch items-center gap-1.5 text-sm ${looks[state]}`}>
        <span aria-hidden="true">{signs[state]}</span>
        {state === 'kept' ? say(t.sheet.kept, { n: now.counts.own }) : t.sheet[state]}
      </p>
      <UnsentLines counts={state === 'kept' ? { ...now.counts, own: 0 } : now.counts} />
      {state === 'kept' && session.status === 'SUBMITTED' ? (
        <p className="text-sm text-ink-2">{t.sync.again}</p>
      ) : null}
      {state === 'kept' && session.smsCode && handedIn ? (
        <SmsTwin view={store.view()} code={session.smsCode} />
      ) : null}
      {conflicts > 0 ? (
        <p role="status" className="text-sm text-saffron-ink">
          ! {say(t.sheet.conflict, { n: conflicts })}
        </p>
      ) : null}
      {waits.length > 0 ? (
        <div role="status" className="flex flex-wrap items-center gap-x-3 text-sm text-saffron-ink">
          <p>! {say(t.sheet.waits, { n: waits.length })}</p>
          {waits.every((op) => op.agreed) ? (
            <button
              type="button"
              className="min-h-touch min-w-touch font-semibold text-lapis underline underline-offset-4"
              onClick={lay}
            >
              {t.sheet.dismiss}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
