import { describe, expect, it } from 'vitest'
import { openRescue, RescueBroken, type RescueKey, sealRescue } from '@/lib/sync/rescue'

const office = async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const { x = '', y = '', d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return { kty: 'EC', crv: 'P-256', x, y, d } as RescueKey & { d: string }
}
const BATCHES = [
  { text: '{"v":1,"note":"یادداشت"}', signature: 'c2ln' },
  { text: 'x'.repeat(100_000), signature: 'c2lnMg==' },
]

describe('a rescue file', () => {
  it('opens at the office and says nothing to its carrier', async () => {
    const key = await office()
    const { d: _, ...known } = key
    const file = await sealRescue(known, BATCHES)
    expect(file).not.toContain('یادداشت')
    expect(await openRescue(`\n${file}`, key)).toEqual(BATCHES)
  })

  it('is another file each time', async () => {
    const key = await office()
    const [one, two] = [
      JSON.parse(await sealRescue(key, BATCHES)),
      JSON.parse(await sealRescue(key, BATCHES)),
    ]
    expect(one.data).not.toBe(two.data)
    expect(one.key).not.toEqual(two.key)
  })

  it('changed anywhere, cut, or sealed for another office does not open', async () => {
    const key = await office()
    const file = await sealRescue(key, BATCHES.slice(0, 1))
    const envelope = JSON.parse(file)
    const flip = (text: string, i: number) =>
      text.slice(0, i) + (text[i] === 'A' ? 'B' : 'A') + text.slice(i + 1)
    const other = JSON.parse(await sealRescue(key, BATCHES))
    const wrong = [
      file.slice(0, -10),
      '',
      'null',
      '{"v":1}',
      JSON.stringify({ ...envelope, v: 2 }),
      JSON.stringify({ ...envelope, key: other.key }),
      ...[0, 40, envelope.data.length - 5].map((i) =>
        JSON.stringify({ ...envelope, data: flip(envelope.data, i) }),
      ),
      await sealRescue(await office(), BATCHES),
    ]
    for (const text of wrong) await expect(openRescue(text, key)).rejects.toThrow(RescueBroken)
  })
})
