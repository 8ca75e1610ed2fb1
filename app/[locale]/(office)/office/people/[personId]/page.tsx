import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PersonCard } from '@/components/people/person-card'
import { ledgerSentence } from '@/components/workshops/hours-ledger'
import { viewPerson } from '@/db/commands/people/view-person'
import { personLedgers } from '@/db/queries/workshops/ledger'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { requestIdOf } from '@/lib/server/action'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { ReferCard } from '../../../../_picture/refer-card'
import { EraseCard } from './erase-card'
import { revealers, Seen } from './safety'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; personId: string }>
  searchParams: Promise<{ show?: string; seen?: string; erase?: string }>
}

// No name in the title: titles stay in a browser's history.
export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('nav.people') }
}

export default async function PersonPage({ params, searchParams }: Props) {
  const { locale: segment, personId } = await params
  const asked = await searchParams
  const locale = localeOf(segment)
  const actor = await requireActor()
  requirePower(actor, 'people', 'ALL')
  if (!isUuid(personId)) notFound()
  const person = await viewPerson({ actor, now: new Date(), requestId: await requestIdOf() }, { personId })
  if (!person) notFound()
  const t = await wordsOf(locale)
  const scope = scopeOf(actor)
  const ledgers = await reading(scope, (db) => personLedgers(db, scope, { personId }))
  const hoursLines = Object.fromEntries(
    ledgers.flatMap(({ enrolmentId, ledger }) =>
      ledger
        ? [
            [
              enrolmentId,
              [
                t(`follow-up.ledger.state.${ledger.state}`),
                ...(ledger.state === 'DONE' ? [] : [ledgerSentence(ledger, t, locale)]),
              ].join(' · '),
            ],
          ]
        : [],
    ),
  )
  const base = `/${locale}/office`
  const safety = { actor, person, here: `${base}/people/${personId}`, t, locale }
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(asked.seen)) || 1))
  const erasing = <EraseCard {...safety} open={asked.erase === '1'} />
  return (
    <PersonCard
      t={t}
      locale={locale}
      base={base}
      person={person}
      plan={actorCanSomewhere(actor, 'people', 'RESILIENCE')}
      hoursLines={hoursLines}
      reveal={revealers({ ...safety, show: asked.show })}
    >
      {person.erasedOn ? (
        erasing
      ) : (
        <ReferCard
          told={{ t, locale }}
          actor={actor}
          personId={personId}
          back={`${base}/people/${personId}`}
        />
      )}
      <Seen {...safety} page={page} />
      {person.erasedOn ? null : erasing}
    </PersonCard>
  )
}
