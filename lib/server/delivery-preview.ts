import 'server-only'
import type { DeliveryLine, JudgedDelivery } from '@/lib/charities/delivery-sheet'
import { monthText } from '@/lib/charities/month'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { sentenceOf } from './said'

/** What the preview of a sheet of deliveries shows: each line in words; what is sent on, unless a line is wrong or there is nothing new. */
export function deliveryPreview(
  lines: readonly DeliveryLine[],
  judged: readonly JudgedDelivery[],
  t: Words,
  locale: Locale,
) {
  const number = (n: number) => formatNumber(n, locale)
  const of = (verdict: JudgedDelivery['verdict']) => judged.filter((one) => one.verdict === verdict).length
  const [wrong, ready, same] = [of('rejected'), of('accepted') + of('ask'), of('unchanged')]
  return {
    lines: judged.map((one) => ({
      key: String(one.row),
      row: number(one.row),
      verdict: one.verdict,
      verdictLabel: t(`served.deliveries.verdict.${one.verdict}`),
      reasons: one.fault ? [sentenceOf(t, one.fault, one.values, locale)] : [],
      name: localDigits(one.code, locale),
      place: one.month === null ? null : monthText(one.month, locale),
      details:
        one.served === null || one.units === null
          ? []
          : [
              t('served.deliveries.understood', {
                served: number(one.served),
                units: number(one.units),
              }),
            ],
    })),
    summary:
      ready === 0
        ? t('served.deliveries.nothing')
        : t('served.deliveries.previewLine', { ready: number(ready), same: number(same) }),
    wrong: wrong > 0 ? t('served.deliveries.wrongLine', { wrong: number(wrong) }) : null,
    asks: of('ask') > 0,
    rows: wrong === 0 && ready > 0 ? JSON.stringify(lines) : null,
  }
}
