import type { RegisterReceipt } from '@/lib/workshops/register-view'
import type { RegisterSave } from '@/lib/workshops/schema'

export const REGISTER_URL = '/api/register/v1'

/** Why no answer came: the network, the server in trouble, or a signed-out account. All of them keep the taps. */
export type Unsent = { status: 'unsent'; why: 'network' | 'server' | 'signed-out' }

/** Long enough for a slow mobile line; a request whose answer is lost may be sent again, its ids make that harmless. */
const PATIENCE_MS = 20_000

export async function sendRegister(
  save: RegisterSave,
  request: typeof fetch = fetch,
): Promise<RegisterReceipt | Unsent> {
  try {
    const answer = await request(REGISTER_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify(save),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (answer.status === 401) return { status: 'unsent', why: 'signed-out' }
    if (answer.status >= 500 || answer.status === 429) return { status: 'unsent', why: 'server' }
    const body: unknown = await answer.json()
    return isReceipt(body) ? body : { status: 'unsent', why: 'server' }
  } catch {
    return { status: 'unsent', why: 'network' }
  }
}

function isReceipt(body: unknown): body is RegisterReceipt {
  if (typeof body !== 'object' || body === null || !('status' in body)) return false
  const found = body as Record<string, unknown>
  if (found.status === 'refused') return typeof found.code === 'string'
  if (found.status === 'conflict') return typeof found.version === 'number' && Array.isArray(found.theirs)
  return (found.status === 'applied' || found.status === 'duplicate') && typeof found.version === 'number'
}
