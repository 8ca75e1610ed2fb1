'use client'

import { useEffect } from 'react'
import { warmTwin } from '@/components/workshops/paper-twin/paper-twin'
import type { Outbox } from '@/lib/client/phone/outbox'
import type { Pack } from '@/lib/client/phone/pack'
import type { Phone } from '@/lib/client/phone/phone'
import type { Room } from '@/lib/client/phone/shell'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { PhoneBook } from './phone-book'
import { PhoneGroup } from './phone-group'
import { bookHash, groupHash, PhoneHome } from './phone-home'
import { PhoneSheet } from './phone-sheet'

export type PhoneOpenProps = {
  /** A session's id, a hamyar group or its book, or nothing: the day. */
  session: string
  phone: Phone
  outbox: Outbox
  pack: Pack | null
  newer: boolean
  room: Room
  labels: RegisterLabels
}

/** What stands behind the PIN: the day, one session's register, a hamyar group, or its book. */
export function PhoneOpen({ session, newer, ...rest }: PhoneOpenProps) {
  useEffect(warmTwin, [])
  const { pack } = rest
  const group = pack?.hamyar?.find(({ groupId }) => session === groupHash(groupId))
  if (pack && group) return <PhoneGroup key={session} {...rest} pack={pack} group={group} />
  const book = pack?.books?.find(({ groupId }) => session === bookHash(groupId))
  if (pack && book) return <PhoneBook key={session} {...rest} pack={pack} book={book} />
  if (session) return <PhoneSheet key={session} sessionId={session} {...rest} />
  return <PhoneHome newer={newer} {...rest} />
}
