import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUuid, uuidV7 } from '@/lib/shared/id'
import { AppError, fail, ok, orThrow } from '@/lib/shared/result'

describe('result', () => {
  it('carries a value or a code with values', () => {
    expect(ok(3)).toEqual({ ok: true, value: 3 })
    expect(fail('E-GEN-01')).toEqual({ ok: false, code: 'E-GEN-01' })
    expect(fail('E-PER-05', { min: 15 })).toEqual({ ok: false, code: 'E-PER-05', values: { min: 15 } })
  })

  it('throws an AppError with the same code and values', () => {
    expect(orThrow(ok('x'))).toBe('x')
    try {
      orThrow(fail('E-PER-05', { min: 15 }))
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(AppError)
      expect(error).toMatchObject({ code: 'E-PER-05', values: { min: 15 } })
    }
  })
})

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 })

describe('uuidV7', () => {
  it('lays out time, version and variant', () => {
    expect(uuidV7(0x0123456789ab, new Uint8Array(16).fill(255))).toBe('01234567-89ab-7fff-bfff-ffffffffffff')
    expect(uuidV7(0, new Uint8Array(16))).toBe('00000000-0000-7000-8000-000000000000')
  })

  it('is a UUID and sorts by time', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.nat(2 ** 31), bytes, bytes, (a, gap, x, y) => {
        const [early, late] = [uuidV7(a, x), uuidV7(a + gap + 1, y)]
        expect(isUuid(early)).toBe(true)
        expect(early < late).toBe(true)
      }),
    )
  })

  it('leaves the bytes it was given alone and refuses what does not fit', () => {
    const given = new Uint8Array(16)
    uuidV7(5, given)
    expect(given.every((byte) => byte === 0)).toBe(true)
    expect(() => uuidV7(-1, given)).toThrow(RangeError)
    expect(() => uuidV7(2 ** 48, given)).toThrow(RangeError)
    expect(() => uuidV7(1, new Uint8Array(15))).toThrow(RangeError)
  })
})

describe('isUuid', () => {
  it('refuses what only looks like one', () => {
    expect(isUuid('01234567-89ab-7fff-bfff-ffffffffffff')).toBe(true)
    for (const bad of [
      '',
      null,
      7,
      '01234567-89ab-7fff-bfff-fffffffffff',
      '01234567-89ab-7fff-cfff-ffffffffffff',
    ])
      expect(isUuid(bad)).toBe(false)
  })
})
