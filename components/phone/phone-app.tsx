'use client'

import { useEffect, useState } from 'react'
import { SignSheet } from '@/components/people/sign'
import { LinkButton } from '@/components/ui/link-button'
import { warmTwin } from '@/components/workshops/paper-twin/paper-twin'
import type { Locale } from '@/lib/shared/locale'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { PhoneHome } from './phone-home'
import type { PhoneLabels } from './phone-labels'
import { PhoneLock } from './phone-lock'
import { PhoneSheet } from './phone-sheet'
import { PhoneWordsProvider, usePhoneWords } from './phone-words'
import { useRoom } from './room-notice'
import { usePhone } from './use-phone'

type Props = { locale: Locale; labels: PhoneLabels; register: RegisterLabels }

/** Everything a phone carries, on one page: closed, the day, or one session's register (its id stands behind the #). */
export function PhoneApp({ locale, labels, register }: Props) {
  return (
    <PhoneWordsProvider labels={labels} locale={locale}>
      <PhoneScreens register={register} />
      <SignSheet />
    </PhoneWordsProvider>
  )
}

function PhoneScreens({ register }: { register: RegisterLabels }) {
  const { t, locale } = usePhoneWords()
  const { phone, newer, ...now } = usePhone()
  const session = useFragment()
  // Asked while she types her PIN: what it answers must not move the rows under her finger later.
  const room = useRoom()
  useEffect(warmTwin, [])
  const { outbox, pack } = now
  if (now.phase === 'open' && outbox && session) {
    return (
      <main id="main">
        <PhoneSheet
          key={session}
          sessionId={session}
          phone={phone}
          now={{ ...now, outbox, pack }}
          room={room}
          labels={register}
        />
      </main>
    )
  }
  return (
    <>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex min-h-14 max-w-2xl items-center justify-between gap-3 px-4">
          <p className="font-bold text-turquoise-deep">{t.title}</p>
          <a
            href={`/${locale}/help`}
            className="inline-flex min-h-touch items-center font-semibold text-pomegranate"
          >
            {t.help}
          </a>
        </div>
      </header>
      <main id="main" className="mx-auto grid max-w-2xl gap-6 px-4 py-4">
        {now.phase === 'open' && outbox ? (
          <PhoneHome phone={phone} now={{ ...now, outbox }} newer={newer} room={room} labels={register} />
        ) : now.phase === 'locked' ? (
          <PhoneLock phone={phone} now={now} />
        ) : now.phase === 'starting' ? (
          <p role="status">{t.starting}</p>
        ) : (
          <section className="grid gap-3">
            <h1 className="text-xl">{now.phase === 'empty' ? t.empty.title : t.unable.title}</h1>
            <p className="text-ink-2">{now.phase === 'empty' ? t.empty.line : t.unable.line}</p>
            <LinkButton href={`/${locale}/today`} size="field" look="primary">
              {t.today}
            </LinkButton>
          </section>
        )}
      </main>
    </>
  )
}

/** What stands behind the # of the address. */
function useFragment(): string {
  const [fragment, setFragment] = useState('')
  useEffect(() => {
    const read = () => setFragment(window.location.hash.slice(1))
    read()
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  return fragment
}
