import type { RecordCard } from '@/components/community/record-list'
import { STATE_TONES } from '@/components/community/record-view'
import type { RecordLine } from '@/db/queries/community/records'
import type { ProposalState } from '@/lib/community/kinds'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

export const placeText = (
  one: Pick<RecordLine, 'placeFa' | 'placeEn' | 'countyFa' | 'countyEn'>,
  t: Words,
  locale: Locale,
) => (locale === 'fa' ? [one.placeFa, one.countyFa] : [one.placeEn, one.countyEn]).join(t('words.listComma'))

export const stateView = (status: ProposalState | null, t: Words) =>
  status === null ? null : { label: t(`community.state.${status}`), tone: STATE_TONES[status] }

/** A record as a line of a list. */
export function recordCard(one: RecordLine, base: string, t: Words, locale: Locale): RecordCard {
  return {
    key: one.recordId,
    href: `${base}/${one.recordId}`,
    kind: t(`community.kind.${one.kind}`),
    what: one.what,
    line: [
      formatDay(one.day, locale, 'long'),
      placeText(one, t, locale),
      one.addressedTo ? t('community.to', { who: t(`community.addressee.${one.addressedTo}`) }) : null,
      one.participants === null
        ? null
        : t('community.people', { count: formatNumber(one.participants, locale) }),
    ]
      .filter(Boolean)
      .join(' · '),
    state: stateView(one.status, t),
  }
}
