'use client'

import { usePhoneWords } from './phone-words'

/** How much on this phone the office has not got, hers and others'; whose it is, is not said. */
export function UnsentLines({ counts }: { counts: { own: number; others: number } }) {
  const { t, say } = usePhoneWords()
  if (counts.own + counts.others === 0) return null
  return (
    <ul className="grid gap-1 text-sm text-saffron-ink">
      {counts.own > 0 ? <li>● {say(t.unsent.own, { n: counts.own })}</li> : null}
      {counts.others > 0 ? <li>● {say(t.unsent.others, { n: counts.others })}</li> : null}
    </ul>
  )
}
