import type { ReactNode } from 'react'
import { SkipLink } from '@/components/ui/skip-link'
import type { Locale, Words } from '@/lib/shared/locale'
import { Brand } from './brand'
import { DemoBanner } from './demo-banner'
import { LanguageSwitch } from './language-switch'
import { type NavGroup, NavLinks } from './nav-links'

type Props = {
  t: Words
  locale: Locale
  demo: boolean
  home: string
  /** Where one looks after one's own password, devices and language. */
  accountHref: string
  groups: NavGroup[]
  user: { name: string; role: string; place?: string }
  /** The day, as a printed page bears it. */
  printedOn: string
  /** The form that signs out, given by the route (it owns the action). */
  signOut: ReactNode
  children: ReactNode
}

/** The office's frame: navigation at the side on a desk, a bar with a menu on a phone, nothing of it in print. */
export function OfficeShell({
  t,
  locale,
  demo,
  home,
  accountHref,
  groups,
  user,
  printedOn,
  signOut,
  children,
}: Props) {
  const brand = <Brand href={home} name={t('words.productName')} />
  const account = (
    <Account label={t('words.account')} href={accountHref} locale={locale} user={user} signOut={signOut} />
  )
  return (
    <>
      <SkipLink label={t('words.skip')} />
      {demo ? <DemoBanner label={t('words.demo')} /> : null}
      <div className="lg:grid lg:grid-cols-[14rem_minmax(0,1fr)] print:block">
        <header className="border-line bg-surface lg:min-h-dvh lg:border-e print:hidden">
          <details className="group border-b border-line lg:hidden">
            <summary className="flex min-h-14 list-none items-center justify-between gap-3 px-4 [&::-webkit-details-marker]:hidden">
              <span className="text-lg font-extrabold text-turquoise-deep">{t('words.productName')}</span>
              <span className="inline-flex min-h-10 items-center gap-2 rounded-lg border border-edge px-3 text-sm">
                <MenuSign />
                <span className="group-open:hidden">{t('words.menu')}</span>
                <span className="hidden group-open:inline">{t('words.close')}</span>
              </span>
            </summary>
            <nav aria-label={t('nav.label')} className="border-t border-line px-3 pb-3">
              <NavLinks groups={groups} />
              {account}
            </nav>
          </details>
          {/* Where the menu is longer than the screen it scrolls; the way out stays in sight. */}
          <div className="sticky top-0 hidden max-h-[calc(100dvh-2rem)] flex-col px-3 py-3 lg:flex">
            <div className="px-3">{brand}</div>
            <nav aria-label={t('nav.label')} className="-mx-3 mt-1 min-h-0 grow overflow-y-auto px-3">
              <NavLinks groups={groups} />
            </nav>
            {account}
          </div>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="max-w-[82rem] min-w-0 px-4 py-5 outline-none sm:px-7 print:max-w-none print:p-0"
        >
          <p className="mb-3 hidden justify-between border-b border-line-2 pb-1 text-xs text-ink-2 print:flex">
            <span>{t('words.productName')}</span>
            <span>{t('exports.printed', { day: printedOn })}</span>
          </p>
          {children}
        </main>
      </div>
    </>
  )
}

type AccountProps = Pick<Props, 'locale' | 'user' | 'signOut'> & { label: string; href: string }

function Account({ label, href, locale, user, signOut }: AccountProps) {
  return (
    <section aria-label={label} className="mt-2 shrink-0 border-t border-line px-3 pt-2 text-sm">
      <p className="leading-relaxed font-semibold">
        <bdi>{user.name}</bdi>
      </p>
      <p className="text-xs text-ink-2">
        {user.role}
        {user.place ? (
          <>
            {' · '}
            <bdi>{user.place}</bdi>
          </>
        ) : null}
      </p>
      <div className="flex flex-wrap items-center justify-between">
        <a href={href} className="inline-flex min-h-10 items-center">
          {label}
        </a>
        <div className="-mx-4">{signOut}</div>
        <LanguageSwitch locale={locale} />
      </div>
    </section>
  )
}

function MenuSign() {
  return (
    <svg
      aria-hidden="true"
      width="16"
      height="12"
      viewBox="0 0 16 12"
      className="stroke-current"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M1 1h14M1 6h14M1 11h14" />
    </svg>
  )
}
