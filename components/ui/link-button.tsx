import type { AnchorHTMLAttributes } from 'react'
import { type ButtonLook, type ButtonSize, buttonLook } from './button'

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; look?: ButtonLook; size?: ButtonSize }

/** A link that looks like a button: it leads somewhere, it never acts. */
export function LinkButton({ look = 'plain', size = 'office', className = '', ...rest }: Props) {
  return <a className={`${buttonLook(look, size)} ${className}`} {...rest} />
}
