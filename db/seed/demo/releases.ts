import { attackRelease } from '@/db/commands/releases/attack-release'
import { prepareRelease } from '@/db/commands/releases/prepare-release'
import { signRelease } from '@/db/commands/releases/sign-release'
import { RELEASES } from './calendar'
import type { Stage } from './stage'

/** Prepared by the officer, put through the attack, signed by the director. */
export async function publishAsOf(stage: Stage, asOf: string): Promise<void> {
  const { officer, director } = stage.cast
  const { releaseId } = await prepareRelease(await stage.as(officer), {
    runId: stage.runId,
    asOf,
    acknowledged: [],
  })
  await attackRelease(await stage.as(officer), { releaseId })
  await signRelease(await stage.as(director), { releaseId })
}

/** The releases of the demonstration, each published on the first morning after its day on which somebody works. */
export class DueReleases {
  #left = [...RELEASES]

  async publish(stage: Stage, today: string): Promise<void> {
    for (let asOf = this.#left[0]; asOf !== undefined && asOf < today; asOf = this.#left[0]) {
      await publishAsOf(stage, asOf)
      this.#left.shift()
    }
  }
}
