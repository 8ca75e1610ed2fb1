import type { Metadata } from 'next'
import { enterSmsSheet, takeRescueFile } from '@/app/_actions/rescue'
import { SaidForm } from '@/components/sync/said-form'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { STATUS_TONES } from '@/components/workshops/session-card'
import { smsSheets } from '@/db/queries/sync/sms-sheets'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('rescue.title') }
}

export default async function RescuePage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'record')
  const scope = scopeOf(actor)
  const [t, sheets] = await Promise.all([wordsOf(locale), reading(scope, (db) => smsSheets(db, scope))])
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  return (
    <div className="grid gap-5">
      <PageHead title={t('rescue.title')} line={t('rescue.line')} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card id="file" title={t('rescue.file.title')}>
          <p className="mb-4 text-sm text-ink-2">{t('rescue.file.line')}</p>
          <SaidForm
            action={takeRescueFile}
            field={{
              kind: 'file',
              name: 'rescue',
              label: t('rescue.file.label'),
              hint: t('rescue.file.hint'),
              accept: '.tbv',
            }}
            submit={t('rescue.file.submit')}
            words={words}
          />
        </Card>
        <Card id="sms-received" title={t('rescue.sms.title')}>
          <p className="mb-4 text-sm text-ink-2">{t('rescue.sms.line')}</p>
          <SaidForm
            action={enterSmsSheet}
            field={{
              kind: 'digits',
              name: 'sms',
              label: t('rescue.sms.label'),
              hint: t('rescue.sms.hint'),
            }}
            submit={t('rescue.sms.submit')}
            words={words}
          />
        </Card>
      </div>
      <Card id="received" title={t('rescue.received.title')}>
        {sheets.length === 0 ? <p className="text-ink-2">{t('rescue.received.none')}</p> : null}
        <ul className="divide-y divide-line">
          {sheets.map((sheet) => (
            <li
              key={sheet.sessionId}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2"
            >
              <a
                href={`/${locale}/office/sessions/${sheet.sessionId}`}
                className="inline-flex min-h-11 items-center font-medium"
              >
                <bdi>
                  {t('digest.session', {
                    seq: formatNumber(sheet.seq, locale),
                    place: locale === 'fa' ? sheet.placeFa : sheet.placeEn,
                  })}
                </bdi>
              </a>
              <span className="flex flex-wrap items-center gap-3 text-sm text-ink-2">
                {formatDay(sheet.dayIso, locale, 'long')}
                <Badge tone={STATUS_TONES[sheet.status]}>{t(`register.status.${sheet.status}`)}</Badge>
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
