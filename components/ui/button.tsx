import type { ButtonHTMLAttributes } from 'react'

export type ButtonLook = 'primary' | 'done' | 'plain' | 'quiet' | 'danger'
export type ButtonSize = 'office' | 'field'

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-ink text-paper border-ink hover:bg-ink-2 hover:border-ink-2',
  done: 'bg-turquoise text-on-fill border-turquoise hover:bg-turquoise-deep hover:border-turquoise-deep',
  plain: 'bg-surface text-ink border-edge hover:bg-sunk',
  quiet: 'bg-transparent text-lapis border-transparent hover:bg-lapis-wash',
  danger: 'bg-surface text-pomegranate border-pomegranate hover:bg-pomegranate-wash',
}

const SIZES: Record<ButtonSize, string> = {
  office: 'min-h-10 px-4 text-sm',
  field: 'min-h-touch px-5 text-base',
}

/** The look of a button, for what is not a button element (a link that leads to an act). */
export function buttonLook(look: ButtonLook = 'primary', size: ButtonSize = 'office'): string {
  return `inline-flex items-center justify-center gap-2 rounded-lg border py-1 font-semibold no-underline hover:no-underline transition-colors disabled:opacity-55 aria-disabled:opacity-55 ${LOOKS[look]} ${SIZES[size]}`
}

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook; size?: ButtonSize }

/** A verb. `size="field"` is the 48 px one for screens held in a hand. */
export function Button({
  look = 'primary',
  size = 'office',
  type = 'button',
  className = '',
  ...rest
}: Props) {
  return <button type={type} className={`${buttonLook(look, size)} ${className}`} {...rest} />
}
