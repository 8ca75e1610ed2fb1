import { describe, expect, it } from 'vitest'
import { nextStates } from '@/lib/community/kinds'
import { countOf } from '@/lib/community/schema'
import { seemsToNameSomebody } from '@/lib/shared/person-in-text'

describe('a note about a place', () => {
  it.each([
    'خانم محمدی قول داد',
    'با آقای رضایی، عضو شورا، صحبت شد',
    'سرکار خانم کریمی آمد',
    'دکتر احمدی',
    'شماره: ۰۹۱۲۳۴۵۶۷۸۹',
    '0441-222 33 44',
    'کد ملی 0012345679',
    'سید حسینی',
  ])('«%s» seems to name somebody', (text) => expect(seemsToNameSomebody(text)).toBe(true))
  it.each([
    'خانم‌های محله نهال کاشتند',
    'آقایان و خانم‌ها با هم آمدند',
    'دیدار با شهردار و رئیس شورا',
    'زنان سرپرست خانوار در سرای محله',
    'در ۱۴۰۳/۰۴/۳۱ با ۱۲۰ نفر',
    'نامهٔ شمارهٔ ۱۲۳۴۵۶',
    'خانم خانه‌دار هم آمد',
    'هزینهٔ ۲۵۰ هزار تومان در سال ۱۴۰۳',
  ])('«%s» does not', (text) => expect(seemsToNameSomebody(text)).toBe(false))
})

describe('a count as it is typed', () => {
  it.each([
    ['۱۸', 18],
    [' 1,200 ', 1200],
    ['', null],
  ])('%s', (text, count) => expect(countOf(text)).toBe(count))
  it.each(['-3', '۱۲.۵', 'چند نفر'])('«%s» is none', (text) => expect(countOf(text)).toBeNaN())
})

describe('a proposal', () => {
  it('is answered before it is done, and an answer of no is the end', () => {
    expect(nextStates('PROPOSED')).toEqual(['ACCEPTED', 'REJECTED'])
    expect(nextStates('ACCEPTED')).toEqual(['DONE'])
    expect([nextStates('REJECTED'), nextStates('DONE')]).toEqual([[], []])
  })
})
