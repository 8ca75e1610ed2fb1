'use client'

import { useState } from 'react'
import type { PaperPicture } from '@/lib/client/paper-picture'
import type { TwinLabels } from '@/lib/workshops/paper-twin/labels'
import type { TwinLine } from '@/lib/workshops/paper-twin/review'
import type { Mark } from '@/lib/workshops/register-view'
import { MarkPill } from '../mark-sign'
import { chipLook, MinuteChips } from '../minutes-panel'
import { useRegisterWords } from '../register-words'
import { CutOut } from './cut-out'

type Props = {
  line: TwinLine
  /** What the register says of her now. */
  stored: Mark | null
  picture: PaperPicture
  netMinutes: number
  words: TwinLabels
  onAnswer: (mark: Mark | null) => void
}

const CHOICES = ['PRESENT', 'ABSENT', 'EXCUSED'] as const

/** One row: her name, what was read, and where she is asked, the row's piece of the picture with the answers below. */
export function TwinRow({ line, stored, picture, netMinutes, words, onAnswer }: Props) {
  const { say, number, mark: inWords } = useRegisterWords()
  const [changing, setChanging] = useState(false)
  const asks = line.why !== null || changing
  const face = (
    <>
      <span className="w-6 shrink-0 text-center text-sm text-ink-3">{number(line.row)}</span>
      <span className="min-w-0 flex-1 text-start font-medium">
        <bdi>{line.name}</bdi>
      </span>
      {line.mark ? <MarkPill mark={line.mark} words={inWords(line.mark)} /> : null}
    </>
  )
  const look = 'flex min-h-touch w-full min-w-0 flex-wrap items-center gap-x-2 gap-y-1 py-1'
  return (
    <li className="border-b border-line">
      {line.why === null ? (
        <button
          type="button"
          aria-label={say(words.change, { name: line.name })}
          aria-expanded={changing}
          className={`${look} rounded-lg`}
          onClick={() => setChanging(!changing)}
        >
          {face}
        </button>
      ) : (
        <div className={look}>{face}</div>
      )}
      {asks ? (
        <div className="grid gap-2 pb-3">
          {line.why ? (
            <p className="text-sm text-ink-2">
              {say(words.why[line.why], {
                said: line.said ? words.said[line.said] : '',
                stored: inWords(stored),
              })}
            </p>
          ) : null}
          <CutOut picture={picture} frame={line.frame} label={say(words.cut, { row: line.row })} />
          <div className="flex flex-wrap gap-1.5">
            {CHOICES.map((code) => (
              <button
                key={code}
                type="button"
                aria-pressed={line.mark?.code === code}
                className={chipLook(line.mark?.code === code)}
                onClick={() => onAnswer({ code, late: 0, early: 0, reason: null })}
              >
                {words.said[code]}
              </button>
            ))}
            <button
              type="button"
              aria-pressed={line.left}
              className={chipLook(line.left)}
              onClick={() => onAnswer(null)}
            >
              {words.leave}
            </button>
          </div>
          <MinuteChips
            label={words.said.LATE}
            value={line.mark?.code === 'LATE' ? line.mark.late : null}
            room={netMinutes}
            onPick={(late) => onAnswer({ code: late > 0 ? 'LATE' : 'PRESENT', late, early: 0, reason: null })}
          />
          {line.left ? <p className="text-sm text-ink-2">{words.leftAlone}</p> : null}
        </div>
      ) : null}
    </li>
  )
}
