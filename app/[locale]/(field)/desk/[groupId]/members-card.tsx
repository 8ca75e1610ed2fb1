import { certify, rate } from '@/app/_actions/hamyar-desk'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { RatingLine, VocationalLine } from '@/db/queries/hamyar/desk'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { type DeskProps, dayField, formWords, memberOptions, nameOf } from './shared'

const ASKED = ['confidence', 'decision', 'resources'] as const

/** The members: who is under eighteen, what each said of herself last, her certificates; and a form for either. */
export function MembersCard({
  ratings,
  papers,
  ...desk
}: DeskProps & { ratings: RatingLine[]; papers: VocationalLine[] }) {
  const { told, groupId, members, today, back, open } = desk
  const { t, locale } = told
  const number = (n: number) => formatNumber(n, locale)
  const who = {
    kind: 'select' as const,
    name: 'memberId',
    label: t('hamyar.column.member'),
    options: memberOptions(members, t),
  }
  const steps = [1, 2, 3, 4, 5].map((n) => ({
    value: String(n),
    label: t('hamyar-desk.rating.step', {
      n: localDigits(String(n), locale),
      word: t(`hamyar-desk.rating.steps.${n}`),
    }),
  }))
  return (
    <Card id="members" title={t('hamyar.column.members')} aside={number(members.length)}>
      <ul aria-label={t('hamyar.column.members')} className="grid gap-2">
        {members.map((one) => {
          const said = ratings.filter(({ memberId }) => memberId === one.memberId)
          const last = said.at(-1)
          return (
            <li key={one.memberId} className="grid gap-1 rounded-lg border border-line px-3 py-2">
              <span className="flex flex-wrap items-center gap-2">
                <bdi className="font-semibold">{nameOf(one, t)}</bdi>
                {one.minor ? <Badge tone="late">{t('hamyar-desk.minor')}</Badge> : null}
                {last ? (
                  <Badge tone={last.onSupport ? 'neutral' : 'done'}>
                    {t(last.onSupport ? 'hamyar-desk.rating.onSupport' : 'hamyar-desk.rating.offSupport')}
                  </Badge>
                ) : null}
              </span>
              <span className="text-sm text-ink-2">
                {last
                  ? [
                      formatDay(last.day, locale, 'numeric'),
                      ...ASKED.map((name) =>
                        t('hamyar-desk.rating.of', {
                          name: t(`hamyar-desk.rating.short.${name}`),
                          n: number(last[name]),
                        }),
                      ),
                    ].join(' · ')
                  : t('hamyar-desk.rating.none')}
              </span>
              {papers
                .filter(({ memberId }) => memberId === one.memberId)
                .map((paper) => (
                  <span key={`${paper.title} ${paper.issuedOn}`} className="text-sm">
                    <bdi>{paper.title}</bdi>{' '}
                    <span className="text-ink-2">
                      <bdi>{paper.issuer}</bdi> · {formatDay(paper.issuedOn, locale, 'numeric')}
                    </span>
                  </span>
                ))}
            </li>
          )
        })}
      </ul>
      {open && members.length > 0 ? (
        <div className="mt-3 grid gap-2">
          <details>
            <summary className="flex min-h-touch items-center font-semibold text-lapis">
              {t('hamyar-desk.rating.new')}
            </summary>
            <p className="mb-3 text-sm text-ink-2">{t('hamyar-desk.rating.line')}</p>
            <FieldsForm
              action={rate}
              hidden={{ groupId, back }}
              idPrefix="rate-"
              size="field"
              submit={t('hamyar-desk.rating.write')}
              words={formWords(t)}
              fields={[
                who,
                dayField(desk, 'day', t('hamyar.field.day'), today),
                ...ASKED.map((name) => ({
                  kind: 'select' as const,
                  name,
                  label: t(`hamyar-desk.rating.${name}`),
                  options: [{ value: '', label: t('hamyar.choose') }, ...steps],
                })),
                {
                  kind: 'select',
                  name: 'onSupport',
                  label: t('hamyar-desk.rating.support'),
                  options: [
                    { value: '', label: t('hamyar.choose') },
                    { value: 'yes', label: t('hamyar.yes') },
                    { value: 'no', label: t('hamyar.no') },
                  ],
                },
              ]}
            />
          </details>
          <details>
            <summary className="flex min-h-touch items-center font-semibold text-lapis">
              {t('hamyar-desk.paper.new')}
            </summary>
            <FieldsForm
              action={certify}
              hidden={{ groupId, back }}
              idPrefix="paper-"
              size="field"
              look="plain"
              submit={t('hamyar-desk.paper.write')}
              words={formWords(t)}
              fields={[
                who,
                { kind: 'text', name: 'title', label: t('hamyar-desk.paper.title'), maxLength: 120 },
                { kind: 'text', name: 'issuer', label: t('hamyar-desk.paper.issuer'), maxLength: 120 },
                dayField(desk, 'issuedOn', t('hamyar-desk.paper.issuedOn'), today),
              ]}
            />
          </details>
        </div>
      ) : null}
    </Card>
  )
}
