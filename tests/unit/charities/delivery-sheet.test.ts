import { describe, expect, it } from 'vitest'
import {
  type DeliveryFacts,
  judgeDeliveries,
  readDeliveries,
  wholeDeliveries,
} from '@/lib/charities/delivery-sheet'

const WORDS = {
  agreement: ['قرارداد', 'Agreement'],
  month: ['ماه', 'Month'],
  served: ['خدمت‌گرفتگان (نفر)', 'People served'],
  units: ['واحد خدمت', 'Units of service'],
}
const HEAD = ['ماه', 'قرارداد', 'واحد خدمت', 'خدمت‌گرفتگان (نفر)', 'مؤسسه']
const agreement = (more: Partial<DeliveryFacts> = {}): DeliveryFacts => ({
  agreementId: 'a',
  code: 'CA-001',
  state: 'ACTIVE',
  capacity: 10,
  startsOn: '2024-03-20',
  endsOn: '2025-03-19',
  delivered: { '140301': { served: 4, units: 8 } },
  ...more,
})
const TODAY = '2024-07-22'

describe('a sheet of deliveries', () => {
  it('is read in either script, columns in any order, lines nobody filled in passed over', () => {
    const read = readDeliveries(
      [
        ['تحویل ماه'],
        HEAD,
        ['۱۴۰۳/۰۴', 'ca-۰۰۱', '۱۲', '۶', 'ریحان'],
        ['1403/04', 'CA-002', '', '', ''],
        [],
        ['1403/4', 'CA-003', 'دوازده', 2.5, ''],
      ],
      WORDS,
    )
    expect(read).toEqual({
      ok: true,
      value: [
        { row: 3, code: 'CA-001', month: 140304, served: 6, units: 12 },
        { row: 6, code: 'CA-003', month: 140304, served: null, units: null },
      ],
    })
  })
  it('is refused without its head or without a line', () => {
    expect(readDeliveries([['کد', 'نام']], WORDS)).toMatchObject({ code: 'E-CD-34' })
    expect(readDeliveries([HEAD, ['1403/04', 'CA-001', '', '', '']], WORDS)).toMatchObject({
      code: 'E-CD-34',
    })
  })
  it('is judged line by line', () => {
    const line = (row: number, month: number | null, served: number | null, code = 'CA-001') => ({
      row,
      code,
      month,
      served,
      units: 8,
    })
    const judged = judgeDeliveries(
      [
        line(2, 140301, 4),
        line(3, 140302, 10),
        line(4, 140303, 11),
        line(5, 140303, 1),
        line(6, 140306, 1),
        line(7, 140212, 1),
        line(8, null, 1),
        line(9, 140302, 1, 'CA-009'),
        line(10, 140302, 1, 'CA-002'),
      ],
      [agreement(), agreement({ agreementId: 'b', code: 'CA-002', state: 'APPROVED' })],
      TODAY,
    )
    expect(judged.map(({ verdict, fault }) => [verdict, fault])).toEqual([
      ['unchanged', null],
      ['accepted', null],
      ['ask', 'W-CD-08'],
      ['rejected', 'E-CD-21'],
      ['rejected', 'E-CD-20'],
      ['rejected', 'E-CD-07'],
      ['rejected', 'E-GEN-01'],
      ['rejected', 'E-CD-35'],
      ['rejected', 'E-CD-12'],
    ])
    expect(wholeDeliveries(judged, [])).toMatchObject({ code: 'E-CD-26', values: { row: 5, count: 6 } })
    expect(wholeDeliveries(judged.slice(0, 3), [])).toMatchObject({
      code: 'W-CD-08',
      values: { served: 11, capacity: 10 },
    })
    const taken = wholeDeliveries(judged.slice(0, 3), ['W-CD-08'])
    expect(taken.ok && taken.value.map(({ row }) => row)).toEqual([3, 4])
  })
})
