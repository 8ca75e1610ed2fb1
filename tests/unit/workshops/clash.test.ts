import { describe, expect, it } from 'vitest'
import { checkClash, type OtherSession } from '@/lib/workshops/clash'

const at = (day: string, time: string) => Date.parse(`${day}T${time}:00Z`)
const wanted = (time: string, minutes = 120, rest = 0) => ({
  startMs: at('2024-05-18', time),
  minutes: minutes + rest,
  netMinutes: minutes,
  day: '2024-05-18',
})
const other = (time: string, more: Partial<OtherSession> = {}): OtherSession => ({
  ...wanted(time),
  name: 'محلهٔ نور',
  venue: null,
  shared: false,
  ...more,
})
const check = (
  one: ReturnType<typeof wanted>,
  others: OtherSession[],
  venue: string | null = null,
  max = 480,
) => checkClash([one], others, venue, max)

describe('two sessions clash', () => {
  it('where the same people would be in both, break included', () => {
    const theirs = [other('11:00', { shared: true })]
    expect(check(wanted('09:30'), theirs)).toEqual({
      ok: false,
      code: 'E-SES-02',
      values: { other: 'محلهٔ نور' },
    })
    expect(check(wanted('09:00'), theirs).ok).toBe(true)
    expect(check(wanted('09:00', 120, 15), theirs)).toMatchObject({ code: 'E-SES-02' })
    expect(check(wanted('13:00'), theirs).ok).toBe(true)
  })

  it('where one room would hold both, however it is spelt', () => {
    const theirs = [other('10:00', { venue: 'خانه‌ي محله' })]
    expect(check(wanted('10:00'), theirs, 'خانه ی محله')).toMatchObject({ code: 'E-SES-02' })
    expect(check(wanted('10:00'), theirs, 'مسجد').ok).toBe(true)
    expect(check(wanted('10:00'), theirs, null).ok).toBe(true)
    expect(check(wanted('10:00'), [other('10:00', { venue: '' })], '').ok).toBe(true)
  })

  it('where somebody’s day becomes longer than the rule allows, whatever others do', () => {
    const morning = other('08:00', { shared: true })
    expect(check(wanted('14:00'), [morning], null, 239)).toEqual({
      ok: false,
      code: 'E-SES-11',
      values: { max: 239 },
    })
    expect(check(wanted('14:00'), [morning], null, 240).ok).toBe(true)
    expect(check(wanted('14:00'), [other('08:00')], null, 120).ok).toBe(true)
    expect(check(wanted('14:00'), [{ ...morning, day: '2024-05-19' }], null, 120).ok).toBe(true)
  })
})
