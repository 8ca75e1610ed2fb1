'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { Phone } from '@/lib/client/phone/phone'
import { readPin } from '@/lib/client/phone/vault'
import { usePhoneWords } from './phone-words'
import { PinField } from './pin-field'
import { UnsentLines } from './unsent-lines'
import { usePhoneNow } from './use-phone'

type Props = { phone: Phone }

/** The closed phone: a PIN, and how much of whose work lies here. No name is on this screen or in this tab. */
export function PhoneLock({ phone }: Props) {
  const now = usePhoneNow(phone)
  const { t, say } = usePhoneWords()
  const account = now.accounts.find(({ id }) => id === now.account)
  if (!account) return null
  const others = now.accounts.filter(({ id }) => id !== account.id)
  return (
    <section className="grid gap-4">
      <h1 className="text-xl">
        {account.hasPin ? t.lock.title : t.lock.goneTitle}
        {others.length > 0 ? ` · ${say(t.lock.who, { n: account.ordinal })}` : null}
      </h1>
      {account.hasPin ? (
        <PinForm key={account.id} phone={phone} />
      ) : (
        <NewPin key={account.id} phone={phone} />
      )}
      <UnsentLines counts={now.counts} />
      {others.length > 0 ? (
        <fieldset className="grid gap-2">
          <legend className="pb-1 text-sm font-semibold">{t.lock.others}</legend>
          {others.map(({ id, ordinal }) => (
            <Button key={id} size="field" look="plain" onClick={() => void phone.choose(id)}>
              {say(t.lock.who, { n: ordinal })}
            </Button>
          ))}
        </fieldset>
      ) : null}
    </section>
  )
}

function PinForm({ phone }: { phone: Phone }) {
  const { t, say } = usePhoneWords()
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const open = async (event: FormEvent) => {
    event.preventDefault()
    const pin = readPin(typed)
    if (!pin) return setError(t.lock.notPin)
    setBusy(true)
    const left = await phone.unlock(pin).catch(() => 'unwritten' as const)
    setBusy(false)
    // A try is written down before it is made; where nothing can be written there is none.
    if (left === 'unwritten') return setError(t.lock.unwritten)
    setTyped('')
    if (left !== null) setError(say(t.lock.left, { n: left }))
  }
  return (
    <form className="grid gap-3" onSubmit={(event) => void open(event)}>
      <PinField id="pin" label={t.lock.pin} value={typed} error={error} onType={setTyped} />
      <Button type="submit" size="field" disabled={busy}>
        {busy ? t.lock.opening : t.lock.open}
      </Button>
    </form>
  )
}

/** After five wrong ones: the office's secret, which only her own sign-in gets, opens it under a new PIN. */
function NewPin({ phone }: { phone: Phone }) {
  const { t, locale } = usePhoneWords()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const set = async (event: FormEvent) => {
    event.preventDefault()
    const read = readPin(pin)
    if (!read) return setError(t.lock.notPin)
    if (read !== readPin(again)) return setError(t.lock.differ)
    setBusy(true)
    const why = await phone.renewPin(read).catch(() => 'unwritten' as const)
    setBusy(false)
    if (why === null) return
    const said = {
      unwritten: t.lock.unwritten,
      stranger: t.lock.stranger,
      'signed-out': t.lock.signedOut,
      offline: t.lock.offline,
      renew: t.sync.renew,
      trouble: t.sync.trouble,
      withdrawn: t.sync.withdrawn,
    }
    setError(said[why])
  }
  return (
    <>
      <Notice kind="warn" kindLabel={t.kind.warn}>
        {t.lock.goneLine}
      </Notice>
      <LinkButton href={`/${locale}/sign-in?next=${encodeURIComponent(`/${locale}/phone`)}`} size="field">
        {t.lock.signIn}
      </LinkButton>
      <form className="grid gap-3" onSubmit={(event) => void set(event)}>
        <PinField
          id="pin"
          label={t.lock.newPin}
          hint={t.lock.hint}
          value={pin}
          error={error}
          onType={setPin}
        />
        <PinField id="pin-again" label={t.lock.again} value={again} onType={setAgain} />
        <Button type="submit" size="field" disabled={busy}>
          {busy ? t.lock.opening : t.lock.set}
        </Button>
      </form>
    </>
  )
}
