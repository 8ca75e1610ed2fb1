import type { ReactNode } from 'react'
import { SkipLink } from '@/components/ui/skip-link'
import { inLocale, LANGUAGE_NAMES, LOCALES, type Locale, type Words } from '@/lib/shared/locale'
import { Brand } from './brand'
import { DemoBanner } from './demo-banner'

type Props = {
  t: Words
  locale: Locale
  /** The address of this page after the language: '' or '/method'. */
  path: string
  demo: boolean
  children: ReactNode
}

const PLACES = [
  { path: '', key: 'public.nav.overview' },
  { path: '/outcomes', key: 'released-outcomes.nav' },
  { path: '/counties', key: 'public.nav.counties' },
  { path: '/programmes', key: 'sibling.nav' },
  { path: '/explore', key: 'public.nav.explore' },
  { path: '/method', key: 'public.nav.method' },
  { path: '/releases', key: 'public.nav.releases' },
  { path: '/open-data', key: 'open-data.nav' },
]

/** What somebody from outside does by herself: pages of the application, not of a release. */
const VISITOR = ['check', 'card', 'interest']

/** The frame of what everyone may read. No script of ours, nothing kept about the visitor. */
export function PublicShell({ t, locale, path, demo, children }: Props) {
  return (
    <>
      <SkipLink label={t('words.skip')} />
      {demo ? <DemoBanner label={t('words.demo')} /> : null}
      <div className="mx-auto max-w-page px-4 sm:px-6">
        <header className="flex flex-wrap items-center gap-x-6 border-b border-line-2 py-2">
          <Brand href={`/${locale}`} name={t('words.productName')} />
          <nav
            aria-label={t('public.nav.label')}
            className="order-3 -mx-1 basis-full md:order-none md:basis-auto print:hidden"
          >
            <ul className="flex flex-wrap gap-x-1">
              {PLACES.map((place) => (
                <Place key={place.key} href={`/${locale}${place.path}`} open={place.path === path}>
                  {t(place.key)}
                </Place>
              ))}
            </ul>
          </nav>
          <div className="ms-auto flex items-center gap-5 text-[0.9375rem] print:hidden">
            <a
              href={`/${locale}/help`}
              aria-current={path === '/help' ? 'page' : undefined}
              className="inline-flex min-h-11 items-center font-semibold text-pomegranate"
            >
              {t('public.nav.help')}
            </a>
            {LOCALES.filter((other) => other !== locale).map((other) => (
              <a
                key={other}
                href={inLocale(path, other)}
                hrefLang={other}
                lang={other}
                className="inline-flex min-h-11 items-center"
              >
                {LANGUAGE_NAMES[other]}
              </a>
            ))}
          </div>
        </header>
        <main id="main" tabIndex={-1} className="outline-none">
          {children}
        </main>
        <footer className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 border-t border-line-2 py-6 text-sm text-ink-2">
          <p className="max-w-measure">{t('public.footer')}</p>
          <nav aria-label={t('visitor.links.label')} className="print:hidden">
            <ul className="flex flex-wrap gap-x-5">
              {VISITOR.map((name) => (
                <li key={name}>
                  <a
                    href={`/${locale}/${name}`}
                    aria-current={path === `/${name}` ? 'page' : undefined}
                    className="inline-flex min-h-11 items-center"
                  >
                    {t(`visitor.links.${name}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <a href={`/${locale}/sign-in`} className="inline-flex min-h-11 items-center print:hidden">
            {t('public.nav.signIn')}
          </a>
        </footer>
      </div>
    </>
  )
}

function Place({ href, open, children }: { href: string; open: boolean; children: ReactNode }) {
  return (
    <li>
      <a
        href={href}
        aria-current={open ? 'page' : undefined}
        className={`inline-flex min-h-11 items-center border-b-[3px] px-1.5 text-[0.9375rem] no-underline hover:no-underline sm:px-2 ${
          open
            ? 'border-turquoise font-semibold text-turquoise-deep'
            : 'border-transparent text-ink-2 hover:text-ink'
        }`}
      >
        {children}
      </a>
    </li>
  )
}
