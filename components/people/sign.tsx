import { signOf } from '@/lib/people/symbol'
import { SIGN_FIELD, SYMBOL_MOVE, shapeOf } from '@/lib/people/symbol-shapes'

type Props = {
  symbol: string | null | undefined
  colour: string | null | undefined
  className?: string
}

/** A member's symbol in her colour, beside her name, which says who it is; nothing where she has none. */
export function Sign({ symbol, colour, className = 'size-7' }: Props) {
  const sign = signOf(symbol, colour)
  if (!sign) return null
  const shape = shapeOf(sign)
  return (
    <svg
      viewBox={`0 0 ${SIGN_FIELD} ${SIGN_FIELD}`}
      aria-hidden="true"
      className={`${className} inked shrink-0 forced-color-adjust-none`}
    >
      <path d={shape.frame} fill={shape.fill} />
      <path d={shape.symbol} fill={shape.ink} fillRule="evenodd" transform={SYMBOL_MOVE} />
    </svg>
  )
}
