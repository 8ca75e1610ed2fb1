import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { answerTo, showWho } from '@/app/_actions/picture'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { madeReferrals, type ProgrammeReferral, receivedReferrals } from '@/db/queries/picture/referrals'
import { reading } from '@/db/transaction'
import { type Actor, actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { REFUSAL_REASONS } from '@/lib/picture/referral'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { agedLine, formWords, ReferralBadge } from '../../../../_picture/refer-card'
import type { Told } from '../present'
import { PictureTabs, pictureBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('picture.inbox.title') }
}

const mayRefer = (actor: Actor) =>
  (['enrol', 'devolve', 'run'] as const).some((power) => actorCanSomewhere(actor, power))

/** Referrals between programmes: those that came to the reader's office, the oldest first, and those she made. */
export default async function ReferralsPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  if (!mayRefer(actor)) notFound()
  const scope = scopeOf(actor)
  const now = new Date()
  const t = await wordsOf(locale)
  const told = { t, locale }
  const { came, made } = await reading(scope, async (db) => ({
    came: await receivedReferrals(db, scope, { now }),
    made: await madeReferrals(db, scope, { now }),
  }))
  const waiting = came.filter(({ status }) => status === 'OFFERED')
  const taken = came.filter(({ status }) => status === 'ACCEPTED')
  const refused = came.filter(({ status }) => status === 'REFUSED')
  const back = `${pictureBase(locale)}/referrals`
  return (
    <div className="grid max-w-4xl gap-5">
      <PageHead title={t('picture.inbox.title')} line={t('picture.inbox.line')} />
      <PictureTabs t={t} locale={locale} actor={actor} at="/referrals" />
      {waiting.length === 0 ? (
        <EmptyState title={t('picture.inbox.empty')}>{t('picture.inbox.emptyLine')}</EmptyState>
      ) : (
        <Card id="waiting" title={t('picture.inbox.waiting')}>
          {waiting.map((one) => (
            <div key={one.referralId} className="grid gap-3 border-b border-line py-3 last:border-b-0">
              <About told={told} one={one} />
              <Who told={told} one={one} />
              <FieldsForm
                action={answerTo}
                hidden={{ ...hiddenOf(one), answer: 'ACCEPTED', back }}
                idPrefix={`${one.referralId}-yes-`}
                fields={[]}
                submit={t('picture.inbox.accept')}
                words={formWords(t)}
              />
              <details>
                <summary className="min-h-11 py-2 text-lapis">{t('picture.inbox.refuse')}</summary>
                <FieldsForm
                  action={answerTo}
                  hidden={{ ...hiddenOf(one), answer: 'REFUSED', back }}
                  idPrefix={`${one.referralId}-no-`}
                  look="plain"
                  fields={[
                    {
                      kind: 'select',
                      name: 'reason',
                      label: t('picture.inbox.reason'),
                      hint: t('picture.inbox.reasonHint'),
                      options: [
                        { value: '', label: t('picture.inbox.choose') },
                        ...REFUSAL_REASONS.map((value) => ({ value, label: t(`picture.reason.${value}`) })),
                      ],
                    },
                  ]}
                  submit={t('picture.inbox.refuseSubmit')}
                  words={formWords(t)}
                />
              </details>
            </div>
          ))}
        </Card>
      )}
      {taken.length > 0 ? (
        <Card id="taken" title={t('picture.inbox.taken')}>
          {taken.map((one) => (
            <div key={one.referralId} className="grid gap-2 border-b border-line py-3 last:border-b-0">
              <About told={told} one={one} />
              <Who told={told} one={one} />
            </div>
          ))}
        </Card>
      ) : null}
      <Lines told={told} id="refused" title={t('picture.inbox.refused')} lines={refused} />
      <Lines told={told} id="made" title={t('picture.refer.made')} lines={made} />
    </div>
  )
}

type Line = { told: Told; one: ProgrammeReferral }
const hiddenOf = ({ referralId, version }: ProgrammeReferral) => ({ referralId, version: String(version) })

function About({ told, one }: Line) {
  const { t, locale } = told
  return (
    <p className="flex flex-wrap items-center gap-2">
      <b>{t(`picture.programme.${one.programme}`)}</b>
      <ReferralBadge told={told} status={one.status} />
      <span className="text-sm text-ink-2">
        <bdi>{locale === 'fa' ? one.countyFa : one.countyEn}</bdi> · {agedLine(one, told)}
      </span>
    </p>
  )
}

function Who({ told: { t }, one }: Line) {
  return (
    <FieldsForm
      action={showWho}
      hidden={hiddenOf(one)}
      idPrefix={`${one.referralId}-who-`}
      look="plain"
      fields={[]}
      submit={t('picture.inbox.who')}
      words={formWords(t, ' ')}
    />
  )
}

function Lines({
  told,
  id,
  title,
  lines,
}: {
  told: Told
  id: string
  title: string
  lines: ProgrammeReferral[]
}) {
  if (lines.length === 0) return null
  return (
    <Card id={id} title={title}>
      <ul>
        {lines.map((one) => (
          <li key={one.referralId} className="border-b border-line py-2 last:border-b-0">
            <About told={told} one={one} />
            {one.reason ? <p className="text-sm">{told.t(`picture.reason.${one.reason}`)}</p> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
