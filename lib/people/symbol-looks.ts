import type { ColourCode } from './symbol'

export type Frame = 'round' | 'square' | 'six' | 'arch'

/**
 * Four frames, each once dark with a light symbol and once light with a dark one: frame and lightness name the colour to
 * an eye that does not see it, and on a grey print. Hues are those of Okabe and Ito, a little deeper where white stands on them.
 */
export const COLOUR_LOOKS: Record<ColourCode, { fill: string; ink: string; frame: Frame }> = {
  BLUE: { fill: '#0a5f9e', ink: '#ffffff', frame: 'round' },
  YELLOW: { fill: '#f0e442', ink: '#16222c', frame: 'round' },
  GREEN: { fill: '#00735a', ink: '#ffffff', frame: 'square' },
  ORANGE: { fill: '#eda41f', ink: '#16222c', frame: 'square' },
  RED: { fill: '#b54708', ink: '#ffffff', frame: 'six' },
  SKY: { fill: '#7cc6f0', ink: '#16222c', frame: 'six' },
  BLACK: { fill: '#1b2530', ink: '#ffffff', frame: 'arch' },
  PINK: { fill: '#e0a0c3', ink: '#16222c', frame: 'arch' },
}

/** A field 32 wide: the frame in its colour, and in it the symbol made smaller and put in its middle. */
export const SIGN_FIELD = 32
export const SYMBOL_MOVE = 'translate(6 6) scale(.8333)'
