'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { chipLook } from './minutes-panel'
import { useRegisterWords } from './register-words'

type Props = { open: boolean; marked: number; onClose: () => void; onCancelSession: (reason: string) => void }

/** The session did not take place: one reason, required (E-SES-07). */
export function CancelDialog({ open, marked, onClose, onCancelSession }: Props) {
  const { t, say, refusal } = useRegisterWords()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)

  function send() {
    if (reason.trim() === '') return setMissing(true)
    onCancelSession(reason.trim())
  }

  return (
    <Dialog
      open={open}
      title={t.cancel.title}
      closeLabel={t.minutes.close}
      onClose={onClose}
      actions={
        <>
          <Button size="field" look="plain" className="grow px-2 text-sm whitespace-nowrap" onClick={onClose}>
            {t.cancel.keep}
          </Button>
          <Button size="field" look="danger" className="grow px-2 text-sm whitespace-nowrap" onClick={send}>
            {t.cancel.send}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>{t.cancel.lead}</p>
        {marked > 0 ? <p className="text-saffron-ink">! {say(t.cancel.loses, { n: marked })}</p> : null}
        <div className="flex flex-wrap gap-1.5">
          {Object.entries(t.cancel.quick).map(([key, words]) => (
            <button
              key={key}
              type="button"
              aria-pressed={reason === words}
              className={chipLook(reason === words)}
              onClick={() => {
                setReason(words)
                setMissing(false)
              }}
            >
              {words}
            </button>
          ))}
        </div>
        <TextArea
          id="register-cancel-reason"
          label={t.cancel.reason}
          hint={t.details.hint}
          error={missing ? refusal('E-SES-07', {}) : undefined}
          size="field"
          rows={2}
          maxLength={300}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
            setMissing(false)
          }}
        />
      </div>
    </Dialog>
  )
}
