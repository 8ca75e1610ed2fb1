'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { isAble } from '@/lib/client/phone/database'
import { takeAlong } from '@/lib/client/phone/take-along'
import { readPin } from '@/lib/client/phone/vault'
import type { Locale } from '@/lib/shared/locale'
import type { PhoneLabels } from './phone-labels'
import { PinField } from './pin-field'
import { useUnsent } from './use-unsent'

type Props = { owner: string; locale: Locale; labels: PhoneLabels }

/** «همراه بردن»: a PIN, and the sessions of this account lie on this phone; or the way to them. */
export function TakeAlong({ owner, locale, labels: t }: Props) {
  const unsent = useUnsent(owner)
  const [able, setAble] = useState(true)
  const [asking, setAsking] = useState(false)
  useEffect(() => setAble(isAble()), [])
  if (!able || unsent?.unable) {
    return (
      <Notice kind="info" kindLabel={t.kind.info} title={t.unable.title}>
        {t.unable.line}
      </Notice>
    )
  }
  if (unsent === null) return null
  return (
    <section aria-label={t.take.title} className="grid gap-3 rounded-lg border border-line bg-surface p-4">
      <p className="text-ink-2">{unsent.there ? t.take.there : t.take.line}</p>
      {unsent.there ? (
        <LinkButton href={`/${locale}/phone`} size="field">
          {t.take.open}
        </LinkButton>
      ) : asking ? (
        <PinForm owner={owner} locale={locale} labels={t} />
      ) : (
        <Button size="field" look="plain" onClick={() => setAsking(true)}>
          {t.take.button}
        </Button>
      )}
    </section>
  )
}

function PinForm({ owner, locale, labels: t }: Props) {
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [error, setError] = useState<string>()
  const [failed, setFailed] = useState(false)
  const [busy, setBusy] = useState(false)
  const take = async (event: FormEvent) => {
    event.preventDefault()
    const read = readPin(pin)
    if (!read) return setError(t.lock.notPin)
    if (read !== readPin(again)) return setError(t.lock.differ)
    setError(undefined)
    setBusy(true)
    const name = /Android|iPhone|Windows|Linux|Mac/.exec(navigator.userAgent)?.[0] ?? ''
    const ready = await takeAlong({ owner, pin: read, name }).catch(() => false)
    if (ready) window.location.assign(`/${locale}/phone`)
    else {
      setBusy(false)
      setFailed(true)
    }
  }
  return (
    <form className="grid gap-3" onSubmit={(event) => void take(event)}>
      <PinField
        id="take-pin"
        label={t.take.pin}
        hint={t.lock.hint}
        value={pin}
        error={error}
        onType={setPin}
      />
      <PinField id="take-pin-again" label={t.lock.again} value={again} onType={setAgain} />
      {failed ? (
        <Notice kind="error" kindLabel={t.kind.error} live>
          {t.take.failed}
        </Notice>
      ) : null}
      <Button type="submit" size="field" disabled={busy}>
        {busy ? t.take.busy : t.take.button}
      </Button>
    </form>
  )
}
