import { sql } from 'drizzle-orm'
import type { PublicKey } from '@/lib/certificates/claims'
import type { Reader } from '../../client'

/** Every key that ever signed a certificate, the one that signs now first. They are public. */
export async function certificateKeys(db: Reader): Promise<PublicKey[]> {
  const rows = await db.execute<PublicKey>(sql`
    select kid, public_key as "publicKey", (made_at at time zone 'Asia/Tehran')::date::text as "madeOn",
      (retired_at at time zone 'Asia/Tehran')::date::text as "retiredOn"
    from app.certificate_key order by retired_at desc nulls first, made_at desc`)
  return [...rows]
}
