import { describe, expect, it } from 'vitest'
import { askedKeys } from '@/scripts/launcher/rotation.mjs'

describe('npm run keys', () => {
  it('takes one of its three words and nothing else', () => {
    for (const word of ['rotate', 'retire', 'status']) expect(askedKeys([word])).toBe(word)
    for (const args of [[], ['rotate', 'now'], ['delete'], ['--rotate']])
      expect(() => askedKeys(args)).toThrow(/^Usage: npm run keys/)
  })
})
