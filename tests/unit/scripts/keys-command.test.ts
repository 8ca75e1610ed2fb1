import { describe, expect, it } from 'vitest'
import { askedKeys } from '@/scripts/launcher/rotation.mjs'

describe('npm run keys', () => {
  it('takes one of its words and nothing else', () => {
    for (const word of ['rotate', 'retire', 'rotate-index', 'rotate-audit', 'status'])
      expect(askedKeys([word])).toBe(word)
    for (const args of [[], ['rotate', 'now'], ['delete'], ['--rotate']])
      expect(() => askedKeys(args)).toThrow(/^Usage: npm run keys/)
  })
})
