import type { Metadata } from 'next'
import { signOut } from '@/app/_actions/access'
import { HoursLedger } from '@/components/workshops/hours-ledger'
import { type SignedMember, signedMembers } from '@/db/queries/people/signs'
import { type MyCohort, myCohorts } from '@/db/queries/programmes/my-cohorts'
import { cohortLedger, type LedgerLine } from '@/db/queries/workshops/ledger'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import type { Locale, Words } from '@/lib/shared/locale'
import { byUrgency } from '@/lib/workshops/ledger'
import { ledgerRows } from '../../../_follow-up/ledger-rows'
import { GroupSigns } from '../../../_signs/group-signs'
import { FieldFrame } from '../field-frame'
import { SafeguardLink } from '../safeguard/safeguard-link'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('follow-up.group.title') }
}

export default async function GroupPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const groups = await reading(scope, async (db) => {
    const found: { cohort: MyCohort; lines: LedgerLine[]; members: SignedMember[] }[] = []
    for (const cohort of await myCohorts(db, scope))
      found.push({
        cohort,
        lines: await cohortLedger(db, scope, { cohortId: cohort.cohortId }),
        members: await signedMembers(db, scope, cohort.cohortId),
      })
    return found
  })
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-6">
        <div>
          <h1 className="text-xl">{t('follow-up.group.title')}</h1>
          <p className="text-sm text-ink-2">{t('follow-up.ledger.line')}</p>
        </div>
        {groups.length === 0 ? <p className="text-ink-2">{t('follow-up.group.none')}</p> : null}
        {groups.map(({ cohort, lines, members }) => (
          <Group
            key={cohort.cohortId}
            t={t}
            locale={locale}
            cohort={cohort}
            lines={lines}
            members={members}
          />
        ))}
        <SafeguardLink t={t} locale={locale} />
      </div>
    </FieldFrame>
  )
}

type GroupProps = {
  t: Words
  locale: Locale
  cohort: MyCohort
  lines: LedgerLine[]
  members: SignedMember[]
}

/** Who needs an eye first is her own work list; the whole group stands by its rows. */
function Group({ t, locale, cohort, lines, members }: GroupProps) {
  const enrolled = lines.filter(({ ledger }) => ledger !== null)
  const urgent = byUrgency(
    enrolled.filter(({ ledger }) => ledger?.state === 'AT_RISK' || ledger?.state === 'OUT_OF_REACH'),
  )
  const list = (people: LedgerLine[]) => (
    <HoursLedger t={t} locale={locale} people={ledgerRows(people, () => null)} />
  )
  return (
    <section aria-labelledby={`group-${cohort.cohortId}`} className="grid gap-4">
      <h2 id={`group-${cohort.cohortId}`} className="text-lg">
        <bdi>{locale === 'fa' ? cohort.placeFa : cohort.placeEn}</bdi>
      </h2>
      <div className="rounded-lg border border-line bg-surface px-4 py-3">
        <h3 className="text-base">{t('follow-up.group.needEye')}</h3>
        {urgent.length === 0 ? <p className="text-ink-2">{t('follow-up.group.nobody')}</p> : list(urgent)}
      </div>
      <div className="rounded-lg border border-line bg-surface px-4 py-3">
        <h3 className="text-base">{t('follow-up.group.everyone')}</h3>
        {list(enrolled)}
      </div>
      {members.length > 0 ? (
        <div id="signs" className="rounded-lg border border-line bg-surface px-4 py-3">
          <h3 className="text-base">{t('signs.title')}</h3>
          <GroupSigns
            t={t}
            locale={locale}
            cohortId={cohort.cohortId}
            members={members}
            base={`/${locale}/today/group`}
          />
        </div>
      ) : null}
    </section>
  )
}
