import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { COLOURS, freeSign, freeSigns, SYMBOLS, signKey, signOf } from '@/lib/people/symbol'
import { COLOUR_LOOKS } from '@/lib/people/symbol-looks'
import { outlineOf, shapeOf, signPicture, signSheet } from '@/lib/people/symbol-shapes'

const light = (hex: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string) => {
  const [dark = 0, bright = 0] = [light(a), light(b)].sort((x, y) => x - y)
  return (bright + 0.05) / (dark + 0.05)
}

describe('signs', () => {
  it('are two dozen symbols, each drawn in its own way, and eight colours', () => {
    expect(SYMBOLS).toHaveLength(24)
    expect(COLOURS).toHaveLength(8)
    expect(new Set(SYMBOLS.map(outlineOf)).size).toBe(24)
  })
  it('can be told apart without seeing colours: frame and lightness are another for each', () => {
    const looks = COLOURS.map((colour) => {
      const { frame, ink } = COLOUR_LOOKS[colour]
      return `${frame} ${ink}`
    })
    expect(new Set(looks).size).toBe(8)
  })
  it('stand out on their colour', () => {
    for (const colour of COLOURS) {
      const { fill, ink } = COLOUR_LOOKS[colour]
      expect(contrast(fill, ink), colour).toBeGreaterThan(4.5)
    }
  })
  it('are drawn from words, and words of a later version are nobody’s sign', () => {
    expect(signOf('SUN', 'BLUE')).toEqual({ symbol: 'SUN', colour: 'BLUE' })
    expect(signOf('SUN', null)).toBeNull()
    expect(signOf('ROCKET', 'BLUE')).toBeNull()
    expect(signPicture({ symbol: 'SUN', colour: 'BLUE' })).toContain(
      shapeOf({ symbol: 'SUN', colour: 'BLUE' }).symbol,
    )
  })
})

describe('the sheet of signs', () => {
  it('holds every outline as it is drawn on paper, and its file is what the code says', () => {
    const file = readFileSync('components/people/signs.svg', 'utf8')
    expect(file).toBe(signSheet())
    for (const symbol of SYMBOLS)
      expect(file).toContain(`id="${symbol}" fill-rule="evenodd" d="${outlineOf(symbol)}"`)
    for (const { frame } of Object.values(COLOUR_LOOKS)) expect(file).toContain(`<path id="${frame}"`)
  })
})

describe('a free sign', () => {
  it('gives a group of usual size another symbol each, and no pair twice', () => {
    const signs = freeSigns([], 25)
    expect(new Set(signs.map(signKey)).size).toBe(25)
    expect(new Set(signs.slice(0, 24).map(({ symbol }) => symbol)).size).toBe(24)
    const colours = COLOURS.map((one) => signs.filter(({ colour }) => colour === one).length)
    expect(Math.max(...colours) - Math.min(...colours)).toBeLessThanOrEqual(1)
  })
  it('keeps to what was asked for, and says when it is gone', () => {
    const taken = COLOURS.slice(1).map((colour) => ({ symbol: 'FISH' as const, colour }))
    expect(freeSign(taken, { symbol: 'FISH', colour: null })).toEqual({ symbol: 'FISH', colour: 'BLUE' })
    expect(freeSign(taken, { symbol: 'FISH', colour: 'RED' })).toBeNull()
    expect(freeSign(taken, { symbol: null, colour: 'RED' })).toEqual({ symbol: 'SUN', colour: 'RED' })
  })
  it('ends where the pairs end', () => {
    expect(freeSigns([], 500)).toHaveLength(24 * 8)
  })
})
