import { sql } from 'drizzle-orm'
import { closeWave, openWave } from '@/db/commands/surveys/waves'
import { instantAt } from '@/lib/shared/tehran'
import { INSTRUMENT_CODES, type InstrumentCode } from '@/lib/surveys/instruments'
import { SURVEY_TEXT } from '@/lib/surveys/schema'
import { profileOf } from './attendance'
import { SURVEYS } from './calendar'
import type { DemoPlace } from './places'
import type { Stage } from './stage'

type Pair = { pre: number; post: number }
type Group = { place: DemoPlace; members: { p: number; personId: string }[] }

/** Domain 10.5: base, a, b, m and u, v, w of every score that is not the WHO-5's. */
const LINES: [InstrumentCode, number, number, number, number, number, number, number][] = [
  ['RES', 40, 7, 3, 21, 2, 1, 15],
  ['KA-M', 35, 5, 4, 26, 1, 3, 23],
  ['KA-P', 42, 4, 7, 23, 3, 1, 17],
  ['KA-S', 38, 3, 8, 25, 1, 2, 19],
  ['KA-U', 20, 6, 5, 29, 2, 3, 21],
  ['KA-H', 45, 8, 3, 22, 1, 1, 13],
]

/** The scores of person `p` of cohort `c`, before and after. */
export function demoScores(c: number, p: number): Record<InstrumentCode, Pair> {
  const raw = 6 + ((3 * c + 5 * p) % 11)
  const who = { pre: raw * 4, post: Math.min(25, raw + ((c + p) % 7) - 1) * 4 }
  const others = LINES.map(([code, base, a, b, m, u, v, w]) => {
    const pre = base + ((a * c + b * p) % m)
    return [code, { pre, post: pre + ((u * c + v * p) % w) - 2 }] as const
  })
  return { 'WHO-5': who, ...(Object.fromEntries(others) as Record<Exclude<InstrumentCode, 'WHO-5'>, Pair>) }
}

/** The waves of the demonstration, each opened and closed by the officer on its days; scores are stored directly. */
export class DueSurveys {
  #waves: Partial<Record<'BASELINE' | 'ENDLINE', string>> = {}

  /** What is due at noon of a day. */
  async play(stage: Stage, groups: readonly Group[], today: string): Promise<void> {
    for (const kind of ['BASELINE', 'ENDLINE'] as const) {
      const { opens, answered, closes } = SURVEYS[kind]
      if (![opens, answered, closes].includes(today)) continue
      await stage.turnTo(instantAt(today, '12:00'))
      if (today === opens)
        this.#waves[kind] = (
          await openWave(
            await stage.as(stage.cast.officer),
            { runId: stage.runId, kind, closesOn: closes, instruments: [...INSTRUMENT_CODES] },
            true,
          )
        ).waveId
      if (today === answered) await this.#store(stage, groups, kind, today)
      if (today === closes)
        await closeWave(await stage.as(stage.cast.officer), { waveId: this.#waves[kind]!, version: 1 })
    }
  }

  /** Everybody but who never came answers before; who completes answers after. */
  async #store(stage: Stage, groups: readonly Group[], kind: 'BASELINE' | 'ENDLINE', day: string) {
    const asked = kind === 'BASELINE' ? ['FULL', 'REGULAR', 'IRREGULAR', 'DROPOUT'] : ['FULL', 'REGULAR']
    const rows = groups.flatMap(({ place, members }) =>
      members
        .filter(({ p }) => asked.includes(profileOf(place.type, p)))
        .map(({ p, personId }) => ({
          person: personId,
          day,
          text: SURVEY_TEXT,
          scores: Object.fromEntries(
            Object.entries(demoScores(place.c, p)).map(([code, { pre, post }]) => [
              code,
              kind === 'BASELINE' ? pre : post,
            ]),
          ),
        })),
    )
    await stage.become(stage.cast.system.userId)
    await stage.db.execute(sql`select app.demo_scores(${this.#waves[kind]!}, ${JSON.stringify(rows)}::jsonb)`)
  }
}
