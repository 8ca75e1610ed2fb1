import { refer, takeBack } from '@/app/_actions/picture'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { madeReferrals, type ProgrammeReferral, referringUnits } from '@/db/queries/picture/referrals'
import { reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import { PROGRAMMES } from '@/lib/picture/coverage'
import type { ReferralState } from '@/lib/picture/referral'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Told = { t: Words; locale: Locale }
type Props = { told: Told; actor: Actor; personId: string; back: string; size?: 'office' | 'field' }

/** Referring a woman to another programme, by who holds her and records; with what became of the reader's own referrals of her. */
export async function ReferCard({ told, actor, personId, back, size = 'office' }: Props) {
  const { t } = told
  const scope = scopeOf(actor)
  const { unit, made } = await reading(scope, async (db) => ({
    unit: (await referringUnits(db, scope, { personId }))[0],
    made: await madeReferrals(db, scope, { now: new Date(), personId }),
  }))
  if (!unit) return null
  return (
    <Card id="refer" title={t('picture.refer.title')}>
      <p className="mb-3 max-w-measure text-sm text-ink-2">{t('picture.refer.line')}</p>
      {made.length > 0 ? (
        <ul className="mb-3 grid gap-2" aria-label={t('picture.refer.made')}>
          {made.map((one) => (
            <li key={one.referralId} className="grid gap-1 border-b border-line pb-2 last:border-b-0">
              <span className="flex flex-wrap items-center gap-2">
                <b>{t(`picture.programme.${one.programme}`)}</b>
                <ReferralBadge told={told} status={one.status} />
                <span className="text-sm text-ink-2">{agedLine(one, told)}</span>
              </span>
              {one.reason ? <span className="text-sm">{t(`picture.reason.${one.reason}`)}</span> : null}
              {one.status === 'OFFERED' ? (
                <FieldsForm
                  action={takeBack}
                  hidden={{ referralId: one.referralId, version: String(one.version), back }}
                  idPrefix={`${one.referralId}-`}
                  look="quiet"
                  size={size}
                  fields={[]}
                  submit={t('picture.refer.takeBack')}
                  words={formWords(t)}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <details>
        <summary className="min-h-11 py-2 font-semibold text-lapis">{t('picture.refer.open')}</summary>
        <blockquote className="mb-3 max-w-measure border-s-4 border-line-2 ps-3 text-sm">
          {t('picture.refer.consentText')}
        </blockquote>
        <FieldsForm
          action={refer}
          hidden={{ personId, fromScope: String(unit.scopeId), back }}
          idPrefix="refer-"
          size={size}
          submit={t('picture.refer.submit')}
          words={formWords(t)}
          fields={[
            {
              kind: 'select',
              name: 'programme',
              label: t('picture.refer.programme'),
              options: PROGRAMMES.filter((one) => one !== unit.programme).map((value) => ({
                value,
                label: t(`picture.programme.${value}`),
              })),
            },
            {
              kind: 'text',
              name: 'reach',
              label: t('picture.refer.reach'),
              hint: t('picture.refer.reachHint'),
              maxLength: 120,
            },
            {
              kind: 'select',
              name: 'consentHow',
              label: t('picture.refer.consent'),
              options: [
                { value: '', label: t('picture.refer.noConsent') },
                { value: 'SAID', label: t('picture.consentHow.SAID') },
                { value: 'READ_ALOUD', label: t('picture.consentHow.READ_ALOUD') },
              ],
            },
          ]}
        />
      </details>
    </Card>
  )
}

const TONES: Record<ReferralState, Tone> = {
  OFFERED: 'hint',
  ACCEPTED: 'done',
  REFUSED: 'late',
  WITHDRAWN: 'neutral',
}

export function ReferralBadge({ told: { t }, status }: { told: Told; status: ReferralState }) {
  return <Badge tone={TONES[status]}>{t(`picture.state.${status}`)}</Badge>
}

/** Since when it waits, or how long it waited. */
export function agedLine(one: ProgrammeReferral, { t, locale }: Told): string {
  const values = { day: formatDay(one.madeOn, locale, 'long'), days: formatNumber(one.days, locale) }
  return t(one.status === 'OFFERED' ? 'picture.refer.waits' : 'picture.refer.waited', values)
}

export const formWords = (t: Words, done?: string) => ({
  error: t('words.kind.error'),
  success: t('words.kind.success'),
  ...(done && { done }),
})
