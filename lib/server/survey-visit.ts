import 'server-only'
import { cookies } from 'next/headers'
import type { Visitor } from '@/db/commands/access/visitor'
import { type Visit, visitOf, visitText } from '@/lib/surveys/visit'
import { attemptOf } from './auth'
import { cookieKeys } from './sessions'

const name = () => `${cookieKeys().secure ? '__Host-' : ''}tabavar-survey`

/** The card this browser holds and how it is answered; gone with the browser's session. */
export async function readVisit(): Promise<Visit> {
  return visitOf((await cookies()).get(name())?.value)
}

export async function writeVisit(visit: Visit): Promise<void> {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: cookieKeys().secure } as const
  ;(await cookies()).set(name(), visitText(visit), options)
}

export async function dropVisit(): Promise<void> {
  ;(await cookies()).delete(name())
}

/** Who answers, as far as the request tells: her network. */
export async function visitorOf(): Promise<Visitor> {
  const { now, requestId, network } = await attemptOf()
  return { now, requestId, network }
}
