import { answer, ask } from '@/app/_actions/hamyar-desk'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { SupportLine } from '@/db/queries/hamyar/desk'
import type { MemberLine } from '@/db/queries/hamyar/group-page'
import { kindOf, SUPPORT_ANSWERS, SUPPORT_FORMS } from '@/lib/hamyar/desk'
import { formatDay } from '@/lib/shared/jalali'
import { rials } from '../../../_hamyar/month-view'
import { type DeskProps, dayField, formWords, memberOptions, nameOf } from './shared'

/** Support asked for and given, with both days: material in whole rials, moral without. */
export function SupportCard({
  support,
  all,
  ...desk
}: DeskProps & { support: SupportLine[]; all: MemberLine[] }) {
  const { told, groupId, members, today, back, open } = desk
  const { t, locale } = told
  const names = new Map(all.map((one) => [one.memberId, nameOf(one, t)]))
  const amount = {
    kind: 'text' as const,
    name: 'amount',
    label: t('hamyar-desk.support.amount'),
    hint: t('hamyar-desk.support.amountHint'),
    mark: t('words.optional'),
    ltr: true,
    inputMode: 'numeric' as const,
    maxLength: 25,
  }
  return (
    <Card id="support" title={t('hamyar-desk.support.title')}>
      {open ? (
        <details className="mb-3">
          <summary className="flex min-h-touch items-center font-semibold text-lapis">
            {t('hamyar-desk.support.new')}
          </summary>
          <FieldsForm
            action={ask}
            hidden={{ groupId, back }}
            idPrefix="ask-"
            size="field"
            submit={t('hamyar-desk.support.write')}
            words={formWords(t)}
            fields={[
              {
                kind: 'select',
                name: 'form',
                label: t('hamyar-desk.support.form'),
                options: SUPPORT_FORMS.map((value) => ({
                  value,
                  label: t('hamyar-desk.support.formOf', {
                    form: t(`hamyar-desk.form.${value}`),
                    kind: t(`hamyar-desk.kind.${kindOf(value)}`),
                  }),
                })),
              },
              {
                kind: 'select',
                name: 'memberId',
                label: t('hamyar-desk.support.whose'),
                options: [{ value: '', label: t('hamyar-desk.support.group') }, ...memberOptions(members, t)],
              },
              { kind: 'text', name: 'what', label: t('hamyar-desk.support.what'), maxLength: 200 },
              dayField(desk, 'askedOn', t('hamyar-desk.support.askedOn'), today),
              amount,
            ]}
          />
        </details>
      ) : null}
      {support.length === 0 ? <p className="text-ink-2">{t('hamyar-desk.support.none')}</p> : null}
      <ul aria-label={t('hamyar-desk.support.title')} className="grid gap-2">
        {support.map((one) => (
          <li key={one.supportId} className="grid gap-1 rounded-lg border border-line px-3 py-2">
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-semibold">
                {t(`hamyar-desk.form.${one.form}`)} · <bdi>{one.what}</bdi>
              </span>
              <Badge tone={one.answer === null ? 'late' : one.answer === 'GIVEN' ? 'done' : 'neutral'}>
                {t(`hamyar-desk.answer.${one.answer ?? 'NONE'}`)}
              </Badge>
            </span>
            <span className="text-sm text-ink-2">
              {[
                one.memberId && names.get(one.memberId),
                t('hamyar-desk.support.asked', { day: formatDay(one.askedOn, locale, 'numeric') }),
                one.askedRial !== null && rials(one.askedRial, t, locale),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {one.answeredOn ? (
              <span className="text-sm text-ink-2">
                {[
                  t('hamyar-desk.support.answered', { day: formatDay(one.answeredOn, locale, 'numeric') }),
                  one.givenRial !== null && rials(one.givenRial, t, locale),
                  one.regulation,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            ) : null}
            {one.answer === null && open ? (
              <details>
                <summary className="flex min-h-touch items-center text-sm font-semibold text-lapis">
                  {t('hamyar-desk.support.answer')}
                </summary>
                <FieldsForm
                  action={answer}
                  hidden={{ supportId: one.supportId, back }}
                  idPrefix={`${one.supportId}-`}
                  size="field"
                  look="plain"
                  submit={t('hamyar-desk.support.answer')}
                  words={formWords(t)}
                  fields={[
                    {
                      kind: 'select',
                      name: 'answer',
                      label: t('hamyar-desk.plan.outcome'),
                      options: SUPPORT_ANSWERS.map((value) => ({
                        value,
                        label: t(`hamyar-desk.answer.${value}`),
                      })),
                    },
                    dayField(desk, 'answeredOn', t('hamyar-desk.support.answeredOn'), today),
                    ...(one.kind === 'MATERIAL' ? [amount] : []),
                    {
                      kind: 'text',
                      name: 'regulation',
                      label: t('hamyar-desk.support.regulation'),
                      mark: t('words.optional'),
                      maxLength: 120,
                    },
                  ]}
                />
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
