import { randomUUID } from 'node:crypto'
import { putOffer } from '@/app/_actions/charity-agreements'
import { ReasonList } from '@/components/charities/reason-list'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { CandidateRow } from '@/db/queries/charities/candidates'
import type { NeedLine } from '@/db/queries/charities/needs'
import type { Ranked } from '@/lib/charities/match'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { countField, countyOf, noticeWords, reasonView, type Told } from '../../present'

type Props = {
  told: Told
  need: NeedLine
  left: number
  ranked: Ranked[]
  candidates: CandidateRow[]
  mayOffer: boolean
  back: string
}
const SHOWN = 8

/** Who could meet a need, the best first, each with why it stands where it stands. */
export function MatchCard({ told, need, left, ranked, candidates, mayOffer, back }: Props) {
  const { t, locale } = told
  const number = (n: number) => formatNumber(n, locale)
  return (
    <Card id="match" title={t('charities.match')} aside={t('charities.leftLine', { count: number(left) })}>
      {ranked.length === 0 ? (
        <p className="text-ink-2">{t('charities.noCandidate')}</p>
      ) : (
        <ol className="grid gap-3" aria-label={t('charities.match')}>
          {ranked.slice(0, SHOWN).map((one) => {
            const who = candidates.find(
              ({ providerId, serviceTypeId }) =>
                providerId === one.providerId && serviceTypeId === one.serviceTypeId,
            )!
            return (
              <li
                key={`${one.providerId} ${one.serviceTypeId}`}
                className="grid gap-2 rounded-lg border border-line px-3 py-3 sm:grid-cols-[1fr_16rem] sm:gap-5"
              >
                <div className="grid content-start gap-2">
                  <p className="font-semibold">
                    <span className="me-2 text-ink-3 tabular-nums">{number(one.rank)}</span>
                    <bdi>{who.nameFa}</bdi>
                  </p>
                  <p className="text-sm text-ink-2">
                    <bdi>{who.serviceFa}</bdi> · {countyOf(who, locale)}
                  </p>
                  <ReasonList
                    label={t('charities.why')}
                    reasons={one.reasons.map((reason) => reasonView(reason, told))}
                  />
                </div>
                {mayOffer ? (
                  <FieldsForm
                    action={putOffer}
                    hidden={{
                      key: randomUUID(),
                      needId: need.needId,
                      to: `${one.providerId} ${one.serviceTypeId}`,
                      back,
                    }}
                    idPrefix={`offer-${one.rank}-`}
                    look={one.rank === 1 ? 'primary' : 'plain'}
                    submit={t('charities.offerTo', { name: who.nameFa })}
                    words={noticeWords(t)}
                    fields={[
                      countField('people', t('charities.field.offerPeople'), {
                        start: localDigits(String(Math.min(left, one.free)), locale),
                      }),
                    ]}
                  />
                ) : null}
              </li>
            )
          })}
        </ol>
      )}
    </Card>
  )
}
