import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { strikeOut, volunteerLeft } from '@/app/_actions/associations'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { shiftsOf, volunteersOf } from '@/db/queries/associations/association-page'
import { serviceCardOf, serviceCertificates } from '@/db/queries/associations/service'
import { identifiedVolunteers } from '@/db/queries/picture/referrals'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { dayTyped } from '@/lib/shared/jalali'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { IdentityCard } from '../../../../../../_picture/identity-card'
import { requireAssociations } from '../../../allowed'
import { foundAssociation } from '../../../found'
import { noticeWords, on } from '../../../present'
import { associationsBase } from '../../../tabs'
import { OwnCards } from './own-cards'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; associationId: string; volunteerId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('associations.volunteerPage') }
}

/** One volunteer's hours, turn by turn; from within her association only. */
export default async function VolunteerPage({ params }: Props) {
  const { locale: asked, associationId, volunteerId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireAssociations(actor, 'record')
  if (!isUuid(volunteerId)) notFound()
  const scope = scopeOf(actor)
  const [t, { row, today }] = await Promise.all([wordsOf(locale), foundAssociation(actor, associationId)])
  const told = { t, locale }
  const { her, shifts, cardSince, certificates, known } = await reading(scope, async (db) => ({
    her: (await volunteersOf(db, scope, associationId)).find((one) => one.volunteerId === volunteerId),
    shifts: await shiftsOf(db, scope, volunteerId),
    cardSince: await serviceCardOf(db, scope, volunteerId),
    certificates: await serviceCertificates(db, scope, { scopeId: row.scopeId, volunteerId }),
    known: (await identifiedVolunteers(db, scope, { volunteerIds: [volunteerId] })).get(volunteerId) ?? null,
  }))
  if (!her) notFound()
  const home = `${associationsBase(locale)}/${associationId}`
  const back = `${home}/volunteers/${volunteerId}`
  const caption = t('associations.turns')
  return (
    <div className="grid max-w-4xl gap-5">
      <PageHead
        title={<bdi>{her.name}</bdi>}
        line={
          <>
            <a href={`${home}#volunteers`}>
              <bdi>{t('associations.named', { name: row.nameFa })}</bdi>
            </a>{' '}
            · {t(`associations.role.${her.role}`)} ·{' '}
            {her.leftOn
              ? t('associations.fromTo', { from: on(her.joinedOn, told), to: on(her.leftOn, told) })
              : t('associations.since', { day: on(her.joinedOn, told) })}
          </>
        }
      />
      <Card
        id="turns"
        title={caption}
        aside={t('associations.turnsSum', {
          count: formatNumber(her.turns, locale),
          hours: formatHours(her.minutes, locale),
        })}
      >
        {shifts.length === 0 ? (
          <p className="text-sm text-ink-2">{t('associations.noTurns')}</p>
        ) : (
          <Table caption={caption} captionHidden label={caption} dense>
            <thead>
              <tr>
                <HeadCell>{t('associations.field.day')}</HeadCell>
                <HeadCell>{t('associations.field.title')}</HeadCell>
                <HeadCell>{t('associations.field.role')}</HeadCell>
                <HeadCell numeric>{t('associations.column.hours')}</HeadCell>
                <HeadCell>{t('associations.column.act')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {shifts.map((one) => (
                <tr key={one.shiftId}>
                  <RowHead>{on(one.day, told)}</RowHead>
                  <Cell>
                    <bdi>{one.titleFa}</bdi>
                  </Cell>
                  <Cell>{t(`associations.role.${one.role}`)}</Cell>
                  <Cell numeric>{formatHours(one.minutes, locale)}</Cell>
                  <Cell>
                    <FieldsForm
                      action={strikeOut}
                      hidden={{ shiftId: one.shiftId, back }}
                      idPrefix={`${one.shiftId}-`}
                      look="quiet"
                      submit={t('associations.strike')}
                      words={noticeWords(told)}
                      fields={[]}
                    />
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <OwnCards told={told} her={her} today={today} cardSince={cardSince} certificates={certificates} />
      {her.leftOn && !known ? null : (
        <IdentityCard told={told} volunteerId={volunteerId} known={known} back={back} />
      )}
      {her.leftOn ? null : (
        <details className="rounded-lg border border-line bg-surface px-4 py-2">
          <summary className="min-h-11 py-2 font-semibold text-lapis">{t('associations.left')}</summary>
          <p className="mb-3 text-sm text-ink-2">{t('associations.leftLine')}</p>
          <FieldsForm
            action={volunteerLeft}
            hidden={{ volunteerId, version: String(her.version), back }}
            submit={t('associations.leftSubmit')}
            look="plain"
            words={noticeWords(told)}
            columns={2}
            fields={[
              {
                kind: 'text',
                name: 'leftOn',
                label: t('associations.field.leftOn'),
                start: dayTyped(today, locale),
                ltr: true,
                inputMode: 'numeric',
              },
            ]}
          />
        </details>
      )}
    </div>
  )
}
