import type { Metadata } from 'next'
import { AuditTable } from '@/components/access/audit-table'
import { buttonLook } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { type AuditSeal, auditActors, auditOf, auditSeals, type AuditPage as Page } from '@/db/queries/audit'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { momentText } from '@/lib/access/present'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, messagesOf, wordsOf } from '@/lib/server/i18n'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { addressOf, askedOf, type Query, type Typed } from './asked'
import { FilterForm } from './filter-form'
import { auditRow, entityWord } from './present'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('audit.title') }
}

export default async function AuditPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'audit', 'ALL')
  const scope = scopeOf(actor)
  const asked = askedOf(await searchParams, locale)
  const t = await wordsOf(locale)
  const { page, actors, seals } = await reading(scope, async (db) => ({
    page: await auditOf(db, scope, asked.question),
    actors: await auditActors(db, scope),
    seals: await auditSeals(db, scope),
  }))
  const base = `/${locale}/office/audit`
  const rows = page.lines.map((line) => auditRow(line, base, t, locale))
  const { typed } = asked
  const codes = await codesOf(locale)
  const entity =
    typed.entity && (codes.entities.includes(typed.entity) ? entityWord(typed.entity, t) : typed.entity)
  return (
    <>
      <PageHead title={t(typed.id ? 'audit.oneTitle' : 'audit.title')} line={t('audit.line')} />
      {typed.id && typed.entity ? (
        <div className="mb-4 max-w-3xl">
          <Notice kindLabel={t('words.kind.info')}>
            {t('audit.one', {
              entity: [entity, rows[0]?.about].filter(Boolean).join(' '),
            })}{' '}
            · <a href={base}>{t('audit.clear')}</a>
          </Notice>
        </div>
      ) : null}
      <FilterForm
        asked={asked}
        {...codes}
        actors={actors}
        today={tehranDay(new Date())}
        base={base}
        t={t}
        locale={locale}
      />
      {rows.length === 0 ? (
        <EmptyState title={t('audit.empty')}>{t('audit.emptyLine')}</EmptyState>
      ) : (
        <AuditTable
          rows={rows}
          words={{
            caption: t('audit.caption'),
            when: t('audit.when'),
            who: t('audit.who'),
            what: t('audit.what'),
            where: t('audit.where'),
            details: t('audit.details'),
            noDetails: t('audit.noDetails'),
          }}
        />
      )}
      <Pages page={page} base={base} typed={typed} t={t} />
      <Seals seals={seals} t={t} locale={locale} />
    </>
  )
}

/** Where the chains end, to be written down: nothing before such a place can change without being found. */
function Seals({ seals, t, locale }: { seals: AuditSeal[]; t: Words; locale: Locale }) {
  return (
    <Card title={t('audit.seal.title')} className="mt-6">
      <p className="text-sm text-ink-2">{t(seals.length === 0 ? 'audit.seal.none' : 'audit.seal.line')}</p>
      <ul className="mt-2 grid gap-1 text-sm">
        {seals.map(({ place, rows, sealedAtMs, fingerprint }) => (
          <li key={place ?? ''}>
            <bdi>{place ?? t('audit.seal.nation')}</bdi>:{' '}
            {t('audit.seal.until', {
              rows: formatNumber(rows, locale),
              moment: momentText(sealedAtMs, locale),
            })}{' '}
            <code dir="ltr" lang="en">
              {fingerprint}
            </code>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Pages({ page, base, typed, t }: { page: Page; base: string; typed: Typed; t: Words }) {
  if (page.older === null && page.newer === null) return null
  return (
    <nav
      aria-label={t('audit.pages')}
      className="mt-4 flex items-center justify-center gap-4 text-sm print:hidden"
    >
      {page.newer === null ? null : (
        <a rel="prev" href={addressOf(base, typed, { after: page.newer })} className={buttonLook('plain')}>
          {t('audit.newer')}
        </a>
      )}
      {page.older === null ? null : (
        <a rel="next" href={addressOf(base, typed, { before: page.older })} className={buttonLook('plain')}>
          {t('audit.older')}
        </a>
      )}
    </nav>
  )
}

/** The acts and things the catalogue has words for, in the order it names them. */
async function codesOf(locale: Locale): Promise<{ actions: string[]; entities: string[] }> {
  const { audit } = await messagesOf(locale)
  const leaves = (tree: object, at: string): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [at + key] : leaves(value, `${at}${key}.`),
    )
  return { actions: leaves(audit?.action as object, ''), entities: leaves(audit?.entity as object, '') }
}
