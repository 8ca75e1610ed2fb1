import 'server-only'
import { createECDH, hkdfSync } from 'node:crypto'
import { keyring } from '@/lib/env'
import type { RescueKey } from '@/lib/sync/rescue'

type Pair = { public: RescueKey; secret: RescueKey & { d: string } }
let made: { master: string; pair: Pair } | undefined

/**
 * The key pair rescue files are sealed to. It follows from the keyring's master key, so nothing more is kept or copied;
 * the public half goes to phones with every pull.
 */
export function rescueKeys(): Pair {
  const { masterKey } = keyring()
  if (made?.master !== masterKey) made = { master: masterKey, pair: derive(Buffer.from(masterKey, 'base64')) }
  return made.pair
}

function derive(master: Buffer): Pair {
  for (let round = 0; ; round += 1) {
    const d = Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `tabavar rescue ${round}`, 32))
    const curve = createECDH('prime256v1')
    try {
      curve.setPrivateKey(d)
    } catch {
      // One number in four thousand million is no key of this curve.
      continue
    }
    const point = curve.getPublicKey()
    const half = (from: number) => point.subarray(from, from + 32).toString('base64url')
    const known: RescueKey = { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) }
    return { public: known, secret: { ...known, d: d.toString('base64url') } }
  }
}
