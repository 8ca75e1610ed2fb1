import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { ListFilter } from '@/components/ui/list-filter'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { ACCOUNTS_PER_PAGE, type AccountLine, accountsOf } from '@/db/queries/access'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { handleText, momentText } from '@/lib/access/present'
import { requireAccountsDesk } from '@/lib/server/accounts-desk'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, latinDigits } from '@/lib/shared/number'
import { filtersOf, listAddress, pageOf, pagesOf, type Query } from '@/lib/shared/pagination'
import { cleanText } from '@/lib/shared/persian-text'
import { listWords } from '../list-words'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<Query>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('accounts.title') }
}

export default async function AccountsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireAccountsDesk()
  const query = await searchParams
  const typed = cleanText(filtersOf(query, ['q']).q ?? '')
  // A mobile is stored as +989…: looked for by the digits after the leading zero.
  const text = latinDigits(typed).replace(/^0(?=9)/, '')
  const page = pageOf(query)
  const t = await wordsOf(locale)
  const scope = scopeOf(actor)
  const { lines, total } = await reading(scope, (db) => accountsOf(db, scope, { text, page, locale }))
  const base = `/${locale}/office/accounts`
  return (
    <>
      <PageHead
        title={t('accounts.title')}
        line={t('accounts.count', { count: total })}
        actions={
          <LinkButton href={`${base}/new`} look="primary">
            {t('accounts.new')}
          </LinkButton>
        }
      />
      <div className="mb-4">
        <ListFilter
          action={base}
          kept={{}}
          search={{ label: t('accounts.search'), value: typed }}
          words={listWords(t)}
          clearHref={typed ? base : null}
        />
      </div>
      {lines.length === 0 ? (
        <EmptyState title={t('accounts.empty')}>{t('accounts.emptyLine')}</EmptyState>
      ) : (
        <Table caption={t('accounts.title')} captionHidden label={t('accounts.title')}>
          <thead>
            <tr>
              <HeadCell>{t('accounts.name')}</HeadCell>
              <HeadCell className="hidden sm:table-cell">{t('accounts.handle')}</HeadCell>
              <HeadCell>{t('accounts.roles')}</HeadCell>
              <HeadCell>{t('accounts.state')}</HeadCell>
              <HeadCell numeric className="hidden sm:table-cell">
                {t('accounts.open')}
              </HeadCell>
              <HeadCell className="hidden sm:table-cell">{t('accounts.lastSeen')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {lines.map((account) => (
              <Row
                key={account.userId}
                account={account}
                href={`${base}/${account.userId}`}
                t={t}
                locale={locale}
              />
            ))}
          </tbody>
        </Table>
      )}
      <Pagination
        t={t}
        locale={locale}
        page={page}
        pages={pagesOf(total, ACCOUNTS_PER_PAGE)}
        hrefOf={(to) => listAddress(base, { q: typed }, to)}
      />
    </>
  )
}

function Row({ account, href, t, locale }: { account: AccountLine; href: string; t: Words; locale: Locale }) {
  const never = account.lastSeenMs === null
  const handles = account.handles.map((handle) => (
    <bdi key={handle} dir="ltr" className="block sm:whitespace-nowrap">
      {handleText(handle, locale)}
    </bdi>
  ))
  return (
    <tr>
      <RowHead>
        <a href={href} className="font-semibold">
          {account.name}
        </a>
        <span className="block text-xs break-all text-ink-2 sm:hidden">{handles}</span>
      </RowHead>
      <Cell className="hidden sm:table-cell">{handles}</Cell>
      <Cell className="sm:min-w-56">
        {account.roles.length === 0 ? <span className="text-ink-2">{t('accounts.noRole')}</span> : null}
        {account.roles.map((held) => (
          <span key={held.grantId} className="block">
            {t('accounts.roleAt', { role: t(`accounts.role.${held.role}`), place: held.place })}
          </span>
        ))}
      </Cell>
      <Cell>
        {account.status === 'DISABLED' ? (
          <Badge tone="broken">{t('accounts.disabled')}</Badge>
        ) : never ? (
          <Badge tone={account.linkOpen ? 'hint' : 'late'}>
            {t(account.linkOpen ? 'accounts.invited' : 'accounts.neverIn')}
          </Badge>
        ) : (
          <Badge tone="done">{t('accounts.active')}</Badge>
        )}
      </Cell>
      <Cell numeric className="hidden sm:table-cell">
        {formatNumber(account.sessions, locale)}
      </Cell>
      <Cell className="hidden sm:table-cell">
        {account.lastSeenMs === null ? t('words.none') : momentText(account.lastSeenMs, locale)}
      </Cell>
    </tr>
  )
}
