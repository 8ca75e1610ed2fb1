import type { Sign, SymbolCode } from './symbol'
import { COLOUR_LOOKS, type Frame, SIGN_FIELD, SYMBOL_MOVE } from './symbol-looks'

/**
 * The symbols as outlines of a field 24 wide, filled by the even-odd rule. Drawn for the screen and for paper alike: things
 * everybody here has in the hand or before the door, nothing that stands for a party, a faith or a rank.
 */
const SHAPES: Record<SymbolCode, string> = {
  SUN: 'M12 7a5 5 0 1 0 0 10a5 5 0 1 0 0-10zM11 1h2v4h-2zM11 19h2v4h-2zM1 11h4v2H1zM19 11h4v2h-4zM3.5 4.9l1.4-1.4 2.9 2.9-1.4 1.4zM16.2 17.6l1.4-1.4 2.9 2.9-1.4 1.4zM3.5 19.1l2.9-2.9 1.4 1.4-2.9 2.9zM16.2 6.4l2.9-2.9 1.4 1.4-2.9 2.9z',
  STAR: 'M12 1l2.6 4.7L19.8 4.2l-1.5 5.2L23 12l-4.7 2.6 1.5 5.2-5.2-1.5L12 23l-2.6-4.7-5.2 1.5 1.5-5.2L1 12l4.7-2.6-1.5-5.2 5.2 1.5zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z',
  CLOUD: 'M6.5 19a5 5 0 0 1-.6-9.96A6.5 6.5 0 0 1 18.3 9.6 4.8 4.8 0 0 1 17.8 19z',
  MOUNTAIN: 'M1 20.5L9 5l4.2 8L16 8.5l7 12zM9 8.6l-2.3 4.5 2.3-1.2 2.2 1.1z',
  TREE: 'M12 1a6 6 0 0 1 5.6 8.1A5 5 0 0 1 17 18.5h-3.6V21l2 2H8.6l2-2v-2.5H7a5 5 0 0 1-.6-9.4A6 6 0 0 1 12 1z',
  LEAF: 'M21.5 2.5C22 12 18.4 19 10.5 19c-1.7 0-3.2-.4-4.4-1.1L3 22l-1.4-1.2 3.2-4.1C2.4 10 9.5 3 21.5 2.5zM17 7c-4 1.6-7.3 4.7-9.7 8.6l.7.6C10.6 12.6 13.4 9.4 17 7z',
  FLOWER:
    'M12 1.5a3.7 3.7 0 0 1 3.7 3.9 3.7 3.7 0 0 1 5.6 3.7 3.7 3.7 0 0 1-2.2 4.1 3.7 3.7 0 0 1-2.4 6.2A3.7 3.7 0 0 1 12 21.5a3.7 3.7 0 0 1-4.7-2.1 3.7 3.7 0 0 1-2.4-6.2 3.7 3.7 0 0 1-2.2-4.1 3.7 3.7 0 0 1 5.6-3.7A3.7 3.7 0 0 1 12 1.5zM12 8.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7z',
  APPLE:
    'M11.2 7.3C11 5.3 10.3 4 8.8 2.9l1.3-1.5c1.3.9 2.1 2 2.6 3.3C13.8 2.9 15.7 2 18.2 2.2c-.2 2.5-1.9 4.3-4.6 4.9 4.2-1.3 8 1.3 8 6C21.6 18 18.3 23 15 23c-1.2 0-1.8-.6-3-.6S10.2 23 9 23c-3.3 0-6.6-5-6.6-9.9 0-4.9 4.3-7.5 8.8-5.8z',
  POMEGRANATE:
    'M8 1l2.3 1.9L12 1l1.7 1.9L16 1l-.6 4.7C19.4 7 22 10 22 14a9.5 9.5 0 0 1-10 9 9.5 9.5 0 0 1-10-9c0-4 2.6-7 6.6-8.3zM9 11a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6zM15 11a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6zM12 15.5a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6z',
  GRAPES:
    'M11 1h2v4h-2zM6 5.5a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4zM12 5.5a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4zM18 5.5a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4zM9 11.3a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4zM15 11.3a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4zM12 17.1a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4z',
  CHERRY:
    'M6.5 13a4.7 4.7 0 1 0 0 9.4a4.7 4.7 0 1 0 0-9.4zM17.5 13a4.7 4.7 0 1 0 0 9.4a4.7 4.7 0 1 0 0-9.4zM12.9 2.5l1.7.6c-.7 3.7 1.7 6.5 3.7 8.9l-1.4 1.2c-1.5-1.7-3-3.7-3.8-6C12 9.6 10 11.7 8 13.3l-1.2-1.4c3-2.5 5.8-5.3 6.1-9.4zM13 2.2C16 .7 19.5 1 22 3.2c-2.8 2.2-6.4 2-8.2-.2z',
  WHEAT:
    'M11.2 23V9h1.6v14zM12 1c1.9 1.5 2.5 3.9 0 6.6C9.5 4.9 10.1 2.5 12 1zM5.5 6c2.8.3 4.8 2 5 5.3C7.3 11 5.5 9 5.5 6zM18.5 6c0 3-1.8 5-5 5.3.2-3.3 2.2-5 5-5.3zM5.5 11.2c2.8.3 4.8 2 5 5.3-3.2-.3-5-2.3-5-5.3zM18.5 11.2c0 3-1.8 5-5 5.3.2-3.3 2.2-5 5-5.3z',
  FISH: 'M1.5 12C4 7.5 8 5.5 11.5 5.5c3 0 5.7 2 7.5 4.2L23 6v12l-4-3.7c-1.8 2.2-4.5 4.2-7.5 4.2-3.5 0-7.5-2-10-6.5zM7.5 9.6a1.4 1.4 0 1 0 0 2.8a1.4 1.4 0 1 0 0-2.8z',
  BIRD: 'M2 8l3.3-.6C6 5 8 3.5 10.2 3.5c2.9 0 4.9 2.2 5.3 5L23 17.5l-5-.9c-1.2 1.5-2.9 2.4-5 2.6V22h-1.6v-2.8h-1.3V22H8.5v-3.3C6 17.4 4.7 15 4.7 12v-1.7zM9 6.3a1.2 1.2 0 1 0 0 2.4a1.2 1.2 0 1 0 0-2.4z',
  BUTTERFLY:
    'M11.3 8.5C9.5 4.5 6.3 2.5 3.2 3c-2.7.4-2.7 5.5-1.2 8 .8 1.3 2 1.9 3.5 2-2.2 1-3 3.1-2.2 5.3.9 2.5 4.5 3 6.3.6 1-1.3 1.5-2.8 1.7-4.4V21h1.4v-6.5c.2 1.6.7 3.1 1.7 4.4 1.8 2.4 5.4 1.9 6.3-.6.8-2.2 0-4.3-2.2-5.3 1.5-.1 2.7-.7 3.5-2 1.5-2.5 1.5-7.6-1.2-8-3.1-.5-6.3 1.5-8.1 5.5z',
  TEAPOT:
    'M10.5 5.2a1.5 1.5 0 1 1 3 0V6H16l1 2.2h3c2 0 3.2 1.3 3.2 3.2 0 2.6-1.9 4.6-4.5 4.9-.4 1.5-1.1 2.7-2 3.7h-9c-1.5-1.5-2.4-3.7-2.4-6.3L1 9.5l1-1.7 4 1.4L7 8.2 8 6h2.5zM19.1 10.2v4c1.3-.4 2-1.4 2-2.7 0-.8-.4-1.3-1.2-1.3z',
  KEY: 'M12 1a5.5 5.5 0 0 1 1.3 10.850V14H17v3h-3.7v1.5H16v3h-2.7V23h-2.6V11.850A5.5 5.5 0 0 1 12 1zM12 4a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z',
  HOUSE: 'M12 1.5L23 11.5l-1.6 1.7-1.4-1.2V22H4V12l-1.4 1.2L1 11.5zM10 14v6h4v-6z',
  SPOOL:
    'M5 1.5h14V5h-1.8v1.7l-10.4 2V5H5zM6.8 10.5l10.4-2v2.3l-10.4 2zM6.8 14.6l10.4-2v2.3l-10.4 2zM17.2 16.7V19H19v3.5H5V19h1.8v-.4z',
  BOAT: 'M11 1.5h2v14h-2zM14.2 3.5c4 2.5 6.3 6.3 6.8 11h-6.8zM9.8 5.5v9H4.5c.5-3.7 2.2-6.7 5.3-9zM1.5 16.5h21c-.7 3-2.7 5-5 5.5h-11c-2.3-.5-4.3-2.5-5-5.5z',
  KITE: 'M12 1l7.5 8.5L12 18 4.5 9.5zM11.3 3.7v5.1H6.8zM12.7 3.7l4.5 5.1h-4.5zM6.9 10.2h4.4v5zM12.7 10.2h4.4l-4.4 5zM11.2 18h1.6v1.2l2.7-1v3.6l-2.7-1v2.2h-1.6v-2.2l-2.7 1v-3.6l2.7 1z',
  DROP: 'M12 1c4.5 5.2 7.5 9.3 7.5 13.5a7.5 7.5 0 0 1-15 0C4.5 10.3 7.5 6.2 12 1zM8.3 14c-.4 3 1.5 4.8 3.7 4.9v-1.6c-1.4-.2-2.3-1.3-2.1-3.3z',
  JUG: 'M8 1.5h8V4h-1.2v3.2c2.7 1.3 4.4 4.3 4.4 7.6 0 3.2-1.4 6.1-3.7 7.7h-7c-2.3-1.6-3.7-4.5-3.7-7.7 0-3.3 1.7-6.3 4.4-7.6V4H8zM7 12.5v2h10v-2z',
  UMBRELLA:
    'M11.2 1h1.6v1.6C18.5 3 22.7 7 23 12.5c-2-1.9-4.6-1.9-6 0-1.1-1.5-2.7-1.9-4.2-1.2V19a3.5 3.5 0 0 1-7 0h1.9a1.6 1.6 0 0 0 3.2 0v-7.7c-1.4-.6-2.9-.2-3.9 1.2-1.4-1.9-4-1.9-6 0C1.3 7 5.5 3 11.2 2.6z',
}

const FRAMES: Record<Frame, string> = {
  round: 'M16 .5a15.5 15.5 0 1 0 0 31a15.5 15.5 0 1 0 0-31z',
  square: 'M5 1h22a4 4 0 0 1 4 4v22a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4z',
  six: 'M16 0l14.5 8v16L16 32 1.5 24V8z',
  arch: 'M1.5 31.5V15C1.5 8.5 7 5 16 .5 25 5 30.5 8.5 30.5 15v16.5z',
}

export type SignShape = { frame: string; fill: string; symbol: string; ink: string }

export function shapeOf({ symbol, colour }: Sign): SignShape {
  const { fill, ink, frame } = COLOUR_LOOKS[colour]
  return { frame: FRAMES[frame], fill, symbol: SHAPES[symbol], ink }
}

export const outlineOf = (symbol: SymbolCode) => SHAPES[symbol]

/** The sign as a picture of its own, for paper. */
export function signPicture(sign: Sign): string {
  const { frame, fill, symbol, ink } = shapeOf(sign)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIGN_FIELD} ${SIGN_FIELD}"><path d="${frame}" fill="${fill}"/><path d="${symbol}" fill="${ink}" fill-rule="evenodd" transform="${SYMBOL_MOVE}"/></svg>`
}

/**
 * All outlines as one file, in which a page names what it shows (components/people/signs.svg): two dozen drawings would be
 * heavier as script than all the rest of a row. A test holds the file to these shapes.
 */
export function signSheet(): string {
  const paths = [
    ...Object.entries(FRAMES).map(([name, outline]) => `<path id="${name}" d="${outline}"/>`),
    ...Object.entries(SHAPES).map(
      ([name, outline]) => `<path id="${name}" fill-rule="evenodd" d="${outline}"/>`,
    ),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>Signs</title><defs>\n${paths.join('\n')}\n</defs></svg>\n`
}
