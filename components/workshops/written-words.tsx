'use client'

import { type ComponentProps, useState } from 'react'
import { TextArea } from '@/components/ui/field'

type Props = Omit<ComponentProps<typeof TextArea>, 'value' | 'onChange' | 'onBlur'> & {
  value: string
  onWrite: (text: string) => void
}

/**
 * Words of a sheet. What is typed stands there at once, also where it is on the disk only a moment later; left alone, the
 * field shows what was kept.
 */
export function WrittenWords({ value, onWrite, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextArea
      {...rest}
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.target.value)
        onWrite(event.target.value)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
