import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signOut } from '@/app/_actions/access'
import { Weave } from '@/components/indicators/weave'
import { Card } from '@/components/ui/card'
import { HoursStatement } from '@/components/workshops/hours-statement'
import { hoursStatement } from '@/db/queries/workshops/hours-statement'
import { myWeave } from '@/db/queries/workshops/weave'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { monthAsked } from '@/lib/workshops/hours'
import { hoursView } from '../../../(office)/office/facilitators/[facilitatorId]/hours/present'
import { weaveRows } from '../../../(office)/office/indicators/present'
import { FieldFrame } from '../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ month?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('paper.hours.own') }
}

export default async function OwnHoursPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const month = monthAsked((await searchParams).month)
  const actor = await requireActor()
  const scope = scopeOf(actor)
  const [t, [page, lines]] = await Promise.all([
    wordsOf(locale),
    reading(
      scope,
      async (db) =>
        [await hoursStatement(db, scope, { facilitatorId: null, month }), await myWeave(db, scope)] as const,
    ),
  ])
  if (!page) notFound()
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-5">
        <HoursStatement t={t} view={hoursView(page, `/${locale}/today/hours`, t, locale)} />
        {lines.length > 0 ? (
          <Card id="weave" title={t('weave.mine')}>
            <Weave
              t={t}
              locale={locale}
              rows={weaveRows(lines, t, locale, (id) => `/${locale}/today/${id}`)}
            />
          </Card>
        ) : null}
      </div>
    </FieldFrame>
  )
}
