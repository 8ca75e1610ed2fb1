import { type Actor, actorCan, actorCanSomewhere } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import { QUALITY_CODES, type QualityCode } from './quality'

/** Names stand behind the last two numbers of the data's quality: pairs of people are the whole office's, consents whoever's may see people. */
export function qualityReach(actor: Actor, run: Place): QualityCode[] {
  if (!actorCanSomewhere(actor, 'marks')) return []
  return QUALITY_CODES.filter(
    (code) =>
      (code !== 'Q-03' || actorCan(actor, 'people', run)) &&
      (code !== 'Q-04' || actorCanSomewhere(actor, 'people')),
  )
}
