import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { attackRelease } from '@/db/commands/releases/attack-release'
import { prepareRelease } from '@/db/commands/releases/prepare-release'
import { signRelease } from '@/db/commands/releases/sign-release'
import type { ReleasedCell } from '@/lib/disclosure/cell'
import type { ReleaseBundle } from '@/lib/releases/bundle'
import { contextOf } from '@/tests/support/actors'
import type { World } from '@/tests/support/factories'
import { openReleases } from './released-world'

const f = openReleases()
const [FIRST, SECOND] = ['2024-05-20', '2024-05-30']

const prepared = async (w: World, asOf: string) =>
  prepareRelease(await contextOf(w.officer), { runId: w.runId, asOf, acknowledged: ['E-PUB-02'] })
const attacked = async (w: World, releaseId: string) =>
  attackRelease(await contextOf(w.officer), { releaseId })
const bundleOf = async (releaseId: string): Promise<ReleaseBundle> =>
  (await f.owner`select bundle from app.release where id = ${releaseId}`)[0]!.bundle
const outcomes = ({ cells }: ReleaseBundle) => cells.filter(({ table }) => table === 'OUTCOME')
const told = (bundle: ReleaseBundle) => new Map(outcomes(bundle).map((cell) => [cell.category, cell]))

/** Two waves that were over before the first release. */
async function asked(w: World): Promise<{ before: string; after: string }> {
  const wave = async (kind: string, day: string) =>
    (
      await f.owner`insert into app.assessment_wave (scope_id, run_id, kind, instruments, opens_on, closes_on, opened_by, opened_at)
        select scope_id, id, ${kind}, array['KA-M', 'KA-P'], ${day}::date, ${day}::date + 1, ${w.officer.userId}, ${`${day}T08:00:00Z`}::timestamptz
        from app.run where id = ${w.runId} returning id`
    )[0]!.id as string
  return { before: await wave('BASELINE', '2024-05-11'), after: await wave('ENDLINE', '2024-05-15') }
}

type Answers = { people: World['people']; day: string; score: (at: number) => number; instrument?: string }
/** Both answers of so many people: forty before, whatever is given after. */
async function answered(w: World, waves: { before: string; after: string }, given: Answers): Promise<void> {
  const { people, day, score, instrument = 'KA-M' } = given
  for (const [at, { personId }] of people.entries()) {
    await f.owner`insert into app.respondent_link (respondent_key, scope_id, run_id, person_id)
      select ${randomUUID()}, scope_id, id, ${personId} from app.run where id = ${w.runId} on conflict do nothing`
    const [link] = await f.owner`select respondent_key as key, scope_id as scope from app.respondent_link
      where run_id = ${w.runId} and person_id = ${personId}`
    await f.owner`insert into app.survey_consent (respondent_key, scope_id, text_version, how, taken_at)
      values (${link!.key}, ${link!.scope}, 'T', 'SCREEN', '2024-05-11T08:00:00Z') on conflict do nothing`
    for (const [waveId, value, on] of [
      [waves.before, 40, '2024-05-11'],
      [waves.after, score(at), day],
    ] as const)
      await f.owner`insert into app.assessment_response (wave_id, respondent_key, instrument, scope_id, score, mode, answered_on)
        values (${waveId}, ${link!.key}, ${instrument}, ${link!.scope}, ${value}, 'STORED', ${on})`
  }
}

describe('the outcomes of a release', () => {
  it('are not there before the survey after the course, and no numbers while too few have answered', async () => {
    const w = await f.running(45)
    const { releaseId } = await prepared(w, FIRST)
    expect(outcomes(await bundleOf(releaseId))).toEqual([])
    expect(await attacked(w, releaseId)).toEqual({ result: 'PASSED' })
    await signRelease(await contextOf(w.director), { releaseId })
    const waves = await asked(w)
    await answered(w, waves, {
      people: w.people.slice(0, 29),
      day: '2024-05-15',
      score: (at) => 60 + (at % 7),
    })
    const next = (await prepared(w, SECOND)).releaseId
    const cells = outcomes(await bundleOf(next))
    expect(cells.map(({ shown }) => shown)).toEqual(Array(9).fill('UNDER'))
    expect(await attacked(w, next)).toEqual({ result: 'PASSED' })
  })

  it('are one of three bands from thirty pairs on, kept with their day until ten more have answered', async () => {
    const w = await f.running(60)
    const waves = await asked(w)
    const rising = (at: number) => 55 + (at % 9)
    await answered(w, waves, { people: w.people.slice(0, 32), day: '2024-05-15', score: rising })
    await answered(w, waves, {
      ...{ people: w.people.slice(0, 40), day: '2024-05-15', instrument: 'KA-P' },
      score: (at) => (at % 2 ? 60 : 20),
    })
    const { releaseId } = await prepared(w, FIRST)
    const bundle = await bundleOf(releaseId)
    expect(told(bundle).get('O-03')).toMatchObject({ shown: 'BETTER', class: 'BAND', refreshedOn: FIRST })
    expect(told(bundle).get('O-04')).toMatchObject({ shown: 'NO_CLEAR_CHANGE' })
    expect(told(bundle).get('O-01')).toMatchObject({ shown: 'UNDER' })
    expect(bundle.rules.outcomeLeast).toBe(30)
    expect(await attacked(w, releaseId)).toEqual({ result: 'PASSED' })
    await signRelease(await contextOf(w.director), { releaseId })
    const [basis] = await f.owner`select basis from app.release_basis where release_id = ${releaseId}`
    expect(basis!.basis.truth.outcomes.find((one: { code: string }) => one.code === 'O-03')).toMatchObject({
      pairs: 32,
    })

    // Nine more, and far worse: the band of the first release stays, with its day. Of the other outcome ten have come.
    const late = { day: '2024-05-28', score: () => 0 }
    await answered(w, waves, { ...late, people: w.people.slice(32, 41) })
    await answered(w, waves, { ...late, people: w.people.slice(40, 50), instrument: 'KA-P' })
    const next = (await prepared(w, SECOND)).releaseId
    const second = await bundleOf(next)
    expect(told(second).get('O-03')).toEqual(told(bundle).get('O-03'))
    expect(told(second).get('O-04')).toMatchObject({ shown: 'WORSE', refreshedOn: SECOND })
    expect(await attacked(w, next)).toEqual({ result: 'PASSED' })
    const { number } = await signRelease(await contextOf(w.director), { releaseId: next })
    const [out] = await f.pub`select bundle from pub.release where number = ${number}`
    expect(told(out!.bundle)).toEqual(told(second))
  })

  it('E-PUB-07: an outcome of too few, a number in its place, or one of a county is refused', async () => {
    const w = await f.running(45)
    const waves = await asked(w)
    await answered(w, waves, {
      people: w.people.slice(0, 20),
      day: '2024-05-15',
      score: (at) => 60 + (at % 7),
    })
    const { releaseId } = await prepared(w, FIRST)
    const safe = await bundleOf(releaseId)
    const plant = async (change: (cell: ReleasedCell) => ReleasedCell[]) => {
      const body = JSON.stringify({
        ...safe,
        cells: safe.cells.flatMap((cell) => (cell.category === 'O-03' ? change(cell) : [cell])),
      })
      await f.owner`update app.release set bundle = ${body}::text::jsonb,
        bundle_hash = encode(sha256(convert_to(${body}::text::jsonb::text, 'UTF8')), 'hex') where id = ${releaseId}`
    }
    const county = safe.counties[0]!.name.fa
    for (const change of [
      (cell: ReleasedCell) => [{ ...cell, shown: 'BETTER' as const }],
      (cell: ReleasedCell) => [{ ...cell, shown: 7 }],
      (cell: ReleasedCell) => [cell, { ...cell, county, shown: 'BETTER' as const }],
    ]) {
      await plant(change)
      expect(await attacked(w, releaseId)).toEqual({ result: 'REFUSED' })
      await expect(signRelease(await contextOf(w.director), { releaseId })).rejects.toMatchObject({
        code: 'E-PUB-07',
      })
    }
    await plant((cell) => [cell])
    expect(await attacked(w, releaseId)).toEqual({ result: 'PASSED' })
  })
})
