'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

/** `count` is a number of things waiting, already in the reader's digits; `countLabel` says it («۱۷ مورد در انتظار»). */
export type NavItem = { href: string; label: string; count?: string; countLabel?: string }
export type NavGroup = { title: string; items: NavItem[] }

/** The navigation's groups; where one is is told by the address. */
export function NavLinks({ groups }: { groups: NavGroup[] }) {
  const here = openOf(usePathname(), groups)
  return groups.map((group) => (
    <div key={group.title} className="mb-1">
      <p aria-hidden="true" className="px-3 pt-2 pb-0.5 text-xs font-semibold text-ink-3">
        {group.title}
      </p>
      <ul aria-label={group.title} className="grid lg:gap-px">
        {group.items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              prefetch={false}
              onClick={(event) => event.currentTarget.closest('details')?.removeAttribute('open')}
              aria-current={item.href === here ? 'page' : undefined}
              className={`flex min-h-10 items-center justify-between gap-2 rounded-md lg:min-h-8 border-s-[3px] px-2.5 text-[0.9375rem] no-underline hover:no-underline ${
                item.href === here
                  ? 'border-turquoise bg-turquoise-wash font-semibold text-turquoise-deep'
                  : 'border-transparent text-ink-2 hover:bg-sunk hover:text-ink'
              }`}
            >
              {item.label}
              {item.count ? (
                <span className="min-w-6 rounded-full bg-pomegranate px-1.5 text-center text-xs leading-6 font-semibold text-on-fill">
                  <span aria-hidden="true">{item.count}</span>
                  <span className="sr-only">{item.countLabel ?? item.count}</span>
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ))
}

/** The item whose address is the longest beginning of where we are. */
function openOf(path: string, groups: NavGroup[]): string | undefined {
  return groups
    .flatMap((group) => group.items.map((item) => item.href))
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0]
}
