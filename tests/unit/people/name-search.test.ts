import { expect, it } from 'vitest'
import { holdsIdentifier, searchWords } from '@/lib/people/name-search'

it.each([
  ['علی‌رضا', ['علیرضا']],
  ['علي‌رضا', ['علیرضا']],
  ['علیرضا', ['علیرضا']],
  ['علی رضا', ['علی', 'رضا']],
  ['عَلی‌رِضا  مُحمّدی', ['علیرضا', 'محمدی']],
  ['  ', []],
  ['رؤیا آذر', ['رویا', 'اذر']],
])('reads %j as %j', (typed, words) => expect(searchWords(typed)).toEqual(words))

it.each([
  ['۲۷۴۰۱۲۳۴۵۶', true],
  ['٢٧٤-٠١٢-٣٤٥٦', true],
  ['2740123456', true],
  ['09141234567', true],
  ['زهرا ۱۳۷۰', false],
  ['محله ۱۲', false],
])('takes %j for an identifier: %j', (typed, is) => expect(holdsIdentifier(typed)).toBe(is))
