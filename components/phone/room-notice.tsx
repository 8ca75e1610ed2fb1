'use client'

import { useEffect, useState } from 'react'
import { Notice } from '@/components/ui/notice'
import { type Room, roomOf } from '@/lib/client/phone/shell'
import { usePhoneWords } from './phone-words'

/** Says before anything is recorded that this browser may not keep it, or has no room left. */
export function RoomNotice({ room }: { room: Room }) {
  const { t } = usePhoneWords()
  if (room === 'kept') return null
  return (
    <Notice kind="warn" kindLabel={t.kind.warn}>
      {room === 'full' ? t.store.full : t.store.notKept}
    </Notice>
  )
}

/** The same on a sheet, in a line: on a small phone the rows and the way to the paper must stay in sight. */
export function RoomLine({ room }: { room: Room }) {
  const { t } = usePhoneWords()
  if (room === 'kept') return null
  return <p className="text-sm text-saffron-ink">! {room === 'full' ? t.store.full : t.store.notKeptLine}</p>
}

/** Asked on every opening, once the screen stands: a promise not given yesterday may be given today. */
export function useRoom(stands: boolean): Room {
  const [room, setRoom] = useState<Room>('kept')
  useEffect(() => {
    if (stands) void roomOf().then(setRoom, () => setRoom('not-kept'))
  }, [stands])
  return room
}
