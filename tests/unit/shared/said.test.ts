import { expect, it } from 'vitest'
import { sentenceOf } from '@/lib/server/said'
import { wordsIn } from '../reports/words'

it('a number in a refusal is that number, whatever words of the product carry its name; a word of the product is said', () => {
  const [fa, en] = [wordsIn('fa'), wordsIn('en')]
  expect(sentenceOf(fa, 'E-HG-31', { count: 4 }, 'fa')).toContain('۴ معیار')
  // A text of the catalogue has a fifth letter, and a number must not be taken for its place.
  for (const name of ['title', 'count', 'n', 'served', 'capacity']) {
    for (const value of [0, 4, 'toString', 'ا'])
      expect(sentenceOf(en, 'E-HG-31', { count: value }, 'en'), `${name} ${value}`).toContain(String(value))
  }
  expect(sentenceOf(fa, 'E-SA-01', { step: 'MEETINGS' }, 'fa')).not.toMatch(/[A-Z_]{4,}/)
})
