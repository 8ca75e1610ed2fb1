import { pictureBytes } from '@/db/queries/files/pictures'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { currentActor } from '@/lib/server/actor'
import { isUuid } from '@/lib/shared/id'

type Props = { params: Promise<{ fileId: string }> }

const HEADERS = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
}

/** One picture for somebody signed in who may see it; for everybody else there is none. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { fileId } = await params
  const actor = await currentActor()
  const picture =
    actor && isUuid(fileId)
      ? await reading(scopeOf(actor), (db) => pictureBytes(db, scopeOf(actor), fileId))
      : null
  if (!picture) return new Response(null, { status: 404, headers: HEADERS })
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      ...HEADERS,
      'content-type': picture.mime,
      // A picture was drawn again by us; any other paper is as it came, and is only ever handed over.
      'content-disposition': `${picture.mime === 'image/jpeg' ? 'inline' : 'attachment'}; filename="${picture.name}"`,
    },
  })
}
