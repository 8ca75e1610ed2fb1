import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addRole, newLink, putOut, switchAccount, takeRole } from '@/app/_actions/access'
import { takeFactor } from '@/app/_actions/second-factor'
import { AnswerForm } from '@/components/access/answer-form'
import { LinkForm } from '@/components/access/link-form'
import { deviceText, SessionList } from '@/components/access/session-list'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { accountOf, nodesToGive } from '@/db/queries/access'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { handleText, momentText } from '@/lib/access/present'
import { roleFits } from '@/lib/access/role-place'
import { requireAccountsDesk, rolesToGive } from '@/lib/server/accounts-desk'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { linkWords } from '@/lib/server/link-words'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; accountId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('accounts.one') }
}

export default async function AccountPage({ params }: Props) {
  const { locale: segment, accountId } = await params
  const locale = localeOf(segment)
  const actor = await requireAccountsDesk()
  const scope = scopeOf(actor)
  const [account, nodes] = await reading(scope, async (db) => [
    await accountOf(db, scope, { userId: accountId, locale }),
    await nodesToGive(db, scope, locale),
  ])
  if (!account) notFound()
  const t = await wordsOf(locale)
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  const roles = rolesToGive(actor, nodes)
  const places = nodes.filter((node) => roles.some((role) => roleFits(role, node)))
  const reach = new Set(nodes.map((node) => node.id))
  const user = { userId: account.userId }
  const active = account.status === 'ACTIVE'
  return (
    <>
      <PageHead
        title={account.name}
        line={
          <span className="inline-flex flex-wrap items-center gap-3">
            {account.handles.map((handle) => (
              <bdi key={handle} dir="ltr">
                {handleText(handle, locale)}
              </bdi>
            ))}
            <Badge tone={active ? 'done' : 'broken'}>
              {t(active ? 'accounts.active' : 'accounts.disabled')}
            </Badge>
          </span>
        }
        actions={<a href={`/${locale}/office/accounts`}>{t('accounts.back')}</a>}
      />
      {account.mayManage ? null : (
        <div className="mb-5 max-w-3xl">
          <Notice kindLabel={t('words.kind.info')}>
            {t(account.userId === actor.userId ? 'accounts.ownLine' : 'accounts.beyond')}
          </Notice>
        </div>
      )}
      <div className="grid max-w-5xl items-start gap-5 lg:grid-cols-2">
        <Card title={t('accounts.roles')} id="roles">
          {account.roles.length === 0 ? <p className="text-ink-2">{t('accounts.noRole')}</p> : null}
          <ul className="mb-4 grid">
            {account.roles.map((held) => (
              <li
                key={held.grantId}
                className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-2"
              >
                <span>
                  {t('accounts.roleAt', { role: t(`accounts.role.${held.role}`), place: held.place })}
                </span>
                {account.mayManage && reach.has(held.scopeId) && roles.includes(held.role as never) ? (
                  <AnswerForm
                    action={takeRole}
                    hidden={{ grantId: held.grantId }}
                    submit={t('accounts.endRole')}
                    look="danger"
                    words={words}
                    inline
                  />
                ) : null}
              </li>
            ))}
          </ul>
          {account.mayManage && roles.length > 0 ? (
            <details>
              <summary className="min-h-10 cursor-pointer py-2 font-semibold text-lapis">
                {t('accounts.addRole')}
              </summary>
              <p className="mb-3 text-sm text-ink-2">{t('accounts.roleEnds')}</p>
              <AnswerForm
                action={addRole}
                hidden={user}
                submit={t('accounts.give')}
                words={words}
                idPrefix="give-"
                fields={[
                  {
                    name: 'role',
                    label: t('accounts.roleLabel'),
                    start: roles[0],
                    options: roles.map((role) => ({ value: role, label: t(`accounts.role.${role}`) })),
                  },
                  {
                    name: 'scopeId',
                    label: t('accounts.place'),
                    hint: t('accounts.placeHint'),
                    start: String(places.find((node) => roles[0] && roleFits(roles[0], node))?.id ?? ''),
                    options: places.map((node) => ({ value: String(node.id), label: node.name })),
                  },
                ]}
              />
            </details>
          ) : null}
        </Card>
        <Card title={t('accounts.sessions')} id="sessions">
          {account.open.length === 0 ? <p className="mb-3 text-ink-2">{t('accounts.noSession')}</p> : null}
          <SessionList
            lines={account.open.map((session) => ({
              id: session.sessionId,
              device: deviceText(session.device, t),
              seen: t('auth.account.seen', { at: momentText(session.lastSeenMs, locale) }),
              since: t('auth.account.since', { at: momentText(session.createdMs, locale) }),
              here: null,
              act: null,
            }))}
          />
          {account.mayManage && account.open.length > 0 ? (
            <div className="mt-3">
              <AnswerForm
                action={putOut}
                hidden={user}
                submit={t('accounts.putOut')}
                look="danger"
                words={words}
                inline
              />
            </div>
          ) : null}
        </Card>
        {account.mayManage && account.hasFactor ? (
          <Card title={t('second-factor.title')} id="second-factor">
            <p className="mb-3 text-sm text-ink-2">{t('second-factor.resetLine')}</p>
            <AnswerForm
              action={takeFactor}
              hidden={user}
              submit={t('second-factor.reset')}
              look="danger"
              words={words}
              inline
            />
          </Card>
        ) : null}
        {account.mayManage ? (
          <Card title={t('accounts.linkCard')} id="link">
            <p className="mb-3 text-sm text-ink-2">
              {t(account.linkOpen ? 'accounts.linkOpen' : 'accounts.linkWhen')}
            </p>
            <LinkForm
              action={newLink}
              hidden={user}
              submit={t('accounts.newLink')}
              look="plain"
              words={linkWords(t, 'accounts.linkLine')}
            />
          </Card>
        ) : null}
        {account.mayManage ? (
          <Card title={t(active ? 'accounts.disableCard' : 'accounts.enableCard')} id="status">
            <p className="mb-3 text-sm text-ink-2">
              {t(active ? 'accounts.disableLine' : 'accounts.enableLine')}
            </p>
            <AnswerForm
              action={switchAccount}
              hidden={{ ...user, status: active ? 'DISABLED' : 'ACTIVE' }}
              submit={t(active ? 'accounts.disable' : 'accounts.enable')}
              look={active ? 'danger' : 'plain'}
              words={words}
              inline
            />
          </Card>
        ) : null}
      </div>
    </>
  )
}
