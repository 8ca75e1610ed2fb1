import type { Metadata } from 'next'
import { changeLanguage, changeOwnPassword, endOne, signOut } from '@/app/_actions/access'
import { changeDigest } from '@/app/_actions/digest'
import { AnswerForm } from '@/components/access/answer-form'
import { deviceText, SessionList } from '@/components/access/session-list'
import type { PhoneLabels } from '@/components/phone/phone-labels'
import { SignOut } from '@/components/phone/sign-out'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { ownAccount } from '@/db/queries/access'
import { wantsDigest } from '@/db/queries/reports/digest'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { PASSWORD_LEAST } from '@/lib/access/password'
import { handleText, momentText } from '@/lib/access/present'
import { homePath } from '@/lib/access/way-in'
import { requireActor } from '@/lib/server/actor'
import { localeOf, messagesOf, wordsOf } from '@/lib/server/i18n'
import { LANGUAGE_NAMES, LOCALES } from '@/lib/shared/locale'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('auth.account.title') }
}

export default async function OwnAccountPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  const t = await wordsOf(locale)
  const scope = scopeOf(actor)
  const [account, wanted] = await reading(
    scope,
    async (db) => [await ownAccount(db, scope, locale), await wantsDigest(db, scope)] as const,
  )
  const phone = (await messagesOf(locale)).phone as unknown as PhoneLabels
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  const newPassword = { type: 'password', autoComplete: 'new-password', ltr: true } as const
  return (
    <div className="mx-auto grid max-w-2xl gap-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-2xl">{t('auth.account.title')}</h1>
        <a
          href={homePath(
            actor.grants.map((grant) => grant.role),
            locale,
          )}
          className="inline-flex min-h-11 items-center"
        >
          {t('auth.account.back')}
        </a>
      </div>
      <Card
        title={account.name}
        id="me"
        aside={
          <SignOut
            action={signOut}
            label={t('words.signOut')}
            owner={actor.userId}
            locale={locale}
            labels={phone}
          />
        }
      >
        <ul className="grid gap-1">
          {account.handles.map((handle) => (
            <li key={handle}>
              <bdi dir="ltr">{handleText(handle, locale)}</bdi>
            </li>
          ))}
          {account.roles.map((held) => (
            <li key={held.grantId} className="text-ink-2">
              {t('accounts.roleAt', { role: t(`accounts.role.${held.role}`), place: held.place })}
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('auth.account.password')} id="password">
        <AnswerForm
          action={changeOwnPassword}
          submit={t('auth.account.changePassword')}
          size="field"
          words={{ ...words, done: t('auth.account.passwordChanged') }}
          fields={[
            {
              name: 'old',
              label: t('auth.password.old'),
              type: 'password',
              autoComplete: 'current-password',
              ltr: true,
            },
            {
              name: 'password',
              label: t('auth.password.new'),
              hint: t('auth.password.hint', { least: PASSWORD_LEAST }),
              ...newPassword,
            },
            { name: 'again', label: t('auth.password.again'), ...newPassword },
          ]}
        />
      </Card>
      <Card title={t('second-factor.title')} id="second-factor">
        <p className="mb-3 text-ink-2">
          {t(actor.factorKept ? 'second-factor.accountKept' : 'second-factor.accountNone')}
        </p>
        <LinkButton href={`/${locale}/second-factor`} size="field">
          {t(actor.factorKept ? 'second-factor.lookAfter' : 'second-factor.setUp')}
        </LinkButton>
      </Card>
      <Card title={t('auth.account.sessions')} id="sessions">
        <SessionList
          lines={account.open.map((session) => ({
            id: session.sessionId,
            device: deviceText(session.device, t),
            seen: t('auth.account.seen', { at: momentText(session.lastSeenMs, locale) }),
            since: t('auth.account.since', { at: momentText(session.createdMs, locale) }),
            here: session.sessionId === actor.sessionId ? t('auth.account.here') : null,
            act:
              session.sessionId === actor.sessionId ? null : (
                <AnswerForm
                  action={endOne}
                  hidden={{ sessionId: session.sessionId }}
                  submit={t('auth.account.end')}
                  look="danger"
                  size="field"
                  words={words}
                  inline
                />
              ),
          }))}
        />
      </Card>
      {actorCanSomewhere(actor, 'marks') ? (
        <Card title={t('digest.account.title')} id="digest">
          <p className="text-ink-2">{t('digest.account.line')}</p>
          <p className="my-3 font-medium">{t(wanted ? 'digest.account.wanted' : 'digest.account.refused')}</p>
          <AnswerForm
            action={changeDigest}
            hidden={{ wanted: wanted ? '' : 'on' }}
            submit={t(wanted ? 'digest.account.stop' : 'digest.account.resume')}
            size="field"
            look="plain"
            words={words}
          />
        </Card>
      ) : null}
      <Card title={t('auth.account.language')} id="language">
        <AnswerForm
          action={changeLanguage}
          submit={t('auth.account.keep')}
          size="field"
          look="plain"
          words={words}
          fields={[
            {
              name: 'locale',
              label: t('auth.account.languageLabel'),
              start: actor.locale,
              options: LOCALES.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] })),
            },
          ]}
        />
      </Card>
    </div>
  )
}
