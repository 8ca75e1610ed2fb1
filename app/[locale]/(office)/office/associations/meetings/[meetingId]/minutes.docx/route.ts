import { notFound } from 'next/navigation'
import { localeOf } from '@/lib/server/i18n'
import { minutesAnswer } from '@/lib/server/minutes-answer'
import { isUuid } from '@/lib/shared/id'

type Props = { params: Promise<{ locale: string; meetingId: string }> }

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { locale, meetingId } = await params
  if (!isUuid(meetingId)) notFound()
  return minutesAnswer(request, localeOf(locale), meetingId)
}
