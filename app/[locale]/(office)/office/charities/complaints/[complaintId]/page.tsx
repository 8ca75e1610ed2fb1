import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { putAnswer, takeOnComplaint } from '@/app/_actions/charity-served'
import { FactsList } from '@/components/hamyar/facts-list'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { readComplaint } from '@/db/commands/charities/served'
import { complaints } from '@/db/queries/charities/served'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { URGENT } from '@/lib/charities/served'
import { requestIdOf } from '@/lib/server/action'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { requireCharities } from '../../allowed'
import { complaintTone, countyOf, noticeWords } from '../../present'
import { charitiesBase } from '../../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; complaintId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('served.complaints.title') }
}

/** One complaint: what about, what she said, and the answer she reads by her card. Reading it is written down. */
export default async function ComplaintPage({ params }: Props) {
  const { locale: asked, complaintId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requireCharities(actor, 'devolve')
  if (!isUuid(complaintId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const [one] = await reading(scope, (db) => complaints(db, scope, { complaintId }))
  if (!one) notFound()
  const words = await readComplaint({ actor, now: new Date(), requestId: await requestIdOf() }, complaintId)
  const base = charitiesBase(locale)
  const back = `${base}/complaints/${complaintId}`
  const hidden = { complaintId, version: String(one.version), back }
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`${base}/complaints`} className="inline-flex min-h-11 items-center">
          {t('served.complaints.back')}
        </a>
      </p>
      <PageHead
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            {t(`served.about.${one.about}`)}
            <Badge tone={complaintTone(one.state)}>{t(`served.state.${one.state}`)}</Badge>
          </span>
        }
        line={
          <>
            <bdi>{one.serviceFa}</bdi> · <bdi>{one.providerFa}</bdi> · {countyOf(one, locale)}
          </>
        }
      />
      <Notice kind={URGENT.includes(one.about) ? 'error' : 'warn'} kindLabel={t('words.kind.warn')}>
        {URGENT.includes(one.about) ? `${t('served.complaints.urgent')} ` : ''}
        {t('served.complaints.guard')}
      </Notice>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card id="about" title={t('charities.about')}>
          <FactsList
            facts={[
              { label: t('served.complaints.on'), value: formatDay(one.receivedOn, locale, 'long') },
              {
                label: t('served.complaints.how'),
                value: `${t(`served.how.${one.how}`)} · ${
                  one.card === null
                    ? t('served.complaints.noCard')
                    : t('served.complaints.card', { number: formatNumber(one.card, locale) })
                }`,
              },
              {
                label: t('served.complaints.agreement'),
                value: (
                  <a href={`${base}/agreements/${one.agreementId}`}>
                    <bdi>{localDigits(one.agreementCode, locale)}</bdi>
                  </a>
                ),
              },
              {
                label: t('served.complaints.who'),
                value: <bdi>{words.who || t('served.complaints.unknown')}</bdi>,
              },
              {
                label: t('served.complaints.said'),
                value: <bdi>{words.said || t('served.complaints.nothingSaid')}</bdi>,
              },
              ...(one.by ? [{ label: t('served.complaints.by'), value: <bdi>{one.by}</bdi> }] : []),
            ]}
          />
        </Card>
        <Card id="answer" title={t('served.complaints.answer')}>
          {words.answer !== null ? (
            <p className="whitespace-pre-line">
              <bdi>{words.answer}</bdi>{' '}
              <span className="text-sm text-ink-2">
                {one.answeredOn ? formatDay(one.answeredOn, locale, 'long') : null}
              </span>
            </p>
          ) : (
            <div className="grid gap-4">
              {one.state === 'OPEN' ? (
                <FieldsForm
                  action={takeOnComplaint}
                  hidden={hidden}
                  idPrefix="take-"
                  look="plain"
                  submit={t('served.complaints.take')}
                  words={noticeWords(t)}
                  fields={[]}
                />
              ) : null}
              <FieldsForm
                action={putAnswer}
                hidden={hidden}
                idPrefix="answer-"
                submit={t('served.complaints.save')}
                words={noticeWords(t)}
                fields={[
                  {
                    kind: 'area',
                    name: 'answer',
                    label: t('served.complaints.answer'),
                    hint: t('served.complaints.answerHint'),
                    rows: 4,
                    maxLength: 500,
                  },
                ]}
              />
            </div>
          )}
        </Card>
      </div>
    </div>
  )
}
