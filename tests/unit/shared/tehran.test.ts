import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/lib/shared/jalali'
import { instantAt, tehranDay, tehranTime } from '@/lib/shared/tehran'

describe('Tehran', () => {
  it('has its own midnight', () => {
    expect(tehranDay(new Date('2026-03-20T20:29:00Z'))).toBe('2026-03-20')
    expect(tehranDay(new Date('2026-03-20T20:30:00Z'))).toBe('2026-03-21')
    expect(tehranTime(new Date('2026-03-20T20:30:00Z'))).toBe('00:00')
  })

  it('keeps summer time before 1402 and none since', () => {
    expect(instantAt('2022-07-01', '18:30').toISOString()).toBe('2022-07-01T14:00:00.000Z')
    expect(instantAt('2023-07-01', '18:30').toISOString()).toBe('2023-07-01T15:00:00.000Z')
    expect(tehranTime(new Date('2022-07-01T14:00:00Z'))).toBe('18:30')
  })

  it('moves the hour that spring skipped and takes the first of the doubled one', () => {
    expect(tehranTime(instantAt('2022-03-22', '00:30'))).toBe('01:30')
    expect(instantAt('2022-09-21', '23:30').toISOString()).toBe('2022-09-21T19:00:00.000Z')
  })

  it('goes there and back since summer time ended', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(1439), (shift, minute) => {
        const day = addDays('2023-01-01', shift)
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const at = instantAt(day, time)
        expect([tehranDay(at), tehranTime(at)]).toEqual([day, time])
      }),
    )
  })

  it('refuses what is not a time', () => {
    for (const bad of ['24:00', '7:00', '07:60', ''])
      expect(() => instantAt('2023-01-01', bad)).toThrow(RangeError)
  })
})
