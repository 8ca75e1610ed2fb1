'use client'

import { useRef, useState } from 'react'
import { Button, buttonLook } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { openPicture, type PaperPicture } from '@/lib/client/paper-picture'
import { readInSteps } from '@/lib/client/paper-reading'
import type { CodeValues } from '@/lib/shared/result'
import type { TwinLabels, TwinRefusal } from '@/lib/workshops/paper-twin/labels'
import { answered, marksOf, openLines, type Review, reviewOf } from '@/lib/workshops/paper-twin/review'
import type { Mark, RegisterView } from '@/lib/workshops/register-view'
import { useRegisterWords } from '../register-words'
import { TwinReview } from './twin-review'
import { TypedExceptions } from './typed-exceptions'

export type TwinScreenProps = {
  open: boolean
  view: RegisterView
  marks: Record<string, Mark | null>
  words: TwinLabels
  onClose: () => void
  /** `head`: the head count in digits, or nothing. */
  onPut: (marks: Record<string, Mark>, head: string) => void
}
type Refused = { code: TwinRefusal; values: CodeValues }
type Step =
  | { kind: 'start'; refused: Refused | null }
  | { kind: 'reading' }
  | { kind: 'typing' }
  | { kind: 'review'; picture: PaperPicture; review: Review; head: string }

/** From a picture of the sheet to marks, on this phone alone; or the absent by the numbers of their rows. */
export function TwinScreen({ open, view, marks, words, onClose, onPut }: TwinScreenProps) {
  const { t, say } = useRegisterWords()
  const [step, setStep] = useState<Step>({ kind: 'start', refused: null })
  const turn = useRef(0)

  const refuse = (code: TwinRefusal, values: CodeValues = {}) =>
    setStep({ kind: 'start', refused: { code, values } })

  async function read(file: File) {
    turn.current += 1
    const mine = turn.current
    const isWanted = () => mine === turn.current
    setStep({ kind: 'reading' })
    const picture = await openPicture(file)
    if (!isWanted()) return
    if (!picture.ok) return refuse(picture.code)
    const page = await readInSteps(picture.value.grey, isWanted)
    if (page === null) return
    if (!page.ok) return refuse(page.code, page.values)
    const { code, rows } = page.value
    const title = say(view.placeName === '' ? t.openTitle : t.title, { seq: view.seq, place: view.placeName })
    if (code.sessionId !== view.sessionId) return refuse('other-session', { title })
    const dim = rows.filter(({ verdict }) => verdict.kind === 'ask' && verdict.why === 'unclear').length
    if (dim * 2 > rows.length) return refuse('unclear')
    setStep({
      kind: 'review',
      picture: picture.value,
      review: reviewOf(page.value, view.people, marks),
      head: '',
    })
  }
  const restart = () => {
    turn.current += 1
    setStep({ kind: 'start', refused: null })
  }
  const put = (read: Record<string, Mark>, head = '') => {
    restart()
    onPut(read, head)
  }

  const left = step.kind === 'review' ? openLines(step.review).length : 0
  return (
    <Dialog
      open={open}
      wide={step.kind === 'review'}
      title={words.title}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        step.kind === 'review' ? (
          <>
            <Button size="field" look="plain" onClick={restart}>
              {words.again}
            </Button>
            <Button
              size="field"
              className="grow"
              disabled={left > 0 || Object.keys(marksOf(step.review)).length === 0}
              onClick={() => put(marksOf(step.review), step.head)}
            >
              {left > 0 ? say(words.waiting, { n: left }) : words.put}
            </Button>
          </>
        ) : undefined
      }
    >
      {step.kind === 'start' ? (
        <div className="grid gap-4">
          {step.refused ? (
            <Notice kind="warn" kindLabel={t.kind.warn} live title={words.failed}>
              {refusal(step.refused, words, say)}
            </Notice>
          ) : null}
          <p>{words.lead}</p>
          <p className="text-sm text-ink-2">{words.how}</p>
          <div className="grid gap-2">
            <PictureInput label={words.take} look="primary" camera onFile={read} />
            <PictureInput label={words.choose} look="plain" onFile={read} />
            <Button size="field" look="quiet" onClick={() => setStep({ kind: 'typing' })}>
              {words.type}
            </Button>
          </div>
        </div>
      ) : null}
      {step.kind === 'reading' ? (
        <p role="status" className="grid min-h-40 place-items-center text-ink-2">
          {words.reading}
        </p>
      ) : null}
      {step.kind === 'typing' ? (
        <TypedExceptions view={view} marks={marks} words={words} onBack={restart} onPut={put} />
      ) : null}
      {step.kind === 'review' ? (
        <TwinReview
          view={view}
          stored={marks}
          picture={step.picture}
          review={step.review}
          words={words}
          head={step.head}
          onHead={(head) => setStep({ ...step, head })}
          onAnswer={(personId, mark) => setStep({ ...step, review: answered(step.review, personId, mark) })}
        />
      ) : null}
    </Dialog>
  )
}

function refusal(
  { code, values }: Refused,
  words: TwinLabels,
  say: (label: string, values: CodeValues) => string,
): string {
  const corner = words.corners[String(values.corner) as keyof TwinLabels['corners']]
  return say(words.refused[code], corner ? { corner } : values)
}

type PictureProps = {
  label: string
  look: 'primary' | 'plain'
  camera?: boolean
  onFile: (file: File) => Promise<void>
}

/** The browser's own chooser under a button of ours. */
function PictureInput({ label, look, camera = false, onFile }: PictureProps) {
  return (
    <label
      className={`${buttonLook(look, 'field')} relative cursor-pointer focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-lapis`}
    >
      {label}
      <input
        type="file"
        accept="image/*"
        capture={camera ? 'environment' : undefined}
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void onFile(file)
        }}
      />
    </label>
  )
}
