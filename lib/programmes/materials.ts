/**
 * The session plans and hand-outs of the ten modules. Words stand in messages (module-m01 …), minutes here: a module of six
 * hours is three meetings of two hours, each opened and closed in the same way.
 */
export const MODULE_CODES = ['M01', 'M02', 'M03', 'M04', 'M05', 'M06', 'M07', 'M08', 'M09', 'M10'] as const
export type ModuleCode = (typeof MODULE_CODES)[number]

export const isModuleCode = (word: unknown): word is ModuleCode =>
  (MODULE_CODES as readonly unknown[]).includes(word)

export const MEETING_MINUTES = 120
const OPENING = 15
const CLOSING = 15

type Three = readonly [number, number, number]
/** Minutes of the three steps between opening and closing, for each of the three meetings. */
const OWN: Record<ModuleCode, readonly [Three, Three, Three]> = {
  M01: [
    [35, 35, 20],
    [10, 45, 35],
    [35, 25, 30],
  ],
  M02: [
    [35, 30, 25],
    [30, 25, 35],
    [25, 35, 30],
  ],
  M03: [
    [40, 25, 25],
    [35, 25, 30],
    [30, 35, 25],
  ],
  M04: [
    [20, 40, 30],
    [30, 30, 30],
    [30, 40, 20],
  ],
  M05: [
    [40, 25, 25],
    [25, 30, 35],
    [35, 25, 30],
  ],
  M06: [
    [30, 30, 30],
    [25, 40, 25],
    [30, 30, 30],
  ],
  M07: [
    [35, 30, 25],
    [35, 30, 25],
    [25, 40, 25],
  ],
  M08: [
    [30, 35, 25],
    [40, 30, 20],
    [35, 30, 25],
  ],
  M09: [
    [40, 20, 30],
    [35, 30, 25],
    [30, 35, 25],
  ],
  M10: [
    [30, 40, 20],
    [45, 25, 20],
    [30, 25, 35],
  ],
}

export type PlanStep = { step: 'open' | 'close' | '1' | '2' | '3'; minutes: number; from: number }

/** The steps of one meeting with the minute each begins at. */
export function stepsOf(code: ModuleCode, meeting: 0 | 1 | 2): PlanStep[] {
  const [first, second, third] = OWN[code][meeting]
  let from = 0
  return (
    [
      ['open', OPENING],
      ['1', first],
      ['2', second],
      ['3', third],
      ['close', CLOSING],
    ] as const
  ).map(([step, minutes]) => {
    from += minutes
    return { step, minutes, from: from - minutes }
  })
}

type Numbered = Record<string, string>
/** The words of a module as its file of messages holds them. */
export type ModuleWords = {
  title: string
  short: string
  aims: Numbered
  bring: Numbered
  meetings: Record<
    '1' | '2' | '3',
    { title: string; steps: Record<'1' | '2' | '3', { title: string; how: string }> }
  >
  exercise: { title: string; how: string }
  ask: Numbered
  avoid: Numbered
  handout: { title: string; lines: Numbered }
}

/** The namespace of a module's words. */
export const wordsFile = (code: ModuleCode) => `module-${code.toLowerCase()}`
