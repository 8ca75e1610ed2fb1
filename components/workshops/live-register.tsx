'use client'

import type { ComponentProps } from 'react'
import { Register } from './register'
import { useRegister } from './use-register'

type Props = Omit<ComponentProps<typeof Register>, 'store' | 'kept'> & {
  /** The account's opaque id: drafts of two users of one phone stay apart. */
  owner: string
}

/** The register with a network: each save goes to the office. */
export function LiveRegister({ owner, ...rest }: Props) {
  return <Register {...rest} store={useRegister(rest.view, owner)} />
}
