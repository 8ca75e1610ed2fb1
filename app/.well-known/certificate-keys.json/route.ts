import { certificateKeys } from '@/db/queries/certificates/keys'
import { reading } from '@/db/transaction'
import { NOBODY, scopeOf } from '@/lib/access/actor'
import { jwkOf } from '@/lib/certificates/claims'

export const dynamic = 'force-dynamic'

/** The keys that certificates are signed with, the retired ones too, as a JSON Web Key Set: whoever has them checks without us. */
export async function GET(): Promise<Response> {
  const keys = await reading(scopeOf(NOBODY), (db) => certificateKeys(db))
  return Response.json(
    { keys: keys.map(jwkOf) },
    {
      headers: {
        'content-type': 'application/jwk-set+json',
        'cache-control': 'public, max-age=3600',
        'access-control-allow-origin': '*',
        'x-content-type-options': 'nosniff',
      },
    },
  )
}
