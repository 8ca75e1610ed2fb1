import { countyAnswer } from '@/lib/releases/open-data/answer'
import { aboutRelease } from '@/lib/server/open-data/desk'

type Props = { params: Promise<{ number: string; county: string }> }

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { number, county: given } = await params
  const county = plain(given)
  return aboutRelease(
    request,
    number,
    `/counties/${encodeURIComponent(county)}`,
    (release) => countyAnswer(release, county) ?? 'county',
  )
}

/** A name out of an address, whether it comes decoded or not. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
