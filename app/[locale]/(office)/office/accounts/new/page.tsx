import type { Metadata } from 'next'
import { openAccount } from '@/app/_actions/access'
import { LinkForm } from '@/components/access/link-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { nodesToGive } from '@/db/queries/access'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { GIVEN_ROLES, roleFits } from '@/lib/access/role-place'
import { requireAccountsDesk, rolesToGive } from '@/lib/server/accounts-desk'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { linkWords } from '@/lib/server/link-words'
import { LANGUAGE_NAMES, LOCALES } from '@/lib/shared/locale'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('accounts.new') }
}

export default async function NewAccountPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireAccountsDesk()
  const t = await wordsOf(locale)
  const scope = scopeOf(actor)
  const nodes = await reading(scope, (db) => nodesToGive(db, scope, locale))
  const roles = rolesToGive(actor, nodes)
  const places = nodes.filter((node) =>
    GIVEN_ROLES.some((role) => roles.includes(role) && roleFits(role, node)),
  )
  return (
    <>
      <PageHead
        title={t('accounts.new')}
        line={t('accounts.newLine')}
        actions={<a href={`/${locale}/office/accounts`}>{t('accounts.back')}</a>}
      />
      {roles.length === 0 ? (
        <EmptyState title={t('accounts.noPlace')}>{t('accounts.noPlaceLine')}</EmptyState>
      ) : (
        <Card className="max-w-xl">
          <LinkForm
            action={openAccount}
            submit={t('accounts.create')}
            words={linkWords(t, 'accounts.linkLine')}
            fields={[
              { name: 'name', label: t('accounts.name'), autoComplete: 'off' },
              {
                name: 'handle',
                label: t('auth.signIn.handle'),
                hint: t('auth.signIn.handleHint'),
                autoComplete: 'off',
                ltr: true,
              },
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
              {
                name: 'locale',
                label: t('accounts.language'),
                start: 'fa',
                options: LOCALES.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] })),
              },
            ]}
          />
        </Card>
      )}
    </>
  )
}
