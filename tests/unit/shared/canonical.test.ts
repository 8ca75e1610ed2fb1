import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '@/lib/shared/canonical'

describe('the canonical text', () => {
  it('puts keys in order and leaves out what is not there', () => {
    expect(canonicalText({ b: [1, { d: null, c: 'ی' }], a: 0.5, z: undefined })).toBe(
      '{"a":0.5,"b":[1,{"c":"ی","d":null}]}',
    )
  })
  it('is the same for the same value, whatever order its keys came in, and reads back as it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalText(turned)).toBe(canonicalText(value))
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { seed: 1403 },
    )
  })
})
