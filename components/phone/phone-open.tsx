'use client'

import { useEffect } from 'react'
import { warmTwin } from '@/components/workshops/paper-twin/paper-twin'
import type { Outbox } from '@/lib/client/phone/outbox'
import type { Pack } from '@/lib/client/phone/pack'
import type { Phone } from '@/lib/client/phone/phone'
import type { Room } from '@/lib/client/phone/shell'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { PhoneHome } from './phone-home'
import { PhoneSheet } from './phone-sheet'

export type PhoneOpenProps = {
  /** A session's id, or nothing: the day. */
  session: string
  phone: Phone
  outbox: Outbox
  pack: Pack | null
  newer: boolean
  room: Room
  labels: RegisterLabels
}

/** What stands behind the PIN: the day, or one session's register. */
export function PhoneOpen({ session, newer, ...rest }: PhoneOpenProps) {
  useEffect(warmTwin, [])
  if (session) return <PhoneSheet key={session} sessionId={session} {...rest} />
  return <PhoneHome newer={newer} {...rest} />
}
