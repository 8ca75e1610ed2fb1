import type { Metadata } from 'next'
import { acceptLink } from '@/app/_actions/access'
import { AnswerForm, type FormField } from '@/components/access/answer-form'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { invitationOf } from '@/db/commands/access/accept-invitation'
import { PASSWORD_LEAST } from '@/lib/access/password'
import { handleText } from '@/lib/access/present'
import { localeOf, wordsOf } from '@/lib/server/i18n'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('auth.invitation.title'), robots: { index: false }, referrer: 'same-origin' }
}

export default async function InvitationPage({ params }: Props) {
  const { locale: segment, token } = await params
  const locale = localeOf(segment)
  const t = await wordsOf(locale)
  const facts = await invitationOf(token)
  if (!facts) {
    return (
      <div className="mx-auto grid max-w-md gap-5">
        <h1 className="text-2xl">{t('auth.invitation.goneTitle')}</h1>
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {t('auth.invitation.gone')}
        </Notice>
        <p>
          <a href={`/${locale}/sign-in`} className="inline-flex min-h-touch items-center">
            {t('auth.signIn.title')}
          </a>
        </p>
      </div>
    )
  }
  const password = { type: 'password', autoComplete: 'new-password', ltr: true } as const
  const handle: FormField[] = facts.handle
    ? []
    : [
        {
          name: 'handle',
          label: t('auth.signIn.handle'),
          hint: t('auth.invitation.handleHint'),
          autoComplete: 'username',
          ltr: true,
        },
      ]
  return (
    <div className="mx-auto grid max-w-md gap-5">
      <h1 className="text-2xl">{t('auth.invitation.title')}</h1>
      <p className="text-ink-2">{t('auth.invitation.line', { name: facts.displayName })}</p>
      <Card>
        {facts.handle ? (
          <p className="mb-4 text-sm">
            {t('auth.invitation.yourHandle')}{' '}
            <bdi className="font-semibold" dir="ltr">
              {handleText(facts.handle, locale)}
            </bdi>
          </p>
        ) : null}
        <AnswerForm
          action={acceptLink}
          size="field"
          hidden={{ token }}
          submit={t('auth.invitation.submit')}
          words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
          fields={[
            ...handle,
            {
              name: 'password',
              label: t('auth.password.new'),
              hint: t('auth.password.hint', { least: PASSWORD_LEAST }),
              ...password,
            },
            { name: 'again', label: t('auth.password.again'), ...password },
          ]}
        />
      </Card>
    </div>
  )
}
