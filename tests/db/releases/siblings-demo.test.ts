import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicRelease } from '@/db/queries/public'
import { publicSiblings } from '@/db/queries/public-siblings'
import { siblingHome, siblingTruth } from '@/db/queries/releases/sibling-facts'
import { LOADS } from '@/db/seed/demo/calendar'
import { actorOfAccount } from '@/db/seed/system-actor'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { type PublicSibling, siblingBundle, siblingFigure } from '@/lib/releases/siblings/bundle'
import type { Sibling } from '@/lib/releases/siblings/kinds'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let demo: Loaded
let out: Record<Sibling, PublicSibling>
beforeAll(async () => {
  demo = await loadedDatabase('snapshot')
  out = Object.fromEntries((await publicSiblings()).map((one) => [one.programme, one])) as typeof out
})
afterAll(() => demo?.end())

const byCounty = (release: PublicSibling, code: Parameters<typeof siblingFigure>[1]) =>
  Object.fromEntries(
    release.counties.map(({ name }) => [name.en, siblingFigure(release, code, name.fa)?.shown]),
  )
const whole = (release: PublicSibling, code: Parameters<typeof siblingFigure>[1]) => {
  const { shown, target } = siblingFigure(release, code)!
  return [shown, target]
}

describe('the releases of the demonstration’s other programmes', () => {
  it('are one of each, signed by a second person, and no release of the plan', async () => {
    expect(Object.keys(out).sort()).toEqual(['ASSOCIATION', 'CHARITY', 'HAMYAR'])
    for (const release of Object.values(out))
      expect([release.number, release.asOfIso, release.demo, release.audit?.releases]).toEqual([
        1,
        '2024-07-22',
        true,
        1,
      ])
    expect((await publicRelease())?.runName.en).toContain('West Azerbaijan')
    const [two] =
      await demo.sql`select count(*)::int n, count(*) filter (where approved_by <> prepared_by)::int two
      from app.release where programme <> 'RESILIENCE'`
    expect(two).toEqual({ n: 3, two: 3 })
  })

  it('Zanjan’s groups: 23 of 23, none in Tarom and Soltaniyeh, and people at work rounded', () => {
    const { HAMYAR } = out
    expect(whole(HAMYAR, 'H-01')).toEqual([23, 23])
    expect(byCounty(HAMYAR, 'H-01')).toEqual({
      ...{ Abhar: 3, Khodabandeh: 6, Khorramdarreh: 4, Zanjan: 6, Mahneshan: 2, Ijrud: 2 },
      ...{ Tarom: 0, Soltaniyeh: 0 },
    })
    // 132 people at work, told to the next fifty.
    expect(whole(HAMYAR, 'H-03')).toEqual([150, null])
    expect(whole(HAMYAR, 'H-09')).toEqual([0, 23])
    const trades = HAMYAR.figures.filter(({ category }) => category !== null)
    expect(Object.fromEntries(trades.map(({ category, shown }) => [category, shown]))).toEqual({
      ...{ خیاطی: 5, گلیم‌بافی: 5, جوراب‌بافی: 3, رشته‌بری: 3, لحاف‌دوزی: 3 },
      // Dolls, enamel and filigree together: each is so few women that its name would be theirs.
      OTHER: 4,
    })
    expect(JSON.stringify(HAMYAR)).not.toMatch(/گروه (سپیده|آوا|سرو|مهر)|ZH-\d/)
  })

  it('Zanjan’s charities: twelve, eleven at work, 15 agreements, 30 of 152; three have said they may be named', () => {
    const { CHARITY } = out
    const figures = (['PROVIDERS', 'D-04', 'AGREEMENTS', 'D-01', 'D-02'] as const).map((code) =>
      whole(CHARITY, code),
    )
    expect(figures).toEqual([
      [12, null],
      [11, null],
      [15, null],
      [30, 152],
      [15, 152],
    ])
    expect(byCounty(CHARITY, 'AGREEMENTS')).toEqual({
      ...{ Zanjan: 9, Abhar: 2, Khodabandeh: 2, Khorramdarreh: 1, Mahneshan: 1, Ijrud: 0 },
      ...{ Tarom: 0, Soltaniyeh: 0 },
    })
    expect(CHARITY.named.map(({ name }) => name)).toEqual(['گلستان یاد', 'خانهٔ امید', 'آفتاب مهر'])
    expect(JSON.stringify(CHARITY)).not.toMatch(/سایه‌سار|ریحان|روشنا|ZC-\d|served|تحویل/)
  })

  it('Kurdistan’s associations: 12, 11 at work, 9 of 10 counties, the gap in Sarvabad; no capacity group', () => {
    const { ASSOCIATION } = out
    expect([
      whole(ASSOCIATION, 'A-02')[0],
      whole(ASSOCIATION, 'AT_WORK')[0],
      whole(ASSOCIATION, 'A-01'),
    ]).toEqual([12, 11, [9, 10]])
    expect(Object.entries(byCounty(ASSOCIATION, 'AT_WORK')).filter(([, n]) => n === 0)).toEqual([
      ['Sarvabad', 0],
    ])
    expect(JSON.stringify(ASSOCIATION)).not.toMatch(/WOMEN_HEADS|ADDICTION|QUASI_FAMILY|DISABLED|KA-\d/)
    expect(siblingFigure(ASSOCIATION, 'A-05')?.shown).toBeGreaterThan(0)
  })

  it.each<[Sibling, string]>([
    ['HAMYAR', '19'],
    ['CHARITY', '19'],
    ['ASSOCIATION', '12'],
  ])('%s: what is out is what its office counts today', async (programme, province) => {
    const handle = { HAMYAR: 'hamyar-officer', CHARITY: 'charity-officer', ASSOCIATION: 'assoc-officer' }[
      programme
    ]
    const [row] = await demo.sql`select l.user_id, p.id from app.user_login l, app.place p
        where l.handle = ${`${handle}@demo.tabavar.local`} and p.kind = 'PROVINCE' and p.code = ${province}`
    const scope = scopeOf(await actorOfAccount(demo.sql, row!.user_id))
    const truth = await reading(scope, async (db) =>
      siblingTruth(db, scope, {
        programme,
        home: (await siblingHome(db, row!.id))!,
        clock: LOADS.snapshot.now,
      }),
    )
    expect(siblingBundle(truth, []).figures).toEqual(out[programme].figures)
  })
})
