import { releaseAnswer } from '@/lib/releases/open-data/answer'
import { frozenOf } from '@/lib/releases/open-data/frozen'
import { aboutRelease } from '@/lib/server/open-data/desk'

type Props = { params: Promise<{ number: string }> }

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { number } = await params
  return aboutRelease(request, number, '', (release) => releaseAnswer(frozenOf(release)))
}
