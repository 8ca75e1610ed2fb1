import type { Metadata } from 'next'
import { openRun } from '@/app/_actions/programmes'
import { TargetsList } from '@/components/programmes/targets-list'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm, type FormField } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { type RunStart, runStart } from '@/db/queries/programmes/run-setup'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { AUDIENCES } from '@/lib/programmes/set-up'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import type { Locale, Words } from '@/lib/shared/locale'
import { tehranDay } from '@/lib/shared/tehran'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('runs.form.title') }
}

export default async function NewRunPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'run')
  const scope = scopeOf(actor)
  const now = new Date()
  const [t, start] = await Promise.all([wordsOf(locale), reading(scope, (db) => runStart(db, scope, now))])
  if (start.provinces.length === 0) return <EmptyState title={t('runs.form.noProvince')} />
  return (
    <div className="grid max-w-3xl gap-5">
      <PageHead title={t('runs.form.title')} line={t('runs.form.line')} />
      <Card
        id="targets"
        title={t('runs.targets.title')}
        aside={<a href={`/${locale}/office/rules`}>{t('runs.targets.rules')}</a>}
      >
        <TargetsList t={t} locale={locale} targets={start.targets} />
      </Card>
      <Card id="run">
        <FieldsForm
          action={openRun}
          fields={fieldsOf(start, tehranDay(now), t, locale)}
          submit={t('runs.form.submit')}
          words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
          columns={2}
        />
      </Card>
    </div>
  )
}

function fieldsOf(start: RunStart, today: string, t: Words, locale: Locale): FormField[] {
  const fa = locale === 'fa'
  const day = (name: string, label: string): FormField => ({
    kind: 'text',
    name,
    label,
    hint: t('runs.form.dayHint'),
    ltr: true,
    inputMode: 'numeric',
    required: true,
  })
  return [
    {
      kind: 'select',
      name: 'provinceId',
      label: t('runs.form.province'),
      options: start.provinces.map((one) => ({ value: one.id, label: fa ? one.fa : one.en })),
    },
    {
      kind: 'text',
      name: 'code',
      label: t('runs.form.code'),
      hint: t('runs.form.codeHint'),
      ltr: true,
      required: true,
    },
    { kind: 'text', name: 'nameFa', label: t('runs.form.nameFa'), required: true },
    { kind: 'text', name: 'nameEn', label: t('runs.form.nameEn'), ltr: true, required: true },
    day('startDate', t('runs.form.start')),
    day('endDate', t('runs.form.end')),
    { kind: 'text', name: 'letterNo', label: t('runs.form.letterNo'), mark: t('words.optional') },
    {
      kind: 'select',
      name: 'audience',
      label: t('runs.form.audience'),
      options: AUDIENCES.map((value) => ({ value, label: t(`runs.setup.audiences.${value}`) })),
    },
    {
      kind: 'checks',
      name: 'legalBasisIds',
      label: t('runs.form.legal'),
      hint: t('runs.form.legalHint'),
      options: start.legalBases.map((one) => {
        const title = fa ? one.fa : one.en
        return {
          value: one.id,
          label: one.validTo && one.validTo < today ? t('runs.form.ended', { title }) : title,
        }
      }),
    },
  ]
}
