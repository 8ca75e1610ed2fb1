import type { PublicRelease } from '@/lib/releases/public-release'
import { sampleRelease } from '@/tests/fixtures/public-release'

/** SEAM: becomes `publicRelease(number)` of db/queries/public, which reads released figures and nothing else. */
export async function released(number?: number): Promise<PublicRelease | null> {
  return number === undefined || number === sampleRelease.number ? sampleRelease : null
}
