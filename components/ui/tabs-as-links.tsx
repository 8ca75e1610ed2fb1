type Tab = { href: string; label: string; count?: string }

/** Tabs that are pages: each has an address, and the one open is said, underlined and bold. */
export function TabsAsLinks({ label, tabs, current }: { label: string; tabs: Tab[]; current: string }) {
  return (
    <nav aria-label={label} className="mb-4 border-b border-line-2 print:hidden">
      <ul className="flex flex-wrap gap-x-1">
        {tabs.map((tab) => {
          const open = tab.href === current
          return (
            <li key={tab.href}>
              <a
                href={tab.href}
                aria-current={open ? 'page' : undefined}
                className={`-mb-px inline-flex min-h-11 items-center gap-2 border-b-[3px] px-3 text-sm no-underline hover:no-underline ${
                  open
                    ? 'border-turquoise font-bold text-turquoise-deep'
                    : 'border-transparent text-ink-2 hover:border-line-2 hover:text-ink'
                }`}
              >
                {tab.label}
                {tab.count ? (
                  <span className="rounded-md bg-sunk px-1.5 text-xs text-ink-2">{tab.count}</span>
                ) : null}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
