import { describe, expect, it } from 'vitest'
import { rowTexts } from '@/lib/releases/open-data/rows'
import {
  namedTrades,
  type SiblingBundle,
  type SiblingFigure,
  siblingBundle,
  siblingFigure,
} from '@/lib/releases/siblings/bundle'
import { siblingGate } from '@/lib/releases/siblings/gate'
import { SIBLINGS } from '@/lib/releases/siblings/kinds'
import { siblingRowsToCome } from '@/lib/releases/siblings/rows'
import { sampleTruth } from '@/tests/support/sample-sibling'

const weigh = (
  document: unknown,
  truth = sampleTruth('HAMYAR'),
  more: { previous?: SiblingFigure[]; files?: Record<string, string>[] } = {},
) => siblingGate({ document, truth, previous: [], earlier: 0, width: 5, ...more })
const planted = (change: (bundle: SiblingBundle) => object, programme = SIBLINGS[0]!) => {
  const truth = sampleTruth(programme)
  return weigh(change(siblingBundle(truth, [])), truth)
}
const figure = (more: object): SiblingFigure =>
  ({
    ...{ code: 'H-01', county: null, category: null, shown: 1, target: null },
    ...{ refreshedOn: '2024-07-22', ...more },
  }) as SiblingFigure

describe('what a programme beside the plan tells', () => {
  it.each(SIBLINGS)('%s: passes as its rules make it', (programme) => {
    const truth = sampleTruth(programme)
    const verdict = weigh(siblingBundle(truth, []), truth)
    expect(verdict).toMatchObject({ result: 'PASSED', breaches: [], exposures: [], releases: 1 })
    expect(verdict.tested).toBe(programme === 'HAMYAR' ? 1 : 0)
  })

  it('counts groups, and shows a county without one as nought', () => {
    const bundle = siblingBundle(sampleTruth('HAMYAR'), [])
    const county = (one: string) => siblingFigure(bundle, 'H-01', one)?.shown
    expect(['باغ', 'دشت', 'کوه'].map(county)).toEqual([6, 3, 0])
  })

  it('names a trade only where its groups hold the least number of women, and the rest only together', () => {
    const { trades, figures } = siblingBundle(sampleTruth('HAMYAR'), [])
    expect(trades.map(({ key }) => key)).toEqual(['خیاطی', 'گلیم‌بافی'])
    expect(
      figures.filter(({ category }) => category).map(({ category, shown }) => [category, shown]),
    ).toEqual([
      ['خیاطی', 4],
      ['گلیم‌بافی', 3],
      ['OTHER', 2],
    ])
    const few = sampleTruth('HAMYAR')
    few.trades = few.trades.filter(({ key }) => key !== 'عروسک‌سازی')
    // Five women alone in the rest: the smallest named trade joins them.
    expect(namedTrades(few).map(({ key }) => key)).toEqual(['خیاطی'])
    few.trades = few.trades.map((trade) => ({ ...trade, women: 5 }))
    expect(siblingBundle(few, []).figures.some(({ category }) => category !== null)).toBe(false)
  })

  it('rounds people at work, hides few of them, and counts them anew only after enough have come or gone', () => {
    const jobs = (truth = sampleTruth('HAMYAR'), before: SiblingFigure[] = []) =>
      siblingFigure(siblingBundle(truth, before), 'H-03')
    expect(jobs()?.shown).toBe(60)
    const few = sampleTruth('HAMYAR')
    few.counts = few.counts.map((one) => (one.code === 'H-03' ? { ...one, value: 11 } : one))
    expect(jobs(few)?.shown).toBe('UNDER')
    const last = figure({ code: 'H-03', shown: 40, refreshedOn: '2024-06-10' })
    const moved = (n: number) => sampleTruth('HAMYAR', { changes: [{ day: '2024-07-01', n }] })
    expect(jobs(moved(9), [last])).toMatchObject({ shown: 40, refreshedOn: '2024-06-10' })
    expect(jobs(moved(10), [last])).toMatchObject({ shown: 60, refreshedOn: '2024-07-22' })
  })

  it('tells volunteers’ hours only where enough people gave them', () => {
    const hours = (volunteers: number) =>
      siblingFigure(siblingBundle(sampleTruth('ASSOCIATION', { volunteers }), []), 'A-05')?.shown
    expect([hours(15), hours(14)]).toEqual([4_830, 'UNDER'])
  })
})

describe('the gate refuses', () => {
  it.each<[string, (bundle: SiblingBundle) => object]>([
    [
      'groups of a trade in one county',
      (b) => ({ figures: [...b.figures, figure({ county: 'باغ', category: 'خیاطی' })] }),
    ],
    ['a trade that is not named', (b) => ({ figures: [...b.figures, figure({ category: 'میناکاری' })] })],
    [
      'members of a county',
      (b) => ({ figures: [...b.figures, figure({ code: 'H-02', county: 'دشت', shown: 5 })] }),
    ],
    ['members of the province', (b) => ({ figures: [...b.figures, figure({ code: 'H-02', shown: 57 })] })],
    ['a figure told twice', (b) => ({ figures: [...b.figures, b.figures[0]!] })],
    ['a figure left out', (b) => ({ figures: b.figures.slice(1) })],
  ])('%s', (_what, change) => {
    const verdict = planted((bundle) => ({ ...bundle, ...change(bundle) }))
    expect(verdict.result).toBe('REFUSED')
    expect(verdict.breaches.some(({ rule }) => rule === 'FAMILY')).toBe(true)
  })

  it('people at work as they are, and says how narrow that is', () => {
    const raw = planted((bundle) => ({
      ...bundle,
      figures: bundle.figures.map((one) => (one.code === 'H-03' ? { ...one, shown: 7 } : one)),
    }))
    expect(raw).toMatchObject({ result: 'REFUSED', narrowest: 1 })
    expect(raw.exposures).toMatchObject([{ lo: 7, hi: 7 }])
    expect(raw.breaches).toContainEqual({ rule: 'VALUE', key: 'H-03|||ALL' })
  })

  it.each<[string, (bundle: SiblingBundle) => object]>([
    ['a block of its own', () => ({ groups: [{ name: 'گروه مهر', members: 5 }] })],
    ['a number beside a county', (b) => ({ counties: b.counties.map((one) => ({ ...one, members: 5 })) })],
    ['a name of nobody’s consent', (b) => ({ named: [...b.named, { name: 'خیریهٔ پنهان', county: 'باغ' }] })],
    [
      'a group’s name where a county’s stands',
      (b) => ({
        counties: [{ ...b.counties[0]!, name: { fa: 'گروه مهر، ۵ نفر', en: null } }, ...b.counties.slice(1)],
      }),
    ],
    [
      'a sentence that no source says',
      (b) => ({ quotations: [...b.quotations, { ...b.quotations[0]!, text: { fa: '۵ نفر', en: null } }] }),
    ],
  ])('%s', (_what, change) => {
    const verdict = planted((bundle) => ({ ...bundle, ...change(bundle) }))
    expect(verdict.result).toBe('REFUSED')
    expect(verdict.breaches.map(({ rule }) => rule)).toContain('NUMBER')
  })

  it('an exact figure that is not the true one, and a kept one that is told anew', () => {
    const wrong = planted((bundle) => ({
      ...bundle,
      figures: bundle.figures.map((one, i) => (i === 0 ? { ...one, shown: 8 } : one)),
    }))
    expect(wrong.breaches).toEqual([{ rule: 'VALUE', key: 'H-01|||ALL' }])
    const truth = sampleTruth('HAMYAR')
    const previous = [figure({ code: 'H-03', shown: 40, refreshedOn: '2024-06-10' })]
    const verdict = weigh(siblingBundle(truth, []), truth, { previous })
    expect(verdict.breaches).toEqual([{ rule: 'REFRESH', key: 'H-03|||ALL' }])
  })

  it('a file that tells something else', () => {
    const truth = sampleTruth('CHARITY')
    const bundle = siblingBundle(truth, [])
    const files = rowTexts(siblingRowsToCome(bundle))
    expect(weigh(bundle, truth, { files }).result).toBe('PASSED')
    const more = [...files, { ...files[0]!, code: 'SERVED', value: '12' }]
    expect(weigh(bundle, truth, { files: more }).breaches).toEqual([{ rule: 'FILE', key: 'SERVED|||ALL' }])
  })
})
