'use client'

import type { KeyboardEvent } from 'react'
import { Button } from '@/components/ui/button'
import { latinDigits } from '@/lib/shared/number'
import type { Balance, Counts } from '@/lib/workshops/register-balance'
import { useRegisterWords } from './register-words'

const STEP =
  'grid size-touch shrink-0 place-items-center rounded-lg border border-edge bg-surface text-2xl leading-none hover:bg-sunk disabled:opacity-55'

type Props = {
  title: string
  back: { href: string; label: string }
  help: { href: string; label: string }
  /** Nothing was recorded here: the counts would only say nought. */
  titleOnly: boolean
  line: string
  counts: Counts
  guests: number
  balance: Balance
  head: number | null
  locked: boolean
  padId: string
  padOpen: boolean
  onStep: (by: 1 | -1) => void
  onDigit: (digit: number) => void
  onPad: () => void
  onAllPresent: () => void
}

/**
 * What session this is, how many are in the room, and how far the marks have come. Stays in sight while rows scroll.
 * Sticky only where the screen is at least 34 rem high: with letters at 200 % it would hide the rows.
 */
export function RegisterHead(props: Props) {
  const { title, back, help, titleOnly, line } = props
  return (
    <header className="z-2 will-change-transform contain-layout contain-style border-b border-line bg-surface px-3 pt-2.5 pb-2 sm:px-4 sticky top-[min(0px,calc((100dvh-34rem)*999))]">
      <div className="mx-auto grid max-w-page gap-1.5 lg:grid-cols-[1fr_auto] lg:items-center lg:gap-x-8">
        <div className="-ms-3 flex min-w-0 items-center">
          <a
            href={back.href}
            className="grid size-touch shrink-0 place-items-center rounded-lg text-ink-2 hover:bg-sunk"
          >
            <svg
              viewBox="0 0 16 16"
              aria-hidden="true"
              className="size-5 fill-none stroke-current stroke-2 rtl:-scale-x-100"
            >
              <path d="M10 3L5 8l5 5" strokeLinecap="round" strokeLinejoin="round" />
            </svg>
            <span className="sr-only">{back.label}</span>
          </a>
          <div className="min-w-0 flex-1">
            <h1 className="text-lg leading-snug">{title}</h1>
            <p className="text-sm leading-snug text-ink-2">{line}</p>
          </div>
          <a
            href={help.href}
            className="-me-1 inline-flex min-h-touch min-w-touch shrink-0 items-center justify-center rounded-lg px-1 text-sm font-semibold text-pomegranate no-underline hover:bg-pomegranate-wash"
          >
            {help.label}
          </a>
        </div>
        {titleOnly ? null : <Tally {...props} />}
      </div>
    </header>
  )
}

/** How many are in the room, and how far the marks have come. */
function Tally(props: Props) {
  const { counts, guests, balance, head, locked, padId, padOpen, onStep, onDigit, onPad, onAllPresent } =
    props
  const { t, say, number } = useRegisterWords()

  function onKeyDown(event: KeyboardEvent) {
    const digit = latinDigits(event.key)
    if (/^\d$/.test(digit)) onDigit(Number(digit))
    else if (event.key === 'ArrowUp') onStep(1)
    else if (event.key === 'ArrowDown') onStep(-1)
    else return
    event.preventDefault()
  }

  const shown = head === null ? (balance.kind === 'later' ? t.head.later : t.head.none) : number(head)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-sm">{t.head.question}</span>
        {locked ? (
          <b className={`ms-auto ${head === null ? 'text-sm' : 'text-2xl'}`}>{shown}</b>
        ) : (
          <div className="ms-auto flex items-center gap-1">
            <button
              type="button"
              className={STEP}
              aria-label={t.head.fewer}
              disabled={!head}
              onClick={() => onStep(-1)}
            >
              −
            </button>
            <button
              type="button"
              className={`min-h-touch min-w-12 border-b-2 px-1 text-center ${padOpen ? 'border-turquoise' : 'border-edge'} ${head === null ? 'max-w-24 text-xs leading-tight text-ink-2' : 'text-2xl font-bold'}`}
              aria-label={say(t.head.open, { n: shown })}
              aria-expanded={padOpen}
              aria-controls={padId}
              onClick={onPad}
              onKeyDown={onKeyDown}
            >
              {shown}
            </button>
            <button type="button" className={STEP} aria-label={t.head.more} onClick={() => onStep(1)}>
              +
            </button>
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 lg:col-span-2">
        <div className="min-w-0 text-sm leading-normal">
          <p>
            <Count n={counts.present} word={t.counts.present} />
            {' · '}
            {counts.late > 0 ? (
              <>
                <Count n={counts.late} word={t.counts.late} />
                {' · '}
              </>
            ) : null}
            <Count n={counts.absent} word={t.counts.absent} />
            {guests > 0 ? (
              <>
                {' · '}
                <Count n={guests} word={t.counts.guests} />
              </>
            ) : null}
          </p>
          {counts.unmarked > 0 ? (
            <p>
              <Count n={counts.unmarked} word={t.counts.unmarked} />
            </p>
          ) : null}
          <BalanceLine balance={balance} unmarked={counts.unmarked} />
        </div>
        {!locked && !padOpen && counts.unmarked > 0 ? (
          <Button size="field" look="done" className="ms-auto whitespace-nowrap" onClick={onAllPresent}>
            {counts.unmarked === counts.total ? t.allPresent : t.restPresent}
          </Button>
        ) : null}
      </div>
      <div className="lg:col-span-2">
        <CountBar counts={counts} />
      </div>
    </>
  )
}

function Count({ n, word }: { n: number; word: string }) {
  const { number } = useRegisterWords()
  return (
    <>
      <b>{number(n)}</b> {word}
    </>
  )
}

/** Head count against marks, once everybody is marked; before that the two differ by nature. */
function BalanceLine({ balance, unmarked }: { balance: Balance; unmarked: number }) {
  const { t, say } = useRegisterWords()
  if (unmarked > 0) return null
  if (balance.kind === 'match') return <p className="font-semibold text-turquoise-deep">✓ {t.head.match}</p>
  if (balance.kind === 'later') return <p className="text-saffron-ink">! {t.head.laterSet}</p>
  if (balance.kind !== 'differs') return null
  return <p className="font-semibold text-saffron-ink">! {say(t.head.differs, balanceValues(balance))}</p>
}

function balanceValues(balance: Extract<Balance, { kind: 'differs' }>) {
  return { head: balance.head, here: balance.here }
}

/** The same counts as lengths; drawn, not styled inline. Absent is hatched so that it is read without colour. */
function CountBar({ counts }: { counts: Counts }) {
  const unit = counts.total === 0 ? 0 : 100 / counts.total
  const present = counts.present * unit
  const late = counts.late * unit
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height="6"
      className="block overflow-hidden rounded-full rtl:-scale-x-100"
    >
      <pattern
        id="register-absent"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" className="fill-pomegranate" />
        <rect width="2" height="6" className="fill-surface" />
      </pattern>
      <rect width="100%" height="6" className="fill-unwoven" />
      <rect width={`${present}%`} height="6" className="fill-turquoise" />
      <rect x={`${present}%`} width={`${late}%`} height="6" className="fill-saffron" />
      <rect
        x={`${present + late}%`}
        width={`${counts.absent * unit}%`}
        height="6"
        fill="url(#register-absent)"
      />
    </svg>
  )
}
