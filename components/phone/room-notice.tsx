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

/** Asked on every opening: a promise not given yesterday may be given today. */
export function useRoom(): Room {
  const [room, setRoom] = useState<Room>('kept')
  useEffect(() => {
    void roomOf().then(setRoom, () => setRoom('not-kept'))
  }, [])
  return room
}
