import { type Fail, fail } from '@/lib/shared/result'
import type { Standing } from './kinds'

/** Of a county: how its associations stand. */
export type CountyStanding = { countyId: string; name: string; standings: readonly Standing[] }

const THERE: readonly Standing[] = ['ESTABLISHED', 'ACTIVE']
/** Whether an association counts as being there: established, and not at rest or dissolved. */
export const isThere = (standing: Standing): boolean => THERE.includes(standing)
export const thereIn = ({ standings }: Pick<CountyStanding, 'standings'>): number =>
  standings.filter(isThere).length

/** The counties that have fewer associations than they must, in the order given. */
export const gaps = <C extends Pick<CountyStanding, 'standings'>>(
  counties: readonly C[],
  least: number,
): C[] => counties.filter((county) => thereIn(county) < least)

/** W-SA-02, once for each county without an association. */
export const gapWarnings = (counties: readonly CountyStanding[], least: number): Fail<'W-SA-02'>[] =>
  gaps(counties, least).map(({ name }) => fail('W-SA-02', { county: name }))

/** A province has started only when every one of its counties has its associations. */
export const started = (counties: readonly CountyStanding[], least: number): boolean =>
  counties.length > 0 && gaps(counties, least).length === 0
