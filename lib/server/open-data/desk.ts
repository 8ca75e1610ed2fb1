import 'server-only'
import { publicRelease } from '@/db/queries/public'
import { releaseNumber } from '@/lib/releases/open-data/address'
import { notHereAnswer } from '@/lib/releases/open-data/answer'
import type { BothWords } from '@/lib/releases/open-data/dictionary'
import type { PublicRelease } from '@/lib/releases/public-release'
import { jsonAnswer, leadTo } from './answer'
import { bothWords } from './both-words'

/** What is said where there is nothing, under a name of `open-data.notHere`. */
export type Missing = 'release' | 'file' | 'chart' | 'none' | 'code' | 'county'

/** The number an address asks for: `latest` is the newest's. Null for what is no number, or before the first release. */
export async function askedNumber(text: string): Promise<{ number: number | null; moved: boolean }> {
  if (text !== 'latest') return { number: releaseNumber(text), moved: false }
  return { number: (await publicRelease())?.number ?? null, moved: true }
}

/** One answer of the public API about one release; «latest» leads on to the newest's own address. */
export async function aboutRelease(
  request: Request,
  asked: string,
  rest: string,
  answer: (release: PublicRelease, words: BothWords) => object | Missing,
): Promise<Response> {
  const words = await bothWords()
  const missing = (what: Missing) =>
    jsonAnswer(request, notHereAnswer(what, words), { age: 'minute', status: 404 })
  const { number, moved } = await askedNumber(asked)
  if (number === null) return missing(moved ? 'none' : 'release')
  if (moved) return leadTo(`/api/public/v1/releases/${number}${rest}`)
  const release = await publicRelease(number)
  if (!release) return missing('release')
  const body = answer(release, words)
  return typeof body === 'string' ? missing(body) : jsonAnswer(request, body, { age: 'hour' })
}
