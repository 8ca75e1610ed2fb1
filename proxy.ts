import createMiddleware from 'next-intl/middleware'
import { DEFAULT_LOCALE, LOCALES } from '@/lib/shared/locale'

export default createMiddleware({
  locales: LOCALES,
  defaultLocale: DEFAULT_LOCALE,
  localePrefix: 'always',
  localeDetection: false,
  localeCookie: false,
})

export const config = { matcher: ['/((?!api|_next|.*\\..*).*)'] }
