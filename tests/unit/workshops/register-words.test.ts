import { describe, expect, it } from 'vitest'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { lockedValues } from '@/lib/workshops/register-lock'
import { markWords, refusalWords, sentence } from '@/lib/workshops/register-sentence'
import en from '@/messages/en/register.json'
import fa from '@/messages/fa/register.json'

const errors = {
  'W-ATT-05': 'همهٔ افراد {status} ثبت شده‌اند. درست است؟',
  'E-ATT-03': 'وضعیت {n} نفر ثبت نشده است.',
}
// The type is the third witness: a key missing from either file does not compile.
const labels: Record<'fa' | 'en', RegisterLabels> = { fa: { ...fa, errors }, en: { ...en, errors: {} } }

function paths(node: object, prefix = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${prefix}${key} ${[...value.matchAll(/\{\w+\}/g)].map(String).sort().join()}`]
      : paths(value, `${prefix}${key}.`),
  )
}

describe('the words of the register', () => {
  it('are the same keys with the same values in both languages', () => {
    expect(paths(en)).toEqual(paths(fa))
  })

  it('fill in numbers in the digits of the language', () => {
    expect(sentence('وضعیت {n} نفر', { n: 12 }, 'fa')).toBe('وضعیت ۱۲ نفر')
    expect(sentence('{a} of {b}', { a: 12 }, 'en')).toBe('12 of {b}')
  })

  it('say a mark with its minutes', () => {
    expect(markWords({ code: 'LATE', late: 20, early: 0, reason: null }, labels.fa, 'fa')).toBe(
      '۲۰ دقیقه تأخیر',
    )
    expect(markWords({ code: 'LATE', late: 20, early: 15, reason: null }, labels.en, 'en')).toBe(
      '20 late, 15 early',
    )
    expect(markWords(null, labels.fa, 'fa')).toBe('ثبت نشده')
  })

  it('leave out a bracket whose value did not come', () => {
    const errors = { 'E-ATT-04': 'مهلت ویرایش ({h} ساعت) تمام شده است.' }
    const words = (values: Record<string, number>) =>
      refusalWords('E-ATT-04', values, { ...labels.fa, errors }, 'fa')
    expect(words({})).toBe('مهلت ویرایش تمام شده است.')
    expect(words({ h: 48 })).toBe('مهلت ویرایش (۴۸ ساعت) تمام شده است.')
  })

  it('say why a sheet is locked with the numbers of the rules', () => {
    const errors = { 'E-SES-06': 'ثبت نشست با بیش از {d} روز تأخیر فقط با تأیید کارشناس استان ممکن است.' }
    const values = lockedValues({ ATTENDANCE_EDIT_WINDOW_HOURS: 48, SESSION_BACKDATE_MAX_DAYS: 21 })
    expect(values).toEqual({ h: 48, d: 21 })
    expect(refusalWords('E-SES-06', values, { ...labels.fa, errors }, 'fa')).toContain('بیش از ۲۱ روز')
  })

  it('say a refusal as its sentence, and an unknown code as a code', () => {
    expect(refusalWords('E-ATT-03', { n: 3 }, labels.fa, 'fa')).toBe('وضعیت ۳ نفر ثبت نشده است.')
    expect(refusalWords('W-ATT-05', { status: 'PRESENT' }, labels.fa, 'fa')).toBe(
      'همهٔ افراد حاضر ثبت شده‌اند. درست است؟',
    )
    expect(refusalWords('E-ODD-01', {}, labels.en, 'en')).toContain('E-ODD-01')
  })
})
