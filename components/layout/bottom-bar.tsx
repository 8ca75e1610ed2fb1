'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

export type BottomItem = { href: string; label: string; urgent?: boolean }

/** Under the thumb: where to go, the place one is at marked by a bar and bold letters. */
export function BottomBar({ label, items }: { label: string; items: BottomItem[] }) {
  const path = usePathname()
  return (
    <nav
      aria-label={label}
      className="fixed inset-x-0 bottom-0 border-t border-line-2 bg-surface pb-[env(safe-area-inset-bottom)] print:hidden"
    >
      <ul className="mx-auto grid max-w-2xl auto-cols-fr grid-flow-col">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              prefetch={false}
              aria-current={item.href === path ? 'page' : undefined}
              className={`-mt-px grid min-h-14 place-items-center border-t-[3px] px-1 text-center text-sm no-underline hover:no-underline ${
                item.href === path
                  ? 'border-turquoise font-bold text-turquoise-deep'
                  : `border-transparent ${item.urgent ? 'font-semibold text-pomegranate' : 'text-ink-2'}`
              }`}
            >
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
