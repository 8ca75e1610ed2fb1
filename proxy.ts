import { randomBytes } from 'node:crypto'
import { NextRequest, NextResponse } from 'next/server'
import createMiddleware from 'next-intl/middleware'
import { safetyHeaders } from '@/lib/access/page-policy'
import { PATH_HEADER, signInPath } from '@/lib/access/way-in'
import { encodeSid, openToken, sessionCookieName } from '@/lib/server/session-cookie'
import { cookieKeys } from '@/lib/server/sessions'
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale } from '@/lib/shared/locale'

const inLanguages = createMiddleware({
  locales: LOCALES,
  defaultLocale: DEFAULT_LOCALE,
  localePrefix: 'always',
  localeDetection: false,
  localeCookie: false,
  // They would carry the address of whatever stands before us; pages name their other language themselves.
  alternateLinks: false,
})

const STAFF = /^\/(?:fa|en)\/(?:office|today|account)(?:\/|$)/
const DAY = 24 * 60 * 60

/**
 * Language, headers, and a courtesy: whoever carries no cookie of ours is shown the way in without troubling the page.
 * Nothing is trusted here; each page and each command asks the database who is there.
 */
export default async function proxy(request: NextRequest): Promise<NextResponse> {
  const { secret, secure } = cookieKeys()
  const name = sessionCookieName(secure)
  const cookie = request.cookies.get(name)?.value
  const token = cookie ? await openToken(cookie, secret) : null
  const { pathname, search } = request.nextUrl
  const safety = safetyHeaders({
    nonce: randomBytes(16).toString('base64'),
    https: secure,
    development: process.env.NODE_ENV === 'development',
  })
  const staff = STAFF.test(pathname)
  const response =
    staff && !token && (request.method === 'GET' || request.method === 'HEAD')
      ? NextResponse.redirect(new URL(signInPath(localeInPath(pathname), pathname + search), request.url))
      : inLanguages(asSeenByPages(request, safety['content-security-policy'] ?? '', pathname + search))
  for (const [key, value] of Object.entries(safety)) response.headers.set(key, value)
  if (staff || token) response.headers.set('cache-control', 'private, no-store')
  if (token && renewable(token)) {
    const seconds = token.expiresAt - token.issuedAt
    const value = await encodeSid(token.sid, seconds, secret)
    response.cookies.set(name, value, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: seconds })
  }
  return response
}

function localeInPath(path: string): Locale {
  const first = path.split('/')[1]
  return isLocale(first) ? first : DEFAULT_LOCALE
}

// Long sessions slide: once a day the cookie is renewed. Whether the session still stands is the database's to say.
function renewable(token: { issuedAt: number; expiresAt: number }): boolean {
  return token.expiresAt - token.issuedAt > DAY && Date.now() / 1000 - token.issuedAt > DAY
}

/** The request as it goes on: without headers only we may set, with the page's own address and its policy. */
function asSeenByPages(request: NextRequest, policy: string, path: string): NextRequest {
  const headers = new Headers(request.headers)
  for (const key of [...headers.keys()]) {
    if (/^x-(?:middleware|tabavar|next-intl|nonce)/i.test(key)) headers.delete(key)
  }
  headers.set('content-security-policy', policy)
  headers.set(PATH_HEADER, path)
  return new NextRequest(request.nextUrl, { headers, method: request.method })
}

// Files of ours carry a dot and no language; open data and the charts for other pages answer for themselves. Under a language everything is a page, also one whose address has a dot:
// the rule «HG.age» has a form that must no more be framed or kept than any other.
export const config = { matcher: ['/((?!api|_next|data/|embed/|.*\\..*).*)', '/(fa|en)/(.*)'] }
