import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, openPools } from '@/db/client'
import { attackRelease } from '@/db/commands/releases/attack-release'
import { prepareRelease } from '@/db/commands/releases/prepare-release'
import { recordCorrection } from '@/db/commands/releases/record-correction'
import { setOfficeContact } from '@/db/commands/releases/set-office-contact'
import { returnRelease, signRelease } from '@/db/commands/releases/sign-release'
import { publicRelease } from '@/db/queries/public'
import { asActor } from '@/lib/access/actor'
import { STEP_UP_MINUTES } from '@/lib/access/factor'
import { contextOf } from '@/tests/support/actors'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { registerOf, type World, world } from '@/tests/support/factories'
import { review, send } from '../workshops/register-sent'

let database: FreshDatabase
let owner: Sql
let app: Sql
let pub: Sql
beforeAll(async () => {
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 4, onnotice: () => {} })
  pub = postgres(database.publicUrl, { max: 2, onnotice: () => {} })
  openPools({ app: database.appUrl, pub: database.publicUrl }, 4)
})
afterAll(async () => {
  await Promise.all([owner?.end(), app?.end(), pub?.end(), closePools()])
  await database?.drop()
})

/** A world in which the first session is approved, the second sent in, the third ahead. */
async function running(people = 25): Promise<World> {
  const w = await world(owner, { people })
  await send(app, w.facilitator, registerOf(w, 0, { 0: { code: 'ABSENT' } }))
  await review(app, w.officer, w.sessionIds[0]!, 2, 'APPROVE')
  await send(app, w.facilitator, registerOf(w, 1))
  return w
}
const asOf = '2024-05-20'
const prepared = async (w: World, day = asOf) =>
  prepareRelease(await contextOf(w.officer), { runId: w.runId, asOf: day, acknowledged: ['E-PUB-02'] })

describe('a release', () => {
  it('holds approved sheets only, is signed by a second person, and is what the public reads', async () => {
    const w = await running()
    const { releaseId } = await prepared(w)
    expect(await publicRelease()).toBeNull()
    await attackRelease(await contextOf(w.officer), { releaseId })
    const { number } = await signRelease(await contextOf(w.director), { releaseId })
    const shown = await publicRelease()
    expect(shown).toMatchObject({ number, asOfIso: asOf })
    const value = (code: string) => shown!.figures.find((figure) => figure.code === code)?.value
    expect({
      held: value('SESSIONS'),
      minutes: value('R-08'),
      people: value('R-07'),
      hours: value('R-09'),
      places: value('R-02'),
    }).toEqual({
      held: 1,
      minutes: 120,
      people: 25,
      hours: 24 * 120,
      places: 1,
    })
    expect(shown!.weave[0]!.knots.map((knot) => knot.state)).toEqual(['held', 'ahead', 'ahead'])
    expect(await owner`select action from audit.event where entity_id = ${releaseId} order by seq`).toEqual([
      { action: 'release.prepare' },
      { action: 'release.attack' },
      { action: 'release.sign' },
    ])
    const [kept] =
      await owner`select encode(sha256(convert_to(bundle::text, 'UTF8')), 'hex') = bundle_hash same from pub.release where id = ${releaseId}`
    expect(kept).toEqual({ same: true })
  })

  it('shows no count of people below the least number, and no completion or hours of so few', async () => {
    const w = await running(14)
    const { releaseId } = await prepared(w)
    const [row] = await owner`select bundle from app.release where id = ${releaseId}`
    const bundle = row!.bundle as {
      figures: { code: string }[]
      completion: unknown
      counties: { enrolled: number | null }[]
    }
    expect(bundle.figures.map((figure) => figure.code)).not.toContain('R-07')
    expect(bundle.figures.map((figure) => figure.code)).not.toContain('R-09')
    expect(bundle.completion).toBeNull()
    expect(bundle.counties.map((county) => county.enrolled)).toEqual([null])
  })

  it('carries nobody’s name and no time to come', async () => {
    const w = await running()
    const { releaseId } = await prepared(w)
    const [row] = await owner`select bundle::text body from app.release where id = ${releaseId}`
    expect(row!.body).not.toMatch(/زن \d+ آزمون/)
    expect(row!.body).not.toMatch(/starts|09:30|time/)
    for (const id of w.people) expect(row!.body).not.toContain(id.personId)
  })
})

describe('a correction', () => {
  it('is written by who signs, to what is out only, and stands beside the releases', async () => {
    const w = await running()
    const { releaseId } = await prepared(w)
    const said = { releaseId, textFa: 'شمار نشست‌های محله‌ای نادرست بود.' }
    await expect(recordCorrection(await contextOf(w.director), said)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    await attackRelease(await contextOf(w.officer), { releaseId })
    const { number } = await signRelease(await contextOf(w.director), { releaseId })
    await expect(recordCorrection(await contextOf(w.officer), said)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    await recordCorrection(await contextOf(w.director), said)
    const [row] = await pub`select text_fa, release_number from pub.correction order by id desc limit 1`
    expect(row).toEqual({ text_fa: said.textFa, release_number: number })
    const [told] =
      await owner`select action from audit.event where entity_id = ${releaseId} order by seq desc limit 1`
    expect(told).toEqual({ action: 'release.correct' })
  })
})

describe('what is refused writes nothing', () => {
  const releases = async () =>
    (
      await owner`select count(*)::int n, count(*) filter (where status = 'PUBLISHED')::int out from app.release`
    )[0]

  it('E-PUB-01: the person who prepared it signs it', async () => {
    const w = await running()
    const { releaseId } = await prepareRelease(await contextOf(w.director), {
      runId: w.runId,
      asOf,
      acknowledged: ['E-PUB-02'],
    })
    await expect(signRelease(await contextOf(w.director), { releaseId })).rejects.toMatchObject({
      code: 'E-PUB-01',
    })
    await expect(
      owner`update app.release set approved_by = prepared_by where id = ${releaseId}`,
    ).rejects.toMatchObject({ constraint_name: 'release_two_people' })
  })

  it('E-PUB-02: sheets in the period are not approved and that was not acknowledged', async () => {
    const w = await running()
    const before = await releases()
    await expect(prepareRelease(await contextOf(w.officer), { runId: w.runId, asOf })).rejects.toMatchObject({
      code: 'E-PUB-02',
      values: { n: 1 },
    })
    expect(await releases()).toEqual(before)
  })

  it('E-PUB-03: a second release of the same Jalali month', async () => {
    const w = await running()
    await prepared(w, '2024-05-18')
    await expect(prepared(w, '2024-05-19')).rejects.toMatchObject({ code: 'E-PUB-03' })
  })

  it('E-PUB-04: a day that has not ended, or that lies before the last release', async () => {
    const w = await running()
    await expect(prepared(w, '2024-06-01')).rejects.toMatchObject({ code: 'E-PUB-04' })
    await prepared(w, '2024-05-25')
    await expect(prepared(w, '2024-05-13')).rejects.toMatchObject({
      code: expect.stringMatching(/E-PUB-0[34]/),
    })
  })

  it('E-PUB-05: signing what is not waiting; sending back frees the month', async () => {
    const w = await running()
    const { releaseId } = await prepared(w)
    await returnRelease(await contextOf(w.director), { releaseId, reason: 'دوباره بشمارید' })
    await expect(signRelease(await contextOf(w.director), { releaseId })).rejects.toMatchObject({
      code: 'E-PUB-05',
    })
    await prepared(w)
  })

  it('E-ACC-18: signing wants the second factor of the last minutes; sending back does not', async () => {
    const w = await running()
    const { releaseId } = await prepared(w)
    const now = new Date()
    const director = await contextOf(w.director, now)
    const aged = {
      ...director,
      actor: asActor({ ...director.actor, factorMs: now.getTime() - (STEP_UP_MINUTES + 1) * 60_000 }),
    }
    await expect(signRelease(aged, { releaseId })).rejects.toMatchObject({ code: 'E-ACC-18' })
    const [kept] = await owner`select status, number from app.release where id = ${releaseId}`
    expect(kept).toEqual({ status: 'IN_REVIEW', number: null })
    await returnRelease(aged, { releaseId, reason: 'دوباره بشمارید' })
  })

  it('E-GEN-02: an officer signs, a facilitator prepares, another province looks', async () => {
    const [w, other] = [await running(), await running()]
    const { releaseId } = await prepared(w)
    await expect(signRelease(await contextOf(w.officer), { releaseId })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    await expect(
      prepareRelease(await contextOf(w.facilitator), { runId: w.runId, asOf }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(signRelease(await contextOf(other.director), { releaseId })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    await expect(
      prepareRelease(await contextOf(other.officer), { runId: w.runId, asOf }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
  })
})

describe('who answers for the public pages', () => {
  it('is said by the director, with an audit row; not by an officer, nor for another province', async () => {
    const [w, other] = [await world(owner), await world(owner)]
    const contact = { runId: w.runId, nameFa: 'ادارهٔ آزمون', phone: '۰۴۴-۱', email: 'x@example.ir' }
    for (const who of [w.officer, other.director])
      await expect(setOfficeContact(await contextOf(who), contact)).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    await setOfficeContact(await contextOf(w.director), contact)
    const [row] =
      await owner`select name_fa, phone from app.office_contact where scope_id = ${w.provinceScope}`
    expect(row).toEqual({ name_fa: 'ادارهٔ آزمون', phone: '044-1' })
    const [trace] =
      await owner`select actor_id from audit.event where action = 'office.contact' and entity_id = ${String(w.provinceScope)}`
    expect(trace!.actor_id).toBe(w.director.userId)
  })
})

describe('the public login', () => {
  it('reads released figures and nothing else', async () => {
    await expect(pub`select number from pub.release`).resolves.toBeDefined()
    const tables =
      await owner`select schemaname || '.' || tablename as name from pg_tables where schemaname in ('app', 'audit')`
    for (const { name } of tables)
      await expect(pub.unsafe(`select 1 from ${name} limit 1`), name).rejects.toMatchObject({ code: '42501' })
    await expect(pub`insert into pub.release (id, province, number, as_of, published_at, bundle, bundle_hash)
      values (gen_random_uuid(), 'x', 1, now(), now(), '{}', '')`).rejects.toMatchObject({ code: '42501' })
  })

  it('a released bundle cannot be changed, not even by the owner', async () => {
    await expect(owner`update pub.release set bundle = '{}'`).rejects.toMatchObject({ code: 'TB004' })
    await expect(owner`delete from pub.release`).rejects.toMatchObject({ code: 'TB004' })
  })
})
