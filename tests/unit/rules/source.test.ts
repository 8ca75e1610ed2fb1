import { expect, test } from 'vitest'
import { RULES } from '@/lib/rules/registry'
import { knownSource } from '@/lib/rules/source'

test('a mark of ours stands for the document it points into', () => {
  expect(knownSource('S3-21')).toEqual({ documents: ['S3'], derived: false })
  expect(knownSource('S0-16/17')).toEqual({ documents: ['S0'], derived: false })
  expect(knownSource('D, S3-22')).toEqual({ documents: ['S3'], derived: true })
  expect(knownSource('S3-4, S3-9')).toEqual({ documents: ['S3'], derived: false })
})

test('what the office wrote in words is nobody’s mark', () => {
  for (const words of ['نامهٔ ۱۲۳', 'D', '', 'S3-21, letter 5', 'S9-1']) expect(knownSource(words)).toBeNull()
})

test('every first value is our assumption or points into a document', () => {
  for (const [key, { source }] of Object.entries(RULES)) {
    expect(source === 'A' || knownSource(source) !== null, `${key}: ${source}`).toBe(true)
  }
})
