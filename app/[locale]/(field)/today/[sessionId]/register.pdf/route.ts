import { registerAnswer } from '@/lib/server/pdf/register-answer'

type Props = { params: Promise<{ locale: string; sessionId: string }> }

/** The register of the session, to be printed. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { locale, sessionId } = await params
  return registerAnswer(locale, sessionId)
}
