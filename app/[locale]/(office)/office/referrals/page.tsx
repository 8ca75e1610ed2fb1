import type { Metadata } from 'next'
import { endTalk, showReach, takeOn } from '@/app/_actions/referrals'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { myReferrals, type ReferralLine } from '@/db/queries/surveys/referrals'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { REFERRAL_ENDS } from '@/lib/surveys/schema'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('referrals.title') }
}

/** A counsellor's page: who waits, and who is hers. Nobody else has it. */
export default async function ReferralsPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'counsel')
  const scope = scopeOf(actor)
  const [t, lines] = await Promise.all([wordsOf(locale), reading(scope, (db) => myReferrals(db, scope))])
  const of = (...states: ReferralLine['status'][]) => lines.filter(({ status }) => states.includes(status))
  const over = of('DONE', 'DECLINED', 'LAPSED')
  const page = { t, locale }
  return (
    <div className="grid max-w-3xl gap-5">
      <PageHead title={t('referrals.title')} line={t('referrals.line')} />
      <p className="text-sm font-semibold text-pomegranate">{t('referrals.danger')}</p>
      {of('ACCEPTED').length > 0 ? (
        <Card id="mine" title={t('referrals.mine')}>
          {of('ACCEPTED').map((line) => (
            <Mine key={line.referralId} {...page} line={line} />
          ))}
        </Card>
      ) : null}
      {of('OFFERED').length > 0 ? (
        <Card id="waiting" title={t('referrals.waiting')}>
          {of('OFFERED').map((line) => (
            <div key={line.referralId} className="grid gap-2 border-b border-line py-3 last:border-b-0">
              <About {...page} line={line} />
              <FieldsForm
                action={takeOn}
                hidden={hiddenOf(line)}
                idPrefix={`${line.referralId}-`}
                fields={[]}
                submit={t('referrals.take')}
                words={wordsOfForm(t, t('referrals.taken'))}
              />
            </div>
          ))}
        </Card>
      ) : (
        <EmptyState title={t('referrals.empty')}>{t('referrals.emptyLine')}</EmptyState>
      )}
      {over.length > 0 ? (
        <Card id="over" title={t('referrals.over')}>
          <ul>
            {over.map((line) => (
              <li key={line.referralId} className="border-b border-line py-2 last:border-b-0">
                <About {...page} line={line} />
                <p>
                  {t('referrals.until', {
                    status: t(`referrals.status.${line.status}`),
                    day: line.endedOn ? formatDay(line.endedOn, locale, 'long') : '',
                  })}
                </p>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  )
}

type Told = { t: Words; locale: Locale; line: ReferralLine }
const hiddenOf = ({ referralId, version }: ReferralLine) => ({ referralId, version: String(version) })
const wordsOfForm = (t: Words, done: string) => ({
  error: t('words.kind.error'),
  success: t('words.kind.success'),
  done,
})

function About({ t, locale, line }: Told) {
  const county = locale === 'fa' ? line.countyFa : line.countyEn
  return (
    <p>
      {t('referrals.offered', { day: formatDay(line.offeredOn, locale, 'long') })}
      {county ? ` · ${t('referrals.county', { county })}` : null}
      <span className="block text-sm text-ink-2">{t('referrals.reason')}</span>
    </p>
  )
}

function Mine({ t, locale, line }: Told) {
  return (
    <div className="grid gap-3 border-b border-line py-3 last:border-b-0">
      <About t={t} locale={locale} line={line} />
      <FieldsForm
        action={showReach}
        hidden={hiddenOf(line)}
        idPrefix={`${line.referralId}-reach-`}
        look="plain"
        fields={[]}
        submit={t('referrals.view')}
        words={wordsOfForm(t, ' ')}
      />
      <FieldsForm
        action={endTalk}
        hidden={hiddenOf(line)}
        idPrefix={`${line.referralId}-end-`}
        fields={[
          {
            kind: 'select',
            name: 'outcome',
            label: t('referrals.outcome'),
            options: REFERRAL_ENDS.map((value) => ({ value, label: t(`referrals.status.${value}`) })),
          },
        ]}
        submit={t('referrals.end')}
        words={wordsOfForm(t, t('referrals.ended'))}
      />
    </div>
  )
}
