import type { ReactNode } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'

export type Post = (form: FormData) => void
type Props = {
  post: Post
  busy: boolean
  intent: string
  code?: string
  look?: ButtonLook
  label: string
  children?: ReactNode
}

/** One form: the number goes along in its body, never in an address. */
export function CardStep({ post, busy, intent, code, look = 'primary', label, children }: Props) {
  return (
    <form action={post} className="grid gap-4" noValidate autoComplete="off">
      <input type="hidden" name="intent" value={intent} />
      {code === undefined ? null : <input type="hidden" name="code" value={code} />}
      {children}
      <div>
        <Button type="submit" look={look} size="field" aria-disabled={busy} className="w-full sm:w-auto">
          {label}
        </Button>
      </div>
    </form>
  )
}
