import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { putMeeting } from '@/app/_actions/associations'
import { FieldsForm, type FormField } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { associationClock } from '@/db/queries/associations/association-facts'
import { writablePlaces } from '@/db/queries/associations/meetings'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { LEVELS, MEETING_KINDS, MODES } from '@/lib/associations/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { dayTyped } from '@/lib/shared/jalali'
import { tehranDay } from '@/lib/shared/tehran'
import { requireAssociations } from '../../allowed'
import { foundProvince } from '../../found'
import { named, noticeWords } from '../../present'
import { associationsBase } from '../../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ province?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('associations.newMeeting') }
}

/** A meeting that was held: where and how, how many came of each level, and what was decided. */
export default async function NewMeetingPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireAssociations(actor, 'run')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const { province } = await foundProvince(actor, (await searchParams).province)
  if (!province) notFound()
  const [places, clock] = await reading(scope, async (db) => [
    await writablePlaces(db, scope, province.provinceId),
    await associationClock(db, province.provinceId, new Date()),
  ])
  const pick = (name: string, label: string, values: readonly string[], words: string): FormField => ({
    kind: 'select',
    name,
    label: t(label),
    options: values.map((value) => ({ value, label: t(`associations.${words}.${value}`) })),
  })
  const text = (name: string, label: string, more: object = {}): FormField => ({
    kind: 'text',
    name,
    label,
    ...more,
  })
  const optional = { mark: t('words.optional') }
  const digits = { ltr: true, inputMode: 'numeric' as const }
  return (
    <div className="grid max-w-4xl gap-4">
      <PageHead title={t('associations.newMeeting')} line={t('associations.newMeetingLine')} />
      <FieldsForm
        action={putMeeting}
        hidden={{ back: `${associationsBase(locale)}/meetings` }}
        submit={t('associations.newMeetingSubmit')}
        words={noticeWords({ t, locale })}
        columns={2}
        fields={[
          text('subject', t('associations.field.subject'), { maxLength: 160 }),
          {
            kind: 'select',
            name: 'placeId',
            label: t('associations.field.place'),
            options: places.map((one) => ({
              value: one.placeId,
              label:
                one.kind === 'PROVINCE'
                  ? t('associations.wholeProvince', { name: named(one, locale) })
                  : named(one, locale),
            })),
          },
          pick('kind', 'associations.column.kind', MEETING_KINDS, 'meetingKind'),
          pick('mode', 'associations.field.mode', MODES, 'mode'),
          text('day', t('associations.field.day'), { start: dayTyped(tehranDay(clock), locale), ...digits }),
          text('venue', t('associations.field.venue'), { ...optional, maxLength: 120 }),
          ...LEVELS.flatMap((level) => {
            const name = t(`associations.level.${level}`)
            return [
              text(`inPerson-${level}`, t('associations.field.inPerson', { level: name }), {
                ...optional,
                ...digits,
              }),
              text(`online-${level}`, t('associations.field.online', { level: name }), {
                ...optional,
                ...digits,
              }),
            ]
          }),
          text('letterNo', t('associations.field.letterNo'), { ...optional, maxLength: 60 }),
          {
            kind: 'area',
            name: 'decisions',
            label: t('associations.field.decisions'),
            hint: t('associations.hint.nobody'),
            mark: t('words.optional'),
            rows: 3,
            maxLength: 3000,
          },
        ]}
      />
    </div>
  )
}
