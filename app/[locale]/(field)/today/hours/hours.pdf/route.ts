import { hoursAnswer } from '@/lib/server/pdf/hours-answer'

type Props = { params: Promise<{ locale: string }> }

/** One's own month, to be printed and signed. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  return hoursAnswer(request, (await params).locale, null)
}
