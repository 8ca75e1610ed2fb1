import { runOnce } from 'graphile-worker'
import { describe, expect, it } from 'vitest'
import { askAttack } from '@/db/commands/releases/ask-attack'
import { attackRelease } from '@/db/commands/releases/attack-release'
import { prepareRelease } from '@/db/commands/releases/prepare-release'
import { returnRelease, signRelease } from '@/db/commands/releases/sign-release'
import { loginUrls } from '@/db/logins'
import { attackState } from '@/db/queries/releases/list'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import type { ReleasedCell } from '@/lib/disclosure/cell'
import { keyring } from '@/lib/env'
import type { ReleaseBundle } from '@/lib/releases/bundle'
import { queueLogger } from '@/server/queue/prepare'
import { releaseJobs } from '@/server/queue/release-jobs'
import { contextOf } from '@/tests/support/actors'
import type { World } from '@/tests/support/factories'
import { openReleases } from './released-world'

const f = openReleases()
const asOf = '2024-05-20'
const prepared = async (w: World, day = asOf) =>
  prepareRelease(await contextOf(w.officer), { runId: w.runId, asOf: day, acknowledged: ['E-PUB-02'] })
const attacked = async (w: World, releaseId: string) =>
  attackRelease(await contextOf(w.officer), { releaseId })
const signed = async (w: World, releaseId: string) => signRelease(await contextOf(w.director), { releaseId })

/** Another bundle under the waiting release, as somebody with the owner's hands would put it there. */
async function plant(releaseId: string, change: (bundle: ReleaseBundle) => unknown): Promise<void> {
  const [row] = await f.owner`select bundle from app.release where id = ${releaseId}`
  const body = JSON.stringify(change(row!.bundle as ReleaseBundle))
  await f.owner`update app.release set bundle = ${body}::text::jsonb,
    bundle_hash = encode(sha256(convert_to(${body}::text::jsonb::text, 'UTF8')), 'hex') where id = ${releaseId}`
}

describe('no release is signed', () => {
  it('before the attack on it has ended, by the command or by hand', async () => {
    const w = await f.running()
    const { releaseId } = await prepared(w)
    await expect(signed(w, releaseId)).rejects.toMatchObject({ code: 'E-PUB-06' })
    await expect(
      f.owner`update app.release set status = 'PUBLISHED', number = 1, approved_by = ${w.director.userId} where id = ${releaseId}`,
    ).rejects.toMatchObject({ code: 'TB001' })
    await expect(
      f.owner`insert into pub.release (id, province, number, as_of, published_at, bundle, bundle_hash)
        select id, 'x', 1, as_of, now(), bundle, bundle_hash from app.release where id = ${releaseId}`,
    ).rejects.toMatchObject({ code: 'TB001' })
  })

  it('with another bundle than the one that stood the attack', async () => {
    const w = await f.running()
    const { releaseId } = await prepared(w)
    expect(await attacked(w, releaseId)).toEqual({ result: 'PASSED' })
    await plant(releaseId, (bundle) => ({ ...bundle, cost: { rials: 1, asOfIso: asOf, note: null } }))
    await expect(signed(w, releaseId)).rejects.toMatchObject({ code: 'E-PUB-06' })
  })

  it('that tells true small counts: E-PUB-07, with reasons in the verdict', async () => {
    const w = await f.running()
    const { releaseId } = await prepared(w)
    await plant(releaseId, (bundle) => ({
      ...bundle,
      cells: bundle.cells.map(
        (cell): ReleasedCell =>
          cell.table === 'COUNTY_AGE' ? { ...cell, class: 'EXACT' as never, shown: 1 } : cell,
      ),
    }))
    expect(await attacked(w, releaseId)).toEqual({ result: 'REFUSED' })
    await expect(signed(w, releaseId)).rejects.toMatchObject({ code: 'E-PUB-07' })
    const [kept] = await f.owner`select verdict from app.release_attack where release_id = ${releaseId}`
    expect(kept!.verdict.breaches.length).toBeGreaterThan(0)
    await expect(
      f.owner`update app.release set status = 'PUBLISHED', number = 1, approved_by = ${w.director.userId} where id = ${releaseId}`,
    ).rejects.toMatchObject({ code: 'TB001' })
    await returnRelease(await contextOf(w.director), { releaseId, reason: 'دوباره بشمارید' })
    await expect(attacked(w, releaseId)).rejects.toMatchObject({ code: 'E-PUB-05' })
  })
})

describe('the attack', () => {
  it('is asked for with the release and done by the worker, in the name of whoever prepared it', async () => {
    const w = await f.running()
    const { releaseId } = await prepared(w)
    const lines: string[] = []
    await runOnce({
      connectionString: loginUrls(f.ownerUrl, keyring().loginSecret).job,
      schema: 'graphile_worker',
      taskList: releaseJobs({ now: () => new Date('2024-06-01T15:00:00Z'), log: (line) => lines.push(line) }),
      noHandleSignals: true,
      logger: queueLogger,
    })
    expect(lines).toContain('release attack: PASSED')
    const actor = (await contextOf(w.officer)).actor
    const state = await reading(scopeOf(actor), (db) => attackState(db, scopeOf(actor), releaseId))
    expect(state).toMatchObject({
      hasBasis: true,
      passed: true,
      stale: false,
      verdict: { result: 'PASSED', exposures: [] },
    })
    const [told] =
      await f.owner`select actor_id from audit.event where entity_id = ${releaseId} and action = 'release.attack'`
    expect(told!.actor_id).toBe(w.officer.userId)
    await signed(w, releaseId)
  })

  it('keeps, beside the verdict, the truth that no other table of the release holds', async () => {
    const w = await f.running()
    const { releaseId } = await prepared(w)
    const [basis] = await f.owner`select basis from app.release_basis where release_id = ${releaseId}`
    expect(basis!.basis.truth.places).toHaveLength(1)
    expect(basis!.basis.truth.places[0].size).toBe(25)
    const text = JSON.stringify(basis)
    for (const { personId } of w.people) expect(text).not.toContain(personId)
    await expect(f.pub`select 1 from app.release_basis`).rejects.toMatchObject({ code: '42501' })
  })

  it('E-GEN-02: a facilitator or another province starts it, or asks for it again', async () => {
    const [w, other] = [await f.running(), await f.running()]
    const { releaseId } = await prepared(w)
    for (const by of [w.facilitator, other.officer, other.director])
      for (const act of [attackRelease, askAttack])
        await expect(act(await contextOf(by), { releaseId })).rejects.toMatchObject({ code: 'E-GEN-02' })
    await askAttack(await contextOf(w.officer), { releaseId })
    const [row] =
      await f.owner`select count(*)::int n from audit.event where entity_id = ${releaseId} and action = 'release.ask-attack'`
    expect(row).toEqual({ n: 1 })
  })
})
