import 'server-only'
import { cookies, headers } from 'next/headers'
import type { NextAuthOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import type { OpenedSession } from '@/db/commands/access/open-session'
import { type Attempt, signIn } from '@/db/commands/access/sign-in'
import { signOut } from '@/db/commands/access/sign-out'
import { clientAddress, deviceWord, networkOf } from '@/lib/access/network'
import { requestIdOf } from './action'
import { actorOfHash } from './actor'
import { encodeSid, hashOfSid, sessionCookieName } from './session-cookie'
import { cookieKeys } from './sessions'

const cookieOptions = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: cookieKeys().secure }) as const

/** What the request tells about who tries: her network, never her address, and her browser in a word. */
export async function attemptOf(): Promise<Attempt> {
  const given = await headers()
  return {
    now: new Date(),
    requestId: await requestIdOf(),
    network: networkOf(clientAddress(given.get('x-forwarded-for'))),
    device: deviceWord(given.get('user-agent')),
  }
}

/** Gives this browser the cookie of a session that was just opened. */
export async function setSessionCookie({ sid, seconds }: OpenedSession): Promise<void> {
  const { secret, secure } = cookieKeys()
  const value = await encodeSid(sid, seconds, secret)
  ;(await cookies()).set(sessionCookieName(secure), value, { ...cookieOptions(), maxAge: seconds })
}

export async function dropSessionCookie(): Promise<void> {
  ;(await cookies()).set(sessionCookieName(cookieKeys().secure), '', { ...cookieOptions(), maxAge: 0 })
}

/**
 * next-auth, for its own routes under /api/auth. Its token carries the session's opaque id and nothing else; who that
 * is, and whether the session still stands, is asked of the database.
 */
export function authOptions(): NextAuthOptions {
  const { secret, secure } = cookieKeys()
  return {
    secret,
    session: { strategy: 'jwt', maxAge: 30 * 24 * 60 * 60 },
    useSecureCookies: secure,
    cookies: { sessionToken: { name: sessionCookieName(secure), options: cookieOptions() } },
    pages: { signIn: '/fa/sign-in', signOut: '/fa/account', error: '/fa/sign-in' },
    logger: { error: (code) => console.error(`next-auth ${code}`), warn: () => {}, debug: () => {} },
    providers: [
      Credentials({
        id: 'credentials',
        credentials: { handle: {}, password: {} },
        async authorize(given) {
          const { handle = '', password = '' } = given ?? {}
          // Every refusal is the same «no» here; the sign-in page is the one that explains.
          const opened = await signIn(await attemptOf(), { handle, password }).catch(() => null)
          return opened ? { id: opened.sid, sid: opened.sid, seconds: opened.seconds } : null
        },
      }),
    ],
    jwt: {
      encode: ({ token, ...rest }) => {
        const seconds = Number(
          token?.seconds ?? (token?.exp ? Number(token.exp) - Number(token.iat) : rest.maxAge),
        )
        return encode({ ...rest, token: { sid: token?.sid }, maxAge: seconds })
      },
      decode,
    },
    callbacks: {
      jwt: ({ token, user }) => {
        const opened = user as { sid?: string; seconds?: number } | undefined
        return opened?.sid ? { sid: opened.sid, seconds: opened.seconds } : token
      },
      async session({ session, token }) {
        const actor = typeof token.sid === 'string' ? await actorOfHash(hashOfSid(token.sid)) : null
        return { expires: session.expires, user: actor ? { name: actor.displayName } : undefined }
      },
    },
    events: {
      async signOut({ token }) {
        const actor = typeof token?.sid === 'string' ? await actorOfHash(hashOfSid(token.sid)) : null
        if (actor) await signOut({ actor, now: new Date(), requestId: await requestIdOf() })
      },
    },
  }
}
