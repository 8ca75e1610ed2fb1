import { indicatorAnswer } from '@/lib/releases/open-data/answer'
import { aboutRelease } from '@/lib/server/open-data/desk'

type Props = { params: Promise<{ number: string; code: string }> }

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { number, code } = await params
  return aboutRelease(
    request,
    number,
    `/figures/${encodeURIComponent(code)}`,
    (release, words) => indicatorAnswer(release, code, words) ?? 'code',
  )
}
