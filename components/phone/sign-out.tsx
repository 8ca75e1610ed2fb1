'use client'

import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { LinkButton } from '@/components/ui/link-button'
import type { Locale } from '@/lib/shared/locale'
import { sentence } from '@/lib/workshops/register-sentence'
import type { PhoneLabels } from './phone-labels'
import { useUnsent } from './use-unsent'

type Props = {
  action: () => Promise<void>
  label: string
  owner: string
  locale: Locale
  labels: PhoneLabels
}

/** Signing out, as a form; with unsent work on this phone it first says that nothing is lost, and offers to send. */
export function SignOut({ action, label, owner, locale, labels: t }: Props) {
  const unsent = useUnsent(owner)
  const form = useRef<HTMLFormElement>(null)
  const sure = useRef(false)
  const [asking, setAsking] = useState(false)
  const n = unsent?.own ?? 0
  const hold = (event: FormEvent) => {
    if (n === 0 || sure.current) return
    event.preventDefault()
    setAsking(true)
  }
  const leave = () => {
    sure.current = true
    form.current?.requestSubmit()
  }
  return (
    <>
      <form ref={form} action={action} onSubmit={hold}>
        <Button type="submit" look="quiet" className="min-h-touch">
          {label}
        </Button>
      </form>
      {n > 0 ? (
        <Dialog
          open={asking}
          title={sentence(t.leave.title, { n }, locale)}
          closeLabel={t.close}
          onClose={() => setAsking(false)}
          actions={
            <>
              <LinkButton href={`/${locale}/phone`} look="primary" size="field">
                {t.leave.send}
              </LinkButton>
              <Button look="plain" size="field" onClick={leave}>
                {t.leave.out}
              </Button>
            </>
          }
        >
          <p>{t.leave.line}</p>
        </Dialog>
      ) : null}
    </>
  )
}
