import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { planAims } from '@/db/queries/indicators/aims'
import { targetHistory } from '@/db/queries/indicators/targets'
import { readingAnywhere } from '@/db/transaction'
import { actorCan, actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { isIndicatorCode } from '@/lib/indicators/catalogue'
import { type EntryCode, isEntryCode, type OtherCode } from '@/lib/indicators/dictionary'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sentenceOf } from '@/lib/server/said'
import { addressOf, askedRun } from '../asked'
import { AboutCard } from './about-card'
import { type AskedSheet, countedSheet, otherSheet } from './found'
import { IndicatorSheet } from './indicator-sheet'
import { OtherSheet } from './other-sheet'
import { OutsideCard } from './outside-card'
import { TargetCard } from './target-card'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; code: string }>; searchParams: Promise<AskedSheet> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, code } = await params
  const t = await wordsOf(localeOf(locale))
  return { title: isEntryCode(code) ? t(`indicators.names.${code}`) : t('nav.indicators') }
}

/** One indicator of the catalogue: its number and the rows behind it, by what it is made of, with targets and definition. */
export default async function IndicatorPage({ params, searchParams }: Props) {
  const { locale: askedLocale, code } = await params
  const locale = localeOf(askedLocale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'see')
  if (!isEntryCode(code)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await readingAnywhere(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    if (!at) return null
    const seesPeople = actorCanSomewhere(actor, 'people')
    return {
      at,
      aims: await planAims(db, scope),
      history: await targetHistory(db, scope, { runId: at.run.runId, code }),
      counted: isIndicatorCode(code) ? await countedSheet(db, scope, at, code, asked, seesPeople) : null,
      other: isIndicatorCode(code) ? null : await otherSheet(db, scope, at, code as OtherCode, actor),
    }
  })
  if (!found)
    return (
      <EmptyState title={t('indicator-catalogue.noRun')}>{t('indicator-catalogue.noRunLine')}</EmptyState>
    )
  const { at, aims, history, counted, other } = found
  const names = { fa: await nameIn('fa', code), en: await nameIn('en', code) }
  const cards = (
    <>
      {code === 'O-15' ? null : (
        <TargetCard
          t={t}
          locale={locale}
          code={code}
          history={history}
          href={addressOf(`/${locale}/office/targets`, at, { code })}
        />
      )}
      <AboutCard t={t} locale={locale} code={code} aims={aims} names={names} />
    </>
  )
  if (isIndicatorCode(code) && counted)
    return (
      <IndicatorSheet t={t} locale={locale} code={code} at={at} {...counted}>
        {cards}
      </IndicatorSheet>
    )
  if (!other) notFound()
  return (
    <OtherSheet t={t} locale={locale} at={at} measure={other.measure}>
      {other.outside ? (
        <OutsideCard
          t={t}
          locale={locale}
          run={at.run}
          figures={other.outside.figures}
          counties={other.outside.counties}
          mayEnter={actorCan(actor, 'run', at.run)}
          refused={
            /^E-(OUT|FIL|GEN)-\d\d$/.test(asked.refused ?? '')
              ? sentenceOf(t, asked.refused!, { max: 5 }, locale)
              : null
          }
          kept={asked.kept === '1'}
        />
      ) : null}
      {cards}
    </OtherSheet>
  )
}

const nameIn = async (locale: 'fa' | 'en', code: EntryCode) =>
  (await wordsOf(locale))(`indicators.names.${code}`)
