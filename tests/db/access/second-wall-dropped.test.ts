import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policyGaps } from './policy-gaps'
import { mutantsOf, noticedBy } from './wall-mutants'
import { openWall, type Wall } from './wall-world'
import { readWall, sightIn, writeWall } from './wall-written'

// What every seat may do in every table is written down (wall-written.ts). A policy that is dropped or loosened must change it, or
// be missed by the catalogue (policy-gaps.ts).

/** `npm run test:wall` takes every seat and every policy; each test run takes these seats, and every so many policies. */
const WHOLE = process.env.WALL === 'whole'
const SEATS =
  /^(nobody|PROVINCE_DIRECTOR A|FACILITATOR|SOCIAL_WORKER A1 h|CHARITY_OFFICER A1|PROVIDER|ASSOCIATION_OFFICER A1|ADMIN A|AUDITOR)/
const EVERY = WHOLE ? 1 : 40
/** Only those whose names hold this, for whoever writes a policy. */
const ONLY = process.env.WALL_ONLY ?? ''
/** Nobody has a right to a row of these at all: what their policies say stands behind that. */
const UNREAD = ['app.assessment_response', 'app.respondent_link', 'app.survey_consent']
/** Checks of changes that ask about columns nobody may change (grants), so that loosened they let nobody do more. */
const HELD_BY_GRANTS = [
  'app.api_token',
  'app.association_activity',
  'app.association_meeting',
  'app.association_partner',
  'app.association_question',
  'app.association_step',
  'app.association_volunteer',
  'app.calendar_feed',
  'app.digest_sent',
  'app.hamyar_event',
  'app.hamyar_plan_item',
  'app.hamyar_presence',
  'app.hamyar_support',
  'app.user_account',
]
/** Loosened in what they may reach, these still check what is written; no try here brings another's row past that check. */
const HELD_BY_CHECKS = ['app.call_line', 'app.hamyar_presence', 'app.local_service', 'app.programme_referral']
/** What the seats do not notice, for those three reasons; the catalogue does. */
const BY_CATALOGUE = [
  ...HELD_BY_CHECKS.map((table) => `${table} change: using true`),
  ...HELD_BY_GRANTS.map((table) => `${table} change: with check true`),
  ...UNREAD.flatMap((table) => [`${table} see: dropped`, `${table} see: using true`]),
].sort()
let wall: Wall
beforeAll(async () => {
  wall = await openWall()
}, 600_000)
afterAll(() => wall?.close())

describe('without keys, checks and triggers', { timeout: 3_600_000 }, () => {
  it('each seat may do in each table what is written down, and nothing else', async () => {
    const seats = wall.seats.filter(({ key }) => WHOLE || SEATS.test(key))
    expect(seats.length).toBeGreaterThan(7)
    const found = new Map<string, Map<string, string>>()
    for (const table of wall.tables) {
      const here = new Map<string, string>()
      for (const seat of seats) here.set(seat.key, await wall.sight(table, seat))
      found.set(table.name, here)
    }
    if (WHOLE && process.env.WALL_WRITE) writeWall(found)
    const written = readWall()
    expect([...written.keys()]).toEqual([...found.keys()])
    const other = [...found].flatMap(([table, here]) =>
      seats
        .filter((seat) => here.get(seat.key) !== sightIn(written, table, seat))
        .map((seat) => `${table}, ${seat.key}: ${here.get(seat.key)}, not ${sightIn(written, table, seat)}`),
    )
    expect(other).toEqual([])
  })

  it('a policy dropped or loosened is noticed', async () => {
    const written = readWall()
    const all = await mutantsOf(wall.owner)
    expect(all.length).toBeGreaterThan(500)
    expect(await policyGaps(wall.owner)).toEqual([])
    const chosen = all.filter(({ name }, i) => (ONLY ? name.includes(ONLY) : i % EVERY === 0))
    const missed: string[] = []
    const byCatalogue: string[] = []
    for (const { name, table, roles, spoil, mend } of chosen) {
      await wall.owner.unsafe(spoil)
      const seats = roles.includes('tabavar_rw')
      const noticed = seats && (await noticedBy(wall, table, written))
      const gaps = noticed ? [] : await policyGaps(wall.owner)
      if (!noticed && gaps.length === 0) missed.push(name)
      else if (!noticed && seats) byCatalogue.push(name)
      await wall.owner.unsafe(mend)
    }
    expect(missed).toEqual([])
    expect(byCatalogue.filter((name) => !BY_CATALOGUE.includes(name))).toEqual([])
    if (WHOLE && !ONLY) expect(byCatalogue.sort()).toEqual(BY_CATALOGUE)
    // And all of them were put back.
    expect(await policyGaps(wall.owner)).toEqual([])
  })
})
