import type { Metadata } from 'next'
import { dissolve } from '@/app/_actions/associations'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import {
  activitiesOf,
  movesOf,
  partnersOf,
  stepsOf,
  volunteersOf,
} from '@/db/queries/associations/association-page'
import { serviceCertificates, serviceQueries, waitingQueries } from '@/db/queries/associations/service'
import { stepPapers } from '@/db/queries/files/pictures'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { warnings } from '@/lib/associations/formation'
import { seasonWarning } from '@/lib/associations/lunar'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sentenceOf } from '@/lib/server/said'
import { addDays } from '@/lib/shared/jalali'
import { formatHours, formatNumber, localDigits } from '@/lib/shared/number'
import { requireAssociations } from '../allowed'
import { foundAssociation } from '../found'
import { countyOf, noticeWords, on, toneOf } from '../present'
import { associationsBase } from '../tabs'
import { ActivitiesCard } from './activities-card'
import { PartnersCard } from './partners-card'
import { QueriesCard } from './queries-card'
import { ServiceCertificates } from './service-certificates'
import { StepsCard } from './steps-card'
import { VolunteersCard } from './volunteers-card'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; associationId: string }>
  searchParams: Promise<{ refused?: string }>
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('associations.one') }
}

/** One association: its five steps with what shows them, its partners, what it does, and within it its volunteers. */
export default async function AssociationPage({ params, searchParams }: Props) {
  const { locale: asked, associationId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireAssociations(actor)
  const scope = scopeOf(actor)
  const [t, { row, today, rules }] = await Promise.all([
    wordsOf(locale),
    foundAssociation(actor, associationId),
  ])
  const told = { t, locale }
  const [steps, moves, partners, activities, volunteers, papers, certificates, queries, waiting] =
    await reading(scope, async (db) => [
      await stepsOf(db, scope, associationId),
      await movesOf(db, scope, associationId),
      await partnersOf(db, scope, associationId),
      await activitiesOf(db, scope, associationId),
      await volunteersOf(db, scope, associationId),
      await stepPapers(db, scope, associationId),
      await serviceCertificates(db, scope, { scopeId: row.scopeId }),
      await serviceQueries(db, scope, associationId),
      await waitingQueries(db, scope, row.scopeId),
    ])
  const base = associationsBase(locale)
  const back = `${base}/${associationId}`
  const forms = actorCan(actor, 'run', row)
  const records = forms || actorCan(actor, 'record', row)
  // Who works within the association: her grant stands at its own node.
  const within = actor.grants.some((one) => one.scopeId === row.scopeId && actorCan(actor, 'record', row))
  const said = [
    ...warnings({ partners: row.partners.length, state: row.state }),
    seasonWarning(row.days.filter((day) => day > addDays(today, -365))),
  ].filter((one) => one !== null)
  const shared = { told, row, today, back }
  const facts = [
    t('associations.fact.hours', {
      count: formatHours(
        row.held.reduce((all, one) => all + one.minutes, 0),
        locale,
      ),
    }),
    t('associations.fact.reached', {
      count: formatNumber(
        row.held.reduce((all, one) => all + one.beneficiaries, 0),
        locale,
      ),
    }),
    row.lastActivity
      ? t('associations.fact.last', { day: on(row.lastActivity, told) })
      : t('associations.fact.noActivity'),
    t(row.coordinators > 0 ? 'associations.fact.coordinator' : 'associations.fact.noCoordinator'),
  ]
  return (
    <div className="grid gap-5">
      <PageHead
        title={<bdi>{t('associations.named', { name: row.nameFa })}</bdi>}
        line={
          <bdi>
            {[
              countyOf(row, locale),
              t(`associations.group.${row.group}`),
              localDigits(row.code, locale),
            ].join(' · ')}
          </bdi>
        }
        actions={<Badge tone={toneOf(row.standing)}>{t(`associations.standing.${row.standing}`)}</Badge>}
      />
      <p className="text-sm text-ink-2">{facts.join(' · ')}</p>
      {said.length > 0 ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          <ul className="grid gap-1">
            {said.map(({ code, values }) => (
              <li key={code}>{sentenceOf(t, code, values, locale)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {waiting && forms ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {t('association-service.queries.waiting', {
            count: formatNumber(waiting.waiting, locale),
            day: on(waiting.since, told),
          })}
        </Notice>
      ) : null}
      <StepsCard
        {...shared}
        steps={steps}
        papers={records ? papers : null}
        refused={(await searchParams).refused}
        may={forms}
        stuckDays={rules.ASSOC_STUCK_DAYS}
      />
      <ActivitiesCard
        {...shared}
        activities={activities}
        volunteers={volunteers}
        may={records}
        within={within}
      />
      {within ? <VolunteersCard {...shared} volunteers={volunteers} /> : null}
      {within ? <QueriesCard told={told} back={back} queries={queries} /> : null}
      {records && certificates.length > 0 ? (
        <Card
          id="certificates"
          title={t('association-service.certificates.title')}
          aside={t('association-service.certificates.aside')}
        >
          <ServiceCertificates told={told} rows={certificates} />
        </Card>
      ) : null}
      <PartnersCard {...shared} partners={partners} may={forms} />
      <Card id="history" title={t('associations.history')}>
        <ol className="grid gap-1 text-sm">
          {moves.map((move) => (
            <li key={move.moveId} className="flex flex-wrap gap-x-3">
              <span className="font-semibold">{t(`associations.standing.${move.to}`)}</span>
              <span className="text-ink-2">{on(move.day, told)}</span>
              {move.reason ? <bdi>{move.reason}</bdi> : null}
            </li>
          ))}
        </ol>
      </Card>
      {forms && row.state !== 'DISSOLVED' ? (
        <details className="rounded-lg border border-line bg-surface px-4 py-2">
          <summary className="min-h-11 py-2 font-semibold text-pomegranate">
            {t('associations.dissolve')}
          </summary>
          <p className="mb-3 max-w-measure text-sm text-ink-2">{t('associations.dissolveLine')}</p>
          <FieldsForm
            action={dissolve}
            hidden={{ associationId, version: String(row.version), back }}
            idPrefix="dissolve-"
            look="danger"
            submit={t('associations.dissolveSubmit')}
            words={noticeWords(told)}
            fields={[
              {
                kind: 'text',
                name: 'reason',
                label: t('associations.field.reason'),
                hint: t('associations.hint.nobody'),
                maxLength: 300,
              },
            ]}
          />
        </details>
      ) : null}
    </div>
  )
}
