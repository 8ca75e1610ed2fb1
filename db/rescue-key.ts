import 'server-only'
import { createECDH, hkdfSync } from 'node:crypto'
import { type Keyring, keyring } from '@/lib/env'
import type { RescueKey } from '@/lib/sync/rescue'

type Pair = { public: RescueKey; secret: RescueKey & { d: string } }
let made: { ring: Keyring; pair: Pair } | undefined

/**
 * The key pair rescue files are sealed to; the public half goes to phones with every pull. It follows from the master key
 * until that is first changed, and stays the same from then on: files are made on phones that have heard of no other.
 */
export function rescueKeys(): Pair {
  const ring = keyring()
  if (made?.ring !== ring) made = { ring, pair: pairOf(ring) }
  return made.pair
}

function pairOf({ masterKey, rescueSecret }: Keyring): Pair {
  const master = Buffer.from(masterKey, 'base64')
  for (let round = 0; ; round += 1) {
    const d = rescueSecret
      ? Buffer.from(rescueSecret, 'base64url')
      : Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `tabavar rescue ${round}`, 32))
    const curve = createECDH('prime256v1')
    try {
      curve.setPrivateKey(d)
    } catch (error) {
      if (rescueSecret) throw error
      // One number in four thousand million is no key of this curve.
      continue
    }
    const point = curve.getPublicKey()
    const half = (from: number) => point.subarray(from, from + 32).toString('base64url')
    const known: RescueKey = { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) }
    return { public: known, secret: { ...known, d: d.toString('base64url') } }
  }
}
