import type { ReactNode } from 'react'
import { Button } from './button'
import { LinkButton } from './link-button'

type Props = {
  /** The list's own address: the form goes there with its answers behind it. */
  action: string
  label: string
  /** What the list keeps whatever is filtered: the run, the tab. */
  kept: Record<string, string>
  words: { find: string; clear: string }
  /** The address of the list without any filter; null where nothing is filtered. */
  clearHref: string | null
  children: ReactNode
}

/** Search and filters of a list as a plain form: they live in the address, so a view can be kept and sent. */
export function ListFilter({ action, label, kept, words, clearHref, children }: Props) {
  return (
    <search aria-label={label} className="mb-4 block print:hidden">
      <form action={action} className="flex flex-wrap items-end gap-3 *:grow sm:*:grow-0">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <div className="flex gap-2">
          <Button type="submit">{words.find}</Button>
          {clearHref ? (
            <LinkButton href={clearHref} look="quiet">
              {words.clear}
            </LinkButton>
          ) : null}
        </div>
      </form>
    </search>
  )
}
