import { describe, expect, it } from 'vitest'
import { GET as county } from '@/app/api/public/v1/releases/[number]/counties/[county]/route'
import { GET as indicator } from '@/app/api/public/v1/releases/[number]/figures/[code]/route'
import { GET as one } from '@/app/api/public/v1/releases/[number]/route'
import { GET as list } from '@/app/api/public/v1/releases/route'
import { GET as file } from '@/app/data/[number]/[file]/route'
import { closePools, openPools } from '@/db/client'
import { attackRelease } from '@/db/commands/releases/attack-release'
import { prepareRelease } from '@/db/commands/releases/prepare-release'
import { recordCorrection } from '@/db/commands/releases/record-correction'
import { signRelease } from '@/db/commands/releases/sign-release'
import { FILE_NAMES } from '@/lib/releases/open-data/address'
import { INDICATORS } from '@/lib/releases/open-data/dictionary'
import { contextOf } from '@/tests/support/actors'
import { brokenBy } from '@/tests/support/described'
import { openReleases } from './released-world'

const f = openReleases()

const asked = (path: string) => new Request(`http://127.0.0.1${path}`)
const params = <T>(value: T) => ({ params: Promise.resolve(value) })
const bodyOf = async (answer: Response) => JSON.parse(await answer.text())

const SEES_PEOPLE = /زن \d+ آزمون|personId|person_id/

/** Releases of two months by number, with a correction of the first, read from here on by a login that sees nothing else. */
async function twoReleases(): Promise<[number, number]> {
  const w = await f.running()
  const out = async (asOf: string) => {
    const { releaseId } = await prepareRelease(await contextOf(w.officer), {
      runId: w.runId,
      asOf,
      acknowledged: ['E-PUB-02'],
    })
    await attackRelease(await contextOf(w.officer), { releaseId })
    return { releaseId, number: (await signRelease(await contextOf(w.director), { releaseId })).number }
  }
  const first = await out('2024-05-19')
  const second = await out('2024-05-25')
  const correction = { releaseId: first.releaseId, textFa: 'شمار نشست‌ها نادرست بود.' }
  await recordCorrection(await contextOf(w.director), correction)
  return [first.number, second.number]
}

describe('the open data and the public interface', () => {
  it('have nothing, and say so, before the first release', async () => {
    const answer = await list(asked('/api/public/v1/releases'))
    expect([answer.status, (await bodyOf(answer)).missing]).toEqual([404, 'none'])
    const data = await file(
      asked('/data/latest/figures.csv'),
      params({ number: 'latest', file: 'figures.csv' }),
    )
    expect(data.status).toBe(404)
    expect(await data.text()).toContain('/fa/open-data')
  })

  it('answer as described with the public login alone: the application’s cannot even be reached', async () => {
    const [first, second] = await twoReleases()
    await closePools()
    openPools({ app: 'postgres://nobody:none@127.0.0.1:1/none', pub: f.publicUrl }, 2)

    const all = await list(asked('/api/public/v1/releases'))
    const told = await bodyOf(all)
    expect(brokenBy('Releases', told)).toEqual([])
    expect(told).toMatchObject({ latest: second, corrections: [{ release: first }] })
    expect(told.releases.map((release: { number: number }) => release.number)).toEqual([second, first])

    const release = await bodyOf(await one(asked('/'), params({ number: String(second) })))
    expect(brokenBy('Release', release)).toEqual([])
    expect(release.release).toMatchObject({ number: second, as_of: '2024-05-25' })
    for (const code of Object.keys(INDICATORS)) {
      const answer = await indicator(asked('/'), params({ number: String(second), code }))
      expect(brokenBy(answer.status === 200 ? 'Indicator' : 'NotHere', await bodyOf(answer)), code).toEqual(
        [],
      )
    }
    const [place] = release.figures.filter((row: { level: string }) => row.level === 'county')
    const named = { number: String(second), county: encodeURIComponent(place.county) }
    expect(brokenBy('County', await bodyOf(await county(asked('/'), params(named))))).toEqual([])

    for (const number of ['0', '01', '99', '-1', '1e1', 'null', `${second} or 1=1`]) {
      const answer = await one(asked('/'), params({ number }))
      expect([answer.status, brokenBy('NotHere', await bodyOf(answer))], number).toEqual([404, []])
    }
    for (const name of FILE_NAMES) {
      const answer = await file(asked('/'), params({ number: String(first), file: name }))
      expect(answer.status, name).toBe(200)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(await answer.text(), name).not.toMatch(SEES_PEOPLE)
    }
    const latest = await file(asked('/'), params({ number: 'latest', file: 'licence' }))
    expect([latest.status, latest.headers.get('location')]).toEqual([307, `/data/${second}/licence`])
  })

  it('serve a release that was asked for before while the database is away', async () => {
    await closePools()
    openPools(
      { app: 'postgres://nobody:none@127.0.0.1:1/none', pub: 'postgres://nobody:none@127.0.0.1:1/none' },
      2,
    )
    const answer = await file(asked('/'), params({ number: '1', file: 'figures.csv' }))
    expect(answer.status).toBe(200)
  })
})
