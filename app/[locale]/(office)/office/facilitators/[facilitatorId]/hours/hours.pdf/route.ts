import { hoursAnswer } from '@/lib/server/pdf/hours-answer'

type Props = { params: Promise<{ locale: string; facilitatorId: string }> }

/** A facilitator's month, to be printed and signed. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { locale, facilitatorId } = await params
  return hoursAnswer(request, locale, facilitatorId)
}
