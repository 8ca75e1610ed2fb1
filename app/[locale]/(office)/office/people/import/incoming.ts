import { importDraft, unpackDraft } from '@/db/queries/people/import-drafts'
import { type Context, reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import { signInPath } from '@/lib/access/way-in'
import { requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { readWorkbook } from '@/lib/server/workbook'
import { WORKBOOK_LIMITS } from '@/lib/server/workbook/limits'
import type { Locale } from '@/lib/shared/locale'
import { fail, ok, type Result } from '@/lib/shared/result'

/** The file, its few fields and the lines between them. */
const LARGEST = WORKBOOK_LIMITS.bytes + 32 * 1024

/**
 * The form of an upload. A body that says it is too large is refused unread; one that does not say, or lies, is let go
 * of as soon as it has grown too large.
 */
export async function incomingForm(
  request: Request,
): Promise<Result<FormData, 'file-too-large' | 'file-missing'>> {
  const type = request.headers.get('content-type') ?? ''
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST) return fail('file-too-large')
  if (!type.startsWith('multipart/form-data') || !request.body) return fail('file-missing')
  const reader = request.body.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength
    if (size > LARGEST) {
      await reader.cancel()
      return fail('file-too-large')
    }
    parts.push(next.value)
  }
  try {
    return ok(await new Response(new Blob(parts), { headers: { 'content-type': type } }).formData())
  } catch {
    return fail('file-missing')
  }
}

/** Whether a form came from our own pages: browsers say where a post comes from. */
export function isFromHere(request: Request): boolean {
  const origin = request.headers.get('origin')
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host')
  try {
    return origin !== null && new URL(origin).host === host
  } catch {
    return false
  }
}

export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } })
}

/**
 * Who confirms a preview, with her form: signed in, and from a page of ours. Whoever is not is led away: to the way in, or to where
 * the refusal is said.
 */
export async function confirming(
  request: Request,
  { locale, refusedAt }: { locale: Locale; refusedAt: string },
): Promise<Response | { ctx: Context; form: FormData }> {
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  if (!isFromHere(request)) return seeOther(`${refusedAt}?refused=E-GEN-02`)
  const form = await request.formData().catch(() => null)
  if (!form) return seeOther(`${refusedAt}?refused=E-GEN-04`)
  return { form, ctx: { actor, now: new Date(), requestId: await requestIdOf() } }
}

/** A file that waits to be confirmed, where the asker may see it. */
export async function draftOf(actor: Actor, draftId: string) {
  const scope = scopeOf(actor)
  return reading(scope, (db) => importDraft(db, scope, draftId))
}

/** What is in it, with the answers given beside it; read outside a transaction, for parsing takes its time and needs no database. */
export async function contentOf<O>(draft: { packed: Parameters<typeof unpackDraft>[0]; fileName: string }) {
  const { options, bytes } = unpackDraft<O>(draft.packed)
  return { options, content: await readWorkbook(bytes, draft.fileName) }
}
