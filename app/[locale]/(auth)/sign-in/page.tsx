import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { signIn } from '@/app/_actions/access'
import { AnswerForm } from '@/components/access/answer-form'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { homePath, safeNext, secondFactorPath } from '@/lib/access/way-in'
import { env } from '@/lib/env'
import { currentActor, currentBrowser } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { cookieKeys } from '@/lib/server/sessions'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ next?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('auth.signIn.title'), robots: { index: false } }
}

export default async function SignInPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { next: asked } = await searchParams
  const next = safeNext(typeof asked === 'string' ? asked : null)
  const actor = await currentActor()
  if (actor)
    redirect(
      next ??
        homePath(
          actor.grants.map((grant) => grant.role),
          locale,
        ),
    )
  if ((await currentBrowser())?.due) redirect(secondFactorPath(locale, next))
  const t = await wordsOf(locale)
  // The cookie is sent over https only (but on this very machine): say so, rather than let the sign-in vanish.
  const needsHttps = cookieKeys().secure && env().NEXTAUTH_URL.startsWith('http:')
  return (
    <div className="mx-auto grid max-w-md gap-5">
      <h1 className="text-2xl">{t('auth.signIn.title')}</h1>
      {needsHttps ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {t('auth.signIn.needsHttps')}
        </Notice>
      ) : null}
      {next ? <p className="text-ink-2">{t('auth.signIn.goOn')}</p> : null}
      <Card>
        <AnswerForm
          action={signIn}
          size="field"
          hidden={next ? { next } : {}}
          submit={t('auth.signIn.submit')}
          words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
          fields={[
            {
              name: 'handle',
              label: t('auth.signIn.handle'),
              hint: t('auth.signIn.handleHint'),
              autoComplete: 'username',
              ltr: true,
            },
            {
              name: 'password',
              label: t('auth.signIn.password'),
              type: 'password',
              autoComplete: 'current-password',
              ltr: true,
            },
          ]}
        />
      </Card>
      <p className="text-sm text-ink-2">{t('auth.signIn.forgot')}</p>
    </div>
  )
}
