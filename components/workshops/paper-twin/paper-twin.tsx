'use client'

import { type ComponentType, useEffect, useState } from 'react'
import { Notice } from '@/components/ui/notice'
import type { TwinLabels } from '@/lib/workshops/paper-twin/labels'
import type { RegisterAction } from '@/lib/workshops/register'
import type { Mark, RegisterView } from '@/lib/workshops/register-view'
import { useRegisterWords } from '../register-words'
import type { TwinScreenProps } from './twin-screen'

type Props = {
  view: RegisterView
  marks: Record<string, Mark | null>
  onAct: (action: RegisterAction) => void
}

const load = () => import('./twin-screen').then((module) => module.TwinScreen)

/** Does something once the browser has nothing else to do, if the page is still there; in browsers that can tell. */
function whenIdle(work: () => unknown): (() => void) | undefined {
  const asked = window.requestIdleCallback?.(work, { timeout: 10_000 })
  return asked === undefined ? undefined : () => window.cancelIdleCallback(asked)
}

/** Brings the reader onto a phone that will be taken where no network is. */
export const warmTwin = () => whenIdle(() => load().catch(() => {}))

/**
 * The way from the register to its sheet of paper. The reader comes by itself: when it is asked for, or once the phone has
 * nothing else to do, so that it is there where no network is.
 */
export function PaperTwin(props: Props) {
  const { paper } = useRegisterWords().t
  return paper ? <TwinDoor {...props} words={paper} /> : null
}

function TwinDoor({ view, marks, onAct, words }: Props & { words: TwinLabels }) {
  const { t, say } = useRegisterWords()
  const [Screen, setScreen] = useState<ComponentType<TwinScreenProps> | null>(null)
  const [open, setOpen] = useState(false)
  const [missing, setMissing] = useState(false)
  const [put, setPut] = useState<number | null>(null)
  // Not drawn with every tap before somebody has asked for it.
  const [used, setUsed] = useState(false)
  const asked = open && !Screen

  useEffect(
    () =>
      whenIdle(() =>
        load().then(
          (screen) => setScreen(() => screen),
          () => {},
        ),
      ),
    [],
  )

  const enter = () => {
    setOpen(true)
    setUsed(true)
    setMissing(false)
    setPut(null)
    if (!Screen)
      load().then(
        (screen) => setScreen(() => screen),
        () => setMissing(true),
      )
  }
  return (
    <div className="grid gap-2 pb-2 lg:col-span-2">
      <button
        type="button"
        onClick={enter}
        className="inline-flex min-h-touch items-center gap-2 justify-self-start rounded-lg px-2 text-sm font-semibold text-lapis hover:bg-lapis-wash"
      >
        <svg viewBox="0 0 16 16" aria-hidden="true" className="size-5 fill-none stroke-current stroke-[1.5]">
          <path d="M2 5h3l1-1.5h4L11 5h3v8H2zM8 11.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z" />
        </svg>
        {words.open}
      </button>
      {asked && !missing ? <p className="px-2 text-sm text-ink-2">{words.loading}</p> : null}
      {missing ? (
        <Notice kind="warn" kindLabel={t.kind.warn} live>
          {words.notLoaded}
        </Notice>
      ) : null}
      {put !== null ? (
        <Notice kind="success" kindLabel={t.kind.success} live>
          {say(words.done, { n: put })}
        </Notice>
      ) : null}
      {Screen && used ? (
        <Screen
          open={open}
          view={view}
          marks={marks}
          words={words}
          onClose={() => setOpen(false)}
          onPut={(read, head) => {
            onAct({ type: 'paper', marks: read })
            for (const [at, digit] of [...head].entries())
              onAct({ type: 'digit', digit: Number(digit), fresh: at === 0 })
            setPut(Object.keys(read).length)
            setOpen(false)
          }}
        />
      ) : null}
    </div>
  )
}
