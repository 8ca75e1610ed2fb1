'use client'

import type { PaperPicture } from '@/lib/client/paper-picture'
import type { TwinLabels } from '@/lib/workshops/paper-twin/labels'
import type { Review } from '@/lib/workshops/paper-twin/review'
import type { Mark, RegisterView } from '@/lib/workshops/register-view'
import { useRegisterWords } from '../register-words'
import { TwinHead } from './twin-head'
import { TwinPicture } from './twin-picture'
import { TwinRow } from './twin-row'

type Props = {
  view: RegisterView
  stored: Record<string, Mark | null>
  picture: PaperPicture
  review: Review
  words: TwinLabels
  /** The head count she reads from the picture, in digits; empty where she says nothing. */
  head: string
  onHead: (digits: string) => void
  onAnswer: (personId: string, mark: Mark | null) => void
}

/** The picture beside what was read from it: first what only she can say, then what was clear. */
export function TwinReview({ view, stored, picture, review, words, head, onHead, onAnswer }: Props) {
  const { say } = useRegisterWords()
  const asked = review.lines.filter(({ why }) => why !== null)
  const clear = review.lines.filter(({ why }) => why === null)
  const others = view.people.length - review.lines.length
  const rows = (lines: typeof asked) =>
    lines.map((line) => (
      <TwinRow
        key={line.personId}
        line={line}
        stored={stored[line.personId] ?? null}
        picture={picture}
        netMinutes={view.netMinutes}
        words={words}
        onAnswer={(mark) => onAnswer(line.personId, mark)}
      />
    ))
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,26rem)_1fr]">
      <TwinPicture picture={picture} lines={review.lines} words={words} />
      <div className="grid min-w-0 content-start gap-4">
        <div className="grid gap-1">
          <p role="status" className="font-semibold">
            {say(asked.length > 0 ? words.sumAsk : words.sum, { sure: clear.length, asked: asked.length })}
          </p>
          {review.strangers > 0 ? (
            <p className="text-sm text-saffron-ink">! {say(words.strangers, { n: review.strangers })}</p>
          ) : null}
          {others > 0 ? <p className="text-sm text-ink-2">{say(words.others, { n: others })}</p> : null}
        </div>
        <TwinHead picture={picture} frame={review.head} head={head} words={words} onHead={onHead} />
        {asked.length > 0 ? (
          <section className="grid gap-1">
            <h3 className="text-base">{words.asks}</h3>
            <ul>{rows(asked)}</ul>
          </section>
        ) : null}
        {clear.length > 0 ? (
          <section className="grid gap-1">
            <h3 className="text-base">{words.clear}</h3>
            <ul>{rows(clear)}</ul>
          </section>
        ) : null}
      </div>
    </div>
  )
}
