import type { Pull } from '@/lib/sync/pack'
import type { BatchReceipt, NewDevice } from '@/lib/sync/schema'

/** Why the office did not do it. All of them keep everything on the phone. */
export type Silence = 'offline' | 'trouble' | 'signed-out' | 'renew' | 'withdrawn' | 'stranger'
export type Heard<T> = { ok: true; data: T } | { ok: false; why: Silence }

/** The office as the phone sees it. */
export type Office = {
  register(device: NewDevice): Promise<Heard<{ device: string }>>
  secret(device: string): Promise<Heard<{ secret: string }>>
  pull(device: string, since: string | null): Promise<Heard<Pull>>
  push(batch: { text: string; signature: string }): Promise<Heard<BatchReceipt>>
}

const BASE = '/api/sync/v1'
export const SIGNATURE_HEADER = 'x-sync-signature'

/** Long enough for a slow mobile line; whatever is sent again is recognised by its ids. */
const PATIENCE_MS = 30_000

export function officeOver(request: typeof fetch = fetch): Office {
  async function ask<T>(
    path: string,
    init: RequestInit,
    fits: (body: unknown) => body is T,
  ): Promise<Heard<T>> {
    try {
      const answer = await request(`${BASE}${path}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...init,
      })
      if (answer.status === 401) return { ok: false, why: 'signed-out' }
      if (answer.status === 426) return { ok: false, why: 'renew' }
      if (answer.status === 403) return { ok: false, why: whyOf(await answer.json().catch(() => null)) }
      if (answer.status === 404) return { ok: false, why: 'withdrawn' }
      if (!answer.ok) return { ok: false, why: 'trouble' }
      const body: unknown = await answer.json()
      return fits(body) ? { ok: true, data: body } : { ok: false, why: 'trouble' }
    } catch {
      return { ok: false, why: 'offline' }
    }
  }
  const json = (body: string, more: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...more },
    body,
  })
  return {
    register: (device) => ask('/device', json(JSON.stringify(device)), isDevice),
    secret: (device) => ask(`/secret?device=${device}`, {}, isSecret),
    pull: (device, since) =>
      ask(`/pull?device=${device}${since ? `&since=${encodeURIComponent(since)}` : ''}`, {}, isPull),
    push: ({ text, signature }) => ask('/push', json(text, { [SIGNATURE_HEADER]: signature }), isReceipt),
  }
}

type Fields = Record<string, unknown>
/** Another account is signed in than the one whose phone this is, or the phone was taken out of use. */
const whyOf = (body: unknown): Silence =>
  (body as Fields | null)?.code === 'E-SYN-01' ? 'stranger' : 'withdrawn'
const fieldsOf = (body: unknown): Fields =>
  typeof body === 'object' && body !== null ? (body as Fields) : {}

function isDevice(body: unknown): body is { device: string } {
  return typeof fieldsOf(body).device === 'string'
}

function isSecret(body: unknown): body is { secret: string } {
  return typeof fieldsOf(body).secret === 'string'
}

function isPull(body: unknown): body is Pull {
  const { v, horizon, assigned, groups, account, clock } = fieldsOf(body)
  return (
    v === 1 &&
    typeof horizon === 'string' &&
    Array.isArray(assigned) &&
    Array.isArray(groups) &&
    typeof fieldsOf(account).id === 'string' &&
    typeof fieldsOf(clock).nowIso === 'string'
  )
}

function isReceipt(body: unknown): body is BatchReceipt {
  const { batch, ops } = fieldsOf(body)
  return typeof batch === 'string' && Array.isArray(ops)
}
