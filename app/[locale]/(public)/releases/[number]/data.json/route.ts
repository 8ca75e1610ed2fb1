import { dataAddress, releaseNumber } from '@/lib/releases/open-data/address'
import { leadTo } from '@/lib/server/open-data/answer'

/** Where the data was before the open data had addresses of its own; it still leads there. */
export async function GET(_request: Request, { params }: { params: Promise<{ number: string }> }) {
  const number = releaseNumber((await params).number)
  return number === null
    ? new Response(null, { status: 404 })
    : leadTo(dataAddress(number, 'release.json'), 308)
}
