import type { ReactNode } from 'react'
import type { RegisterStore } from '@/lib/client/register-store'
import type { Locale } from '@/lib/shared/locale'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import type { RegisterView } from '@/lib/workshops/register-view'
import type { AfterSaving } from './register-done'

/** What a register's screen is given, with a network or without. */
export type RegisterProps = {
  view: RegisterView
  locale: Locale
  labels: RegisterLabels
  /** Day and time in words («شنبه ۲۶ خرداد ۱۴۰۳، ۹:۳۰»), formatted on the server. */
  dayLabel: string
  /** Where taps go: to the office, or to the queue of a phone. */
  store: RegisterStore
  /** Values of the sentence of `view.lockedCode`, where it has some. */
  lockedValues?: Record<string, string | number>
  backHref: string
  /** Urgent help, one tap away from here too (it works signed out). */
  help: { href: string; label: string }
  signInHref: string
  /** What may be done once it is sent in: telling others the result, adding a picture. */
  after?: AfterSaving
  /** The register of a phone that carries it has other words for where a tap lies. */
  kept?: {
    /** She was counting when the page went away: the pad opens where she was. */
    typing: boolean
    /** Taps since she last handed it in. */
    changed: number
    state: ReactNode
    /** What is to be read before anything is recorded. */
    above: ReactNode
    done: { title: string; line: string }
  }
}
