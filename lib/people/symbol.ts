import type { Words } from '@/lib/shared/locale'

/**
 * What a member is known by who does not read: a symbol in a colour, one pair a person within a group. The code words are
 * those of the phone's pack (lib/sync/pack) and of the database's constraint.
 */
export const SYMBOLS = [
  'SUN',
  'STAR',
  'CLOUD',
  'MOUNTAIN',
  'TREE',
  'LEAF',
  'FLOWER',
  'APPLE',
  'POMEGRANATE',
  'GRAPES',
  'CHERRY',
  'WHEAT',
  'FISH',
  'BIRD',
  'BUTTERFLY',
  'TEAPOT',
  'KEY',
  'HOUSE',
  'SPOOL',
  'BOAT',
  'KITE',
  'DROP',
  'JUG',
  'UMBRELLA',
] as const
export type SymbolCode = (typeof SYMBOLS)[number]

export const COLOURS = ['BLUE', 'YELLOW', 'GREEN', 'RED', 'SKY', 'ORANGE', 'PINK', 'BLACK'] as const
export type ColourCode = (typeof COLOURS)[number]

export type Sign = { symbol: SymbolCode; colour: ColourCode }

export const isSymbol = (word: unknown): word is SymbolCode => SYMBOLS.includes(word as SymbolCode)
export const isColour = (word: unknown): word is ColourCode => COLOURS.includes(word as ColourCode)

/** A sign from two words as they are stored; null where there is none or an older page does not know it. */
export function signOf(symbol: unknown, colour: unknown): Sign | null {
  return isSymbol(symbol) && isColour(colour) ? { symbol, colour } : null
}

export const signKey = ({ symbol, colour }: Sign) => `${symbol} ${colour}`

/** What somebody asks for: words she chose, null where any will do. */
export type WantedSign = { symbol: SymbolCode | null; colour: ColourCode | null }

/**
 * The free sign that is told from the others best: a symbol nobody has comes first, so that in a group of usual size the
 * symbol alone tells two apart; then the colour that is seen least. Null where no such pair is left.
 */
export function freeSign(
  taken: readonly Sign[],
  wanted: WantedSign = { symbol: null, colour: null },
): Sign | null {
  const used = new Set(taken.map(signKey))
  const seen = (one: Sign) => [
    taken.filter(({ symbol }) => symbol === one.symbol).length,
    taken.filter(({ colour }) => colour === one.colour).length,
  ]
  let best: { sign: Sign; symbol: number; colour: number } | null = null
  for (const symbol of SYMBOLS.filter((one) => wanted.symbol === null || one === wanted.symbol))
    for (const colour of COLOURS.filter((one) => wanted.colour === null || one === wanted.colour)) {
      const sign = { symbol, colour }
      if (used.has(signKey(sign))) continue
      const [bySymbol = 0, byColour = 0] = seen(sign)
      if (!best || bySymbol < best.symbol || (bySymbol === best.symbol && byColour < best.colour))
        best = { sign, symbol: bySymbol, colour: byColour }
    }
  return best?.sign ?? null
}

/** Signs for as many people as asked, none of them taken; fewer where the pairs run out. */
export function freeSigns(taken: readonly Sign[], count: number): Sign[] {
  const given: Sign[] = []
  while (given.length < count) {
    const sign = freeSign([...taken, ...given])
    if (!sign) break
    given.push(sign)
  }
  return given
}

/** A sign in words: «خورشید قرمز». */
export const signName = (t: Words, { symbol, colour }: Sign) =>
  t('signs.name', { symbol: t(`signs.symbol.${symbol}`), colour: t(`signs.colour.${colour}`) })
