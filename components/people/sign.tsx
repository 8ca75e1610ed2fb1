/// <reference types="next/image-types/global" />
import { signOf } from '@/lib/people/symbol'
import { COLOUR_LOOKS, SIGN_FIELD, SYMBOL_MOVE } from '@/lib/people/symbol-looks'
import sheet from './signs.svg'

type Props = {
  symbol: string | null | undefined
  colour: string | null | undefined
  className?: string
}

/** Where one outline of the sheet of signs is; the file's name carries its content. */
export const outline = (name: string) => `${sheet.src}#${name}`

/**
 * Names the sheet on a page that shows signs only later, so that whoever keeps the page keeps the sheet too. A name and no
 * drawing: that would be fetched and read before the page stands.
 */
export function SignSheet() {
  return <span hidden data-sheet={sheet.src} />
}

/** A member's symbol in her colour, beside her name, which says who it is; nothing where she has none. */
export function Sign({ symbol, colour, className = 'size-7' }: Props) {
  const sign = signOf(symbol, colour)
  if (!sign) return null
  const { frame, fill, ink } = COLOUR_LOOKS[sign.colour]
  return (
    <svg
      viewBox={`0 0 ${SIGN_FIELD} ${SIGN_FIELD}`}
      aria-hidden="true"
      className={`${className} inked shrink-0 forced-color-adjust-none`}
    >
      <use href={outline(frame)} fill={fill} />
      <use href={outline(sign.symbol)} fill={ink} transform={SYMBOL_MOVE} />
    </svg>
  )
}
