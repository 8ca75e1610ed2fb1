'use client'

import { Field } from '@/components/ui/field'
import type { PaperPicture } from '@/lib/client/paper-picture'
import { latinDigits, localDigits } from '@/lib/shared/number'
import type { TwinLabels } from '@/lib/workshops/paper-twin/labels'
import type { Point } from '@/lib/workshops/paper-twin/picture'
import { useRegisterWords } from '../register-words'
import { CutOut } from './cut-out'

type Props = {
  picture: PaperPicture
  frame: readonly Point[]
  head: string
  words: TwinLabels
  onHead: (digits: string) => void
}

const MOST_DIGITS = 3

/** The number she wrote by hand: its place in the picture, and she says what it is. Nothing is guessed from handwriting. */
export function TwinHead({ picture, frame, head, words, onHead }: Props) {
  const { locale } = useRegisterWords()
  return (
    <section className="grid gap-2 border-b border-line pb-3">
      <CutOut picture={picture} frame={frame} label={words.headCut} />
      <Field
        id="twin-head"
        label={words.head}
        hint={words.headHint}
        size="field"
        inputMode="numeric"
        autoComplete="off"
        value={localDigits(head, locale)}
        onChange={(event) => onHead(latinDigits(event.target.value).replace(/\D/g, '').slice(0, MOST_DIGITS))}
      />
    </section>
  )
}
