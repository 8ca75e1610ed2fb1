'use client'

import { useState } from 'react'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import {
  COLOURS,
  type ColourCode,
  type Sign as SignCode,
  SYMBOLS,
  type SymbolCode,
  signKey,
} from '@/lib/people/symbol'
import { outline, Sign } from './sign'

type Props = {
  action: FieldsFormProps['action']
  hidden: Record<string, string>
  start: SignCode
  /** Signs of the others in her group. */
  taken: SignCode[]
  words: {
    symbol: string
    colour: string
    taken: string
    save: string
    saved: string
    error: string
    success: string
    symbols: Record<SymbolCode, string>
    colours: Record<ColourCode, string>
  }
}

const TILE =
  'grid min-h-16 cursor-pointer place-items-center gap-0.5 rounded-lg border border-line p-1 text-center text-xs has-checked:border-turquoise has-checked:bg-turquoise-wash has-checked:outline-2 has-checked:outline-turquoise has-focus-visible:outline-3 has-focus-visible:outline-lapis'

/** She points at a picture, then at a colour; what somebody of her group has cannot be chosen. */
export function SignPicker({ action, hidden, start, taken, words }: Props) {
  const [symbol, setSymbol] = useState<SymbolCode>(start.symbol)
  const [colour, setColour] = useState<ColourCode>(start.colour)
  const used = new Set(taken.map(signKey))
  const free = (one: ColourCode) => !used.has(signKey({ symbol, colour: one }))
  const shown = free(colour) ? colour : (COLOURS.find(free) ?? colour)
  return (
    <FieldsForm
      action={action}
      hidden={{ ...hidden, symbol, colour: shown }}
      fields={[]}
      submit={words.save}
      words={{ error: words.error, success: words.success, done: words.saved }}
    >
      <div className="flex items-center gap-3" aria-live="polite">
        <Sign symbol={symbol} colour={shown} className="size-16" />
        <b>
          {words.symbols[symbol]} · {words.colours[shown]}
        </b>
      </div>
      <fieldset>
        <legend className="mb-1 text-sm font-semibold">{words.symbol}</legend>
        <div className="grid grid-cols-4 gap-2 sm:grid-cols-6">
          {SYMBOLS.map((one) => (
            <label key={one} className={TILE}>
              <input
                type="radio"
                name="pick-symbol"
                value={one}
                checked={one === symbol}
                onChange={() => setSymbol(one)}
                className="sr-only"
              />
              <svg viewBox="0 0 24 24" aria-hidden="true" className="size-9 fill-current">
                <use href={outline(one)} />
              </svg>
              {words.symbols[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1 text-sm font-semibold">{words.colour}</legend>
        <div className="grid grid-cols-4 gap-2">
          {COLOURS.map((one) => (
            <label key={one} className={`${TILE} ${free(one) ? '' : 'cursor-not-allowed border-dashed'}`}>
              <input
                type="radio"
                name="pick-colour"
                value={one}
                checked={one === shown}
                disabled={!free(one)}
                onChange={() => setColour(one)}
                className="sr-only"
              />
              <Sign symbol={symbol} colour={one} className={`size-9 ${free(one) ? '' : 'opacity-35'}`} />
              {words.colours[one]}
              {free(one) ? null : <span className="text-ink-2">{words.taken}</span>}
            </label>
          ))}
        </div>
      </fieldset>
    </FieldsForm>
  )
}
