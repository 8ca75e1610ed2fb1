import { feedOf } from '@/lib/server/calendar-feed'
import { wordsOf } from '@/lib/server/i18n'

type Props = { params: Promise<{ secret: string }> }

const HEADERS = {
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
}

/** An iCalendar for a calendar program, which signs in with nothing but the address. One that was ended answers as one that never was. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { secret } = await params
  const text = await feedOf(secret.replace(/\.ics$/, ''), new Date(), wordsOf)
  if (text === null) return new Response(null, { status: 404, headers: HEADERS })
  return new Response(text, {
    headers: {
      ...HEADERS,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="tabavar.ics"',
    },
  })
}
