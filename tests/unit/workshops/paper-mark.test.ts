import { describe, expect, it } from 'vitest'
import { readMark } from '@/lib/workshops/paper-mark'

const read = (typed: string | number | null) => {
  const reading = readMark(typed)
  if (reading.kind !== 'mark') return reading.kind
  const { code, late, early } = reading.mark
  return late + early === 0 ? code : `${code} ${late} ${early}`
}

describe('readMark', () => {
  it.each([
    [
      'PRESENT',
      [
        'ح',
        'حاضر',
        ' حاضر ',
        'ح.',
        '(ح)',
        '«حاضر»',
        '✓',
        '✔',
        '✔️',
        '☑',
        '✅',
        '√',
        '+',
        "'+",
        '＋',
        '۱',
        '١',
        '1',
        1,
        '1.0',
        'حـاضر',
        'ح\u200c',
        '\u202eح\u202c',
        'حاظر',
        'TRUE',
      ],
    ],
    [
      'ABSENT',
      [
        'غ',
        'غایب',
        'غائب',
        'غايب',
        'غیبت',
        'غ.',
        '✗',
        '✘',
        '✖',
        '×',
        '❌',
        '-',
        '–',
        '—',
        '−',
        'ـ',
        'ــ',
        '_',
        '--',
        '۰',
        '٠',
        '0',
        0,
        "'-",
        'غیرموجه',
        'غ غیر موجه',
        'نیامد',
      ],
    ],
    [
      'EXCUSED',
      [
        'م',
        'موجه',
        'موجّه',
        'غ موجه',
        'غ.موجه',
        'غ‌موجه',
        'غ (موجه)',
        'غیبت موجه',
        'غيبت موجه',
        'غایب موجه',
        'م.',
      ],
    ],
    [
      'LATE 20 0',
      [
        'ت۲۰',
        'ت 20',
        'ت-۲۰',
        'ت:20',
        'تاخیر 20',
        'تأخیر ۲۰',
        'تاخير٢٠',
        'ت ۲۰ دقیقه',
        'ت۲۰د',
        "ت۲۰'",
        '۲۰ دقیقه تاخیر',
        '20 تأخیر',
        'ح ت۲۰',
        'حاضر (تاخیر ۲۰)',
        'حاضر با ۲۰ دقیقه تأخیر',
        'دیر آمد ۲۰',
        'دیر 20',
      ],
    ],
    [
      'LEFT_EARLY 0 15',
      [
        'زود 15',
        'زود۱۵',
        'ز۱۵',
        'ز 15',
        'خروج زود ۱۵',
        'خروج زودهنگام 15 دقیقه',
        'زود رفت ۱۵',
        '۱۵ دقیقه زودتر',
        'تعجیل ۱۵',
      ],
    ],
    [
      'LATE 10 15',
      ['ت۱۰ زود ۱۵', 'ت۱۰، ز۱۵', 'زود ۱۵ ت۱۰', 'تاخیر ۱۰ و خروج زود ۱۵', 'ت۱۰-زود۱۵', 'ت ۱۰ / ز ۱۵'],
    ],
    ['empty', ['', ' ', '\u00a0', '\u200c', '\u200f', null, "'"]],
  ])('%s', (meaning, spellings) => {
    for (const typed of spellings) expect([typed, read(typed)]).toEqual([typed, meaning])
  })

  it('guesses nothing', () => {
    const doubtful = [
      '?',
      '؟',
      'x',
      'o',
      'ت',
      'تاخیر',
      'زود',
      'ت۱-۵',
      'ت۱۰ ۲۰',
      'ت ۲۰.۵',
      '20',
      2,
      0.5,
      'ت۹:۵۰',
      'ح غ',
      'غ م',
      'مرخصی',
      'بیمار',
      'ح؟',
      '/',
      '.',
      'ت۰',
      'ت۲۰ ت۳۰',
      'FALSE',
      'تاخیر نیم ساعت',
      'خروج ۱۵',
      'حاضر ۲۰',
      'ت۲۰ غ',
      '=A1',
      'ت9999',
      'ح/غ',
      '10/20',
    ]
    for (const typed of doubtful) expect([typed, read(typed)]).toEqual([typed, 'doubtful'])
    expect(readMark({ excelDate: '2026-09-26' }).kind).toBe('doubtful')
  })
})
