'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { Saving } from '@/lib/client/register-store'
import { useRegisterWords } from './register-words'

type Props = {
  saving: Saving
  unsaved: number
  /** Words that are not kept on the device are waiting to be sent. */
  looseWords: boolean
  keptOnDevice: boolean
  hasRecord: boolean
  canUndo: boolean
  canSubmit: boolean
  canCancel: boolean
  submitLabel: string
  signInHref: string
  /** The number pad or what is to be settled first; while the pad is open the acts step back. */
  children?: ReactNode
  actsHidden: boolean
  /** The children say it already. */
  stateHidden: boolean
  /** Said instead, where a tap lies elsewhere than at the office. */
  state?: ReactNode
  onUndo: () => void
  onSave: () => void
  onRetry: () => void
  onSubmit: () => void
  onCancel: () => void
}

/**
 * The thumb's place: where saving stands, undo, submit.
 * Sticky only where the screen is at least 34 rem high: with letters at 200 % it would hide the rows.
 */
export function RegisterFoot(props: Props) {
  const { saving, canUndo, canSubmit, canCancel, submitLabel, children, actsHidden, stateHidden } = props
  const { t } = useRegisterWords()
  const busy = saving.kind === 'saving'
  return (
    <footer className="z-2 will-change-transform contain-layout contain-style mt-auto border-t border-line bg-surface px-3 pt-1 pb-3 sm:px-4 sticky bottom-[min(0px,calc((100dvh-34rem)*999))]">
      <div className="mx-auto grid max-w-page gap-1.5 lg:grid-cols-[1fr_auto] lg:items-center lg:gap-x-8">
        <div className="empty:hidden lg:col-span-2">{children}</div>
        <div className="flex flex-wrap items-center justify-between gap-x-2">
          {stateHidden ? null : (props.state ?? <SaveState {...props} />)}
          {canUndo ? (
            <button
              type="button"
              className="inline-flex min-h-touch items-center gap-1.5 rounded-lg px-2 text-sm font-semibold text-lapis hover:bg-lapis-wash"
              onClick={props.onUndo}
            >
              <svg
                viewBox="0 0 16 16"
                aria-hidden="true"
                className="size-4 fill-none stroke-current stroke-2 rtl:-scale-x-100"
              >
                <path
                  d="M6 3L2.5 6.5 6 10M3 6.5h6a4 4 0 0 1 0 8H7"
                  strokeLinecap="round"
                  strokeLinejoin="round"
                />
              </svg>
              {t.undo}
            </button>
          ) : null}
        </div>
        {actsHidden ? null : (
          <div className="flex flex-wrap gap-2">
            <Button
              size="field"
              look="primary"
              className="flex-1 whitespace-nowrap font-bold lg:min-w-72"
              disabled={busy || !canSubmit}
              onClick={props.onSubmit}
            >
              {submitLabel}
            </Button>
            {canCancel ? (
              <Button
                size="field"
                look="plain"
                className="px-4 text-sm"
                disabled={busy}
                onClick={props.onCancel}
              >
                {t.cancel.open}
              </Button>
            ) : null}
          </div>
        )}
      </div>
    </footer>
  )
}

/** One line that is always true: nothing yet, not saved, on its way, in the register, or kept here. */
function SaveState(props: Props) {
  const { saving, unsaved, looseWords, keptOnDevice, hasRecord, signInHref, onSave, onRetry } = props
  const { t, say } = useRegisterWords()
  if (saving.kind === 'unsent') {
    const why = saving.why === 'signed-out' ? t.save.signedOut : t.save[saving.why]
    return (
      <div role="alert" className="grid min-w-0 basis-full gap-0.5 py-1 text-sm">
        <p className="font-semibold text-saffron-ink">! {keptOnDevice ? t.save.unsent : t.save.unsentOpen}</p>
        <p className="leading-snug text-ink-2">{why}</p>
        {looseWords ? <p className="leading-snug text-ink-2">{t.save.words}</p> : null}
        <div className="flex flex-wrap items-center gap-x-4">
          <TextAct onClick={onRetry}>{t.save.retry}</TextAct>
          {saving.why === 'signed-out' ? (
            <a href={signInHref} className="inline-flex min-h-touch min-w-touch items-center font-semibold">
              {t.save.signIn}
            </a>
          ) : null}
        </div>
      </div>
    )
  }
  if (saving.kind === 'saving') return <State look="text-ink-2" sign="…" live words={t.save.saving} />
  if (unsaved > 0) {
    return (
      <div className="flex min-w-0 items-center gap-1">
        <State look="text-saffron-ink" sign="●" words={say(t.save.unsaved, { n: unsaved })} />
        <TextAct onClick={onSave}>{t.save.now}</TextAct>
      </div>
    )
  }
  if (saving.kind === 'confirmed') {
    // A draft is kept, not handed in: the office sees nothing of it before "submit".
    const words = saving.outcome === 'draft' ? t.save.stored : t.save.confirmed
    return <State look="text-turquoise-deep" sign="✓" live words={words} />
  }
  if (hasRecord) return <State look="text-turquoise-deep" sign="✓" words={t.save.stored} />
  return <State look="text-ink-2" sign="○" words={t.save.none} />
}

type StateProps = { look: string; sign: string; words: string; live?: boolean }

/** Each tap is announced by itself; aloud here is only what becomes of the sending. */
function State({ look, sign, words, live = false }: StateProps) {
  return (
    <p role={live ? 'status' : undefined} className={`flex min-h-touch items-center gap-1.5 text-sm ${look}`}>
      <span aria-hidden="true">{sign}</span>
      {words}
    </p>
  )
}

function TextAct({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="min-h-touch min-w-touch rounded-lg px-2 text-sm font-semibold text-lapis underline underline-offset-4 hover:bg-lapis-wash"
      onClick={onClick}
    >
      {children}
    </button>
  )
}
