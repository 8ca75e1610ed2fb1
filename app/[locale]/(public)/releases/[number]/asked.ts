import type { PublicRelease } from '@/lib/releases/public-release'
import { released } from '../../released'

/** The release an address asks for; null for a number that is none or was never published. */
export async function askedRelease(number: string): Promise<PublicRelease | null> {
  return /^[1-9]\d{0,5}$/.test(number) ? released(Number(number)) : null
}
