'use client'

import { type ComponentType, useEffect, useState } from 'react'
import { SignSheet } from '@/components/people/sign'
import { LinkButton } from '@/components/ui/link-button'
import type { PhoneSnapshot } from '@/lib/client/phone/phone'
import type { Locale } from '@/lib/shared/locale'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import type { PhoneLabels } from './phone-labels'
import { PhoneLock } from './phone-lock'
import type { PhoneOpenProps } from './phone-open'
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
  const { phone, newer, phase, outbox, pack } = usePhone()
  const session = useFragment()
  const Open = useOpen(phase)
  // Asked while she types her PIN: what it answers must not move the rows under her finger later.
  const room = useRoom(phase !== 'starting')
  const behind =
    phase === 'open' && outbox && Open ? (
      <Open
        session={session}
        phone={phone}
        outbox={outbox}
        pack={pack}
        newer={newer}
        room={room}
        labels={register}
      />
    ) : null
  if (behind && session) return <main id="main">{behind}</main>
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
        {behind ??
          (phase === 'locked' ? (
            <PhoneLock phone={phone} />
          ) : phase === 'starting' || phase === 'open' ? (
            <p role="status">{t.starting}</p>
          ) : (
            <section className="grid gap-3">
              <h1 className="text-xl">{phase === 'empty' ? t.empty.title : t.unable.title}</h1>
              <p className="text-ink-2">{phase === 'empty' ? t.empty.line : t.unable.line}</p>
              <LinkButton href={`/${locale}/today`} size="field" look="primary">
                {t.today}
              </LinkButton>
            </section>
          ))}
      </main>
    </>
  )
}

/**
 * The screens behind the PIN come while she types it; the closed phone stands sooner without them. Where they did not
 * come, they are asked for again once it is open.
 */
function useOpen(phase: PhoneSnapshot['phase']): ComponentType<PhoneOpenProps> | null {
  const [Open, setOpen] = useState<ComponentType<PhoneOpenProps> | null>(null)
  useEffect(() => {
    if (phase === 'starting') return
    import('./phone-open').then(
      (found) => setOpen(() => found.PhoneOpen),
      () => {},
    )
  }, [phase])
  return Open
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
