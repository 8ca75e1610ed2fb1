'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'

type Props = {
  open: boolean
  title: string
  closeLabel: string
  onClose: () => void
  /** Room for two things beside each other, where the screen has it. */
  wide?: boolean
  /** The acts, at the end: the safe one first. */
  actions?: ReactNode
  children: ReactNode
}

/** The browser's own dialog: it holds the focus, Escape closes it, and focus returns where it was. */
export function Dialog({ open, title, closeLabel, onClose, wide = false, actions, children }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = box.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog
      ref={box}
      aria-labelledby={titleId}
      onClose={onClose}
      className={`max-h-[calc(100dvh-1rem)] ${wide ? 'w-[min(68rem,calc(100vw-1rem))]' : 'w-[min(34rem,calc(100vw-2rem))]'} rounded-lg border border-line-2 bg-surface p-0 text-ink shadow-card`}
    >
      <div className="grid gap-3 p-4 sm:gap-4 sm:p-5">
        <div className="flex items-start justify-between gap-4">
          <h2 id={titleId} className="text-lg">
            {title}
          </h2>
          <button
            type="button"
            onClick={onClose}
            aria-label={closeLabel}
            className="-me-2 -mt-1 grid size-touch shrink-0 place-items-center rounded-lg text-lg text-ink-2 hover:bg-sunk"
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
        <div>{children}</div>
        {actions ? <div className="flex flex-wrap justify-end gap-2">{actions}</div> : null}
      </div>
    </dialog>
  )
}
