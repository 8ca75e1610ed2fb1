import { publicRelease } from '@/db/queries/public'
import { dataAddress, savedName } from '@/lib/releases/open-data/address'
import { frozenOf } from '@/lib/releases/open-data/frozen'
import { SHARE_PAGES, sharePath } from '@/lib/releases/open-data/share'
import { leadTo, openAnswer } from '@/lib/server/open-data/answer'
import { bothWords } from '@/lib/server/open-data/both-words'
import { askedNumber, type Missing } from '@/lib/server/open-data/desk'
import { keptFiles } from '@/lib/server/open-data/files'
import { notHerePage, PAGE_POLICY } from '@/lib/server/open-data/plain-page'
import { keptPicture } from '@/lib/server/open-data/share'
import { LOCALES } from '@/lib/shared/locale'

type Props = { params: Promise<{ number: string; file: string }> }

const PICTURES = SHARE_PAGES.flatMap((page) =>
  LOCALES.map((locale) => ({ page, locale, path: sharePath(page, locale) })),
)

/** A file of a release. Nothing of the request decides but its path: no query, no cookie, no header. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { number: asked, file: name } = await params
  const missing = async (what: Missing) =>
    openAnswer(request, notHerePage(what, await bothWords()), {
      age: 'minute',
      status: 404,
      policy: PAGE_POLICY,
    })
  const { number, moved } = await askedNumber(asked)
  if (number === null) return missing(moved ? 'none' : 'release')
  if (moved) return leadTo(dataAddress(number, encodeURIComponent(name)))
  const picture = PICTURES.find(({ path }) => path === name)
  if (picture) {
    const drawn = await keptPicture(number, picture, async () => {
      const release = await publicRelease(number)
      return release && { release: frozenOf(release), words: await bothWords() }
    })
    return drawn ? openAnswer(request, drawn, { age: 'forever' }) : missing('release')
  }
  const files = await keptFiles(number, publicRelease, bothWords)
  if (!files) return missing('release')
  const file = files.find(({ path }) => path === name)
  if (!file) return missing('file')
  const saved = savedName(dataAddress(number, name))
  return openAnswer(request, file, { age: 'forever', ...(saved ? { name: saved } : {}) })
}
