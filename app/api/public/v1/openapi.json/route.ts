import { openApi } from '@/lib/releases/open-data/openapi'
import { jsonAnswer } from '@/lib/server/open-data/answer'

export function GET(request: Request): Response {
  return jsonAnswer(request, openApi(), { age: 'minute' })
}
