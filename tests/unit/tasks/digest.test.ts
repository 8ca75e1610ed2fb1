import { describe, expect, it } from 'vitest'
import { DIGEST_COUNTS, type DigestCounts, digestMessage, weekStart } from '@/lib/reports/digest'
import { addDays, weekday } from '@/lib/shared/jalali'
import en from '@/messages/en/digest.json'
import fa from '@/messages/fa/digest.json'

const none = Object.fromEntries(DIGEST_COUNTS.map((key) => [key, 0])) as DigestCounts
const told = {
  week: '2024-07-20',
  link: 'https://t.example/fa/today/digest',
  accountLink: 'https://t.example/fa/account',
}

describe('the week', () => {
  it.each([
    ['2024-07-20', '2024-07-20'],
    ['2024-07-22', '2024-07-20'],
    ['2024-07-26', '2024-07-20'],
    ['2024-07-27', '2024-07-27'],
    ['2025-03-20', '2025-03-15'],
  ])('of %s begins on Saturday %s', (day, saturday) => {
    expect(weekStart(day)).toBe(saturday)
    expect(weekday(weekStart(day))).toBe(0)
    expect(weekStart(addDays(saturday, 6))).toBe(saturday)
  })
})

describe('the message', () => {
  it('holds numbers and a link, in Persian with Jalali days, and only what is not nought', () => {
    const { subject, text, short } = digestMessage(
      { ...told, counts: { ...none, due: 2, atRisk: 3, ahead: 4 } },
      fa.mail,
      'fa',
    )
    expect(subject).toBe('تاب‌آور: یادآوری هفتهٔ ۳۰ تیر ۱۴۰۳ تا ۵ مرداد ۱۴۰۳')
    expect(text.split('\n').filter((line) => line.startsWith('•'))).toEqual([
      '• ۲ برگه وقتش گذشته و فرستاده نشده است',
      '• ۳ نفر در مرز نصاب‌اند',
      '• ۴ نشست تا پایان جمعه در پیش است',
    ])
    expect(text).toContain(told.link)
    expect(text).toContain(told.accountLink)
    expect(short).toBe(`تاب‌آور: ۵ مورد در انتظار شماست و ۴ نشست تا جمعه. ${told.link}`)
  })

  it('says so where nothing waits', () => {
    const { text, short } = digestMessage({ ...told, counts: none }, en.mail, 'en')
    expect(text).toContain('Nothing waits for you this week.')
    expect(short).toBe(`Tabavar: nothing waits for you; 0 sessions until Friday. ${told.link}`)
  })

  it('has a sentence for each number in both languages, and leaves no gap', () => {
    const all = Object.fromEntries(DIGEST_COUNTS.map((key) => [key, 7])) as DigestCounts
    for (const [words, locale] of [
      [fa.mail, 'fa'],
      [en.mail, 'en'],
    ] as const) {
      const { subject, text, short } = digestMessage({ ...told, counts: all }, words, locale)
      expect(text.split('\n').filter((line) => line.startsWith('•'))).toHaveLength(DIGEST_COUNTS.length)
      expect(subject + text + short).not.toMatch(/[{}]|undefined/)
    }
  })
})
