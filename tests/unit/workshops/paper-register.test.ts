import { describe, expect, it } from 'vitest'
import { cohort, earned, type Grid, IDS, read, readAll } from './paper-world'

const HEAD = ['ردیف', 'نام', 'نام خانوادگی', 'کد ملی']
const FIRST = ['۱', 'پروین', 'کاکه‌خانی', IDS[0]!]
const SECOND = ['۲', 'رقیه', 'پناهی', IDS[1]!]
/** A register of one person whose marks stand under the given titles. */
const titled = (...titles: (string | number | { excelDate: string } | null)[]): Grid => [
  ['حضور و غیاب محلهٔ آذین – ارومیه'],
  [...HEAD, ...titles],
  [...FIRST, ...titles.map(() => 'ح')],
]
const sessions = (rows: Grid) => read(rows).columns.map(({ sessionId, code }) => sessionId ?? code)

describe('columns', () => {
  it.each([
    [
      'digits and separators',
      ['1405/07/04', '۱۴۰۵-۷-۶', '١٤٠٥.٠٧.١١', '1405 7 13', '14050718', '05/07/20'],
      [1, 2, 3, 4, 5, 6],
    ],
    ['day first', ['4/7/1405', '۶/۷/۰۵', '11-07-1405'], [1, 2, 3]],
    [
      'names of months',
      ['۴ مهر ۱۴۰۵', 'شنبه ۴ مهر', '6 مهرماه 1405', 'شنبه ۱۱ مهر ۱۴۰۵', '۱۳ مهر'],
      [1, 1, 2, 3, 4],
    ],
    ['weekday and date', ['شنبه ۱۴۰۵/۰۷/۰۴', 'دوشنبه\n1405/07/06'], [1, 2]],
    ['without a year', ['۷/۴', '07/06', '۱۱/۷'], [1, 2, 3]],
    ['a date of the program', [{ excelDate: '2026-09-26' }, 46293, '2026-10-03'], [1, 2, 3]],
    ['a number of a whole date', [14050704, 14050706], [1, 2]],
    ['numbers', ['جلسه ۱', 'جلسهٔ دوم', 'نشست ۳', 'ج۴', 'جلسه شماره ۵', 'Session 6'], [1, 2, 3, 4, 5, 6]],
    ['bare numbers that count', ['1', '۲', 3, '۴'], [1, 2, 3, 4]],
    ['number and date', ['جلسه ۱ - ۱۴۰۵/۰۷/۰۴', 'جلسه ۲ (۱۴۰۵/۰۷/۰۶)'], [1, 2]],
  ])('%s', (_what, titles, seqs) => {
    expect(sessions(titled(...titles))).toEqual(seqs.map((seq) => `s${seq}`))
  })

  it('tells a date of no session, and takes nothing of its column', () => {
    const sheet = read(titled('1405/07/04', '1405/07/05', 'جلسه ۹'))
    expect(sheet.columns.map(({ code }) => code)).toEqual([null, 'no-session', 'no-session'])
    expect(earned(sheet)).toEqual([[120]])
  })

  it('does not take bare numbers that do not count for sessions, unless they are days of the month above', () => {
    expect(sessions(titled('4', '6', '11'))).toEqual([
      'column-not-read',
      'column-not-read',
      'column-not-read',
    ])
    const days = titled('4', '6', '11')
    days[0] = ['حضور و غیاب محلهٔ آذین', null, null, null, 'مهر ۱۴۰۵']
    expect(sessions(days)).toEqual(['s1', 's2', 's3'])
  })

  it('tells two sessions of one day apart by their number only', () => {
    const twice = cohort('محلهٔ آذین', 'ارومیه')
    twice.sessions[1] = { ...twice.sessions[1]!, day: '2026-09-26' }
    const of = (title: string) => readAll({ آذین: titled(title) }, [twice])[0]!.columns[0]
    expect(of('1405/07/04')).toMatchObject({ sessionId: null, code: 'two-sessions' })
    expect(of('جلسه ۲ - 1405/07/04')).toMatchObject({ sessionId: 's2', code: null })
  })

  it('means the session that was held where another of that day was cancelled', () => {
    const moved = cohort('محلهٔ آذین', 'ارومیه')
    moved.sessions.push({ ...moved.sessions[0]!, sessionId: 's0', seq: 31 })
    moved.sessions[0] = { ...moved.sessions[0]!, status: 'CANCELLED' }
    expect(readAll({ آذین: titled('1405/07/04') }, [moved])[0]!.columns[0]!.sessionId).toBe('s0')
  })

  it('reads a header of two storeys, merged or not', () => {
    const below = [
      ['محلهٔ آذین'],
      [...HEAD, 'جلسه ۱', 'جلسه ۲'],
      ['', '', '', '', '1405/07/04', '1405/07/06'],
      [...FIRST, 'ح', 'غ'],
    ]
    const above = [
      ['محلهٔ آذین'],
      ['', '', '', '', '1405/07/04', '1405/07/06'],
      [...HEAD, 'شنبه', 'دوشنبه'],
      [...FIRST, 'ح', 'غ'],
    ]
    const merged = [
      ['محلهٔ آذین'],
      [...HEAD, 'جلسه ۱', 'جلسه ۲'],
      [...HEAD, '1405/07/04', '1405/07/06'],
      [...FIRST, 'ح', 'غ'],
    ]
    for (const rows of [below, above, merged]) {
      expect(earned(read(rows))).toEqual([[120, 0]])
      expect(
        read(rows)
          .columns.filter(({ at }) => !at.endsWith('2') || rows !== merged)
          .every(({ code }) => code === null),
      ).toBe(true)
    }
  })

  it('leaves columns of other things alone and tells those it cannot read', () => {
    const rows = titled('1405/07/04', 'امضا', 'جمع حضور', 'ملاحظات', 'وضعیت نهایی')
    rows[2] = [...FIRST, 'ح', '✓', 1, 'خوب', 'حاضر']
    const sheet = read(rows)
    expect(sheet.columns.map(({ at, title, code }) => [at, title, code])).toEqual([
      ['E2', '1405/07/04', null],
      ['I2', 'وضعیت نهایی', 'column-not-read'],
    ])
    expect(sheet.minutes).toBe(120)
  })
})

describe('rows', () => {
  it('finds the header wherever it stands, and leaves titles, totals, signatures and empty lines out', () => {
    const sheet = read([
      ['باسمه تعالی'],
      [null, 'اداره کل امور زنان و خانواده'],
      [],
      ['تاریخ تنظیم: 1405/07/25'],
      [null, ...HEAD, '1405/07/04'],
      [null, ...FIRST, 'ح'],
      [],
      [null, ...SECOND, 'ت۲۰'],
      [null, '۳'],
      [null, '۴', 'سمیه', 'ناظر', IDS[2]!, 'غ'],
      [null, 'جمع حاضرین', null, null, null, 2],
      [null, null, 'امضای تسهیلگر'],
    ])
    expect(earned(sheet)).toEqual([[120], [100], [0]])
    expect(sheet.rows.map(({ row }) => row)).toEqual([6, 8, 10])
    expect(sheet.skipped.map(({ row, kind }) => [row, kind])).toEqual([
      [11, 'sum'],
      [12, 'signature'],
    ])
  })

  it('goes on below a header that comes again, with the dates of that page', () => {
    const page = (day: string, mark: string) => [
      [...HEAD, day],
      [...FIRST, mark],
      [...SECOND, mark],
    ]
    const sheet = read([['محلهٔ آذین'], ...page('1405/07/04', 'ح'), ...page('1405/07/06', 'ت۳۰')])
    expect(earned(sheet)).toEqual([[120], [120], [90], [90]])
    expect(sheet.minutes).toBe(420)
  })

  it('reads names of one column, in any letters and either order, without an id', () => {
    const rows = [
      ['نام و نام خانوادگی', '1405/07/04'],
      ['سمية  درويشي', 'ح'],
      ['درویشی سمیه', ''],
      ['خانم رقیه پناهی', 'غ'],
    ]
    const sheet = read(rows)
    expect(sheet.rows.map(({ member }) => member?.personId)).toEqual(['p3', 'p3', 'p2'])
    expect(sheet.unmarked).toBe(0)
  })

  it('reads an id in any digits, with signs, and as the number a program made of it', () => {
    const ids = ['۰۰۰۱۰۳۷۳۷۴', '٠٠٠١٠٣٧٣٧٤', '000-103737-4', "'0001037374", 1037374, '1037374']
    for (const id of ids) {
      const sheet = read([
        [...HEAD, '1405/07/04'],
        ['۱', 'پروین', 'کاکه‌خانی', id, 'ح'],
      ])
      expect([id, sheet.rows[0]!.status, sheet.minutes]).toEqual([id, 'accepted', 120])
    }
  })

  it('asks where id and name are of two women, and takes nobody until it is told', () => {
    const rows = [
      [...HEAD, '1405/07/04'],
      ['۱', 'سمیه', 'درویشی', IDS[1]!, 'ح'],
    ]
    const [row] = read(rows).rows
    expect(row).toMatchObject({ status: 'ask', code: 'id-other-name', minutes: 0, cells: [] })
    expect(row!.candidates.map(({ personId }) => personId)).toEqual(['p2'])
    const answered = read(rows, { [row!.key]: 'p2' })
    expect(answered.rows[0]).toMatchObject({ status: 'accepted', minutes: 120 })
    // Only those proposed can be chosen.
    expect(read(rows, { [row!.key]: 'p4' }).rows[0]!.status).toBe('ask')
  })

  it('asks where an id is mistyped and the name fits, and refuses whom nobody knows', () => {
    const sheet = read([
      [...HEAD, '1405/07/04'],
      ['۱', 'پروین', 'کاکه‌خانی', '0001037375', 'ح'],
      ['۲', 'مینا', 'ناشناس', '', 'ح'],
      ['۳', 'رقیه', 'پناهی', '0001055879', 'ح'],
      ['۴', 'مینا', 'ناشناس', '12', 'ح'],
    ])
    expect(sheet.rows.map(({ status, code }) => [status, code])).toEqual([
      ['ask', 'id-not-read'],
      ['rejected', 'E-ATT-01'],
      ['rejected', 'E-ATT-01'],
      ['rejected', 'E-PER-01'],
    ])
    expect(sheet.minutes).toBe(0)
  })

  it('tells namesakes apart by their fathers, and asks without them', () => {
    const two = cohort('محلهٔ آذین', 'ارومیه')
    two.members[3] = { ...two.members[3]!, first: 'سمیه', last: 'درویشی', father: 'یوسف' }
    const of = (...father: string[]) =>
      readAll(
        {
          آذین: [
            ['نام', 'نام خانوادگی', 'نام پدر', '1405/07/04'],
            ['سمیه', 'درویشی', ...father, 'ح'],
          ],
        },
        [two],
      )[0]!.rows[0]!
    expect(of('يوسف').member?.personId).toBe('p4')
    expect(of('')).toMatchObject({ status: 'ask', code: 'two-namesakes' })
    expect(of('').candidates).toHaveLength(2)
  })

  it('takes no mark of somebody who was not enrolled on the day', () => {
    const late = cohort('محلهٔ آذین', 'ارومیه')
    late.members[0] = { ...late.members[0]!, from: '2026-09-27', to: '2026-10-04' }
    const titles = ['1405/07/04', '1405/07/06', '1405/07/11', '1405/07/13']
    const sheet = readAll(
      {
        آذین: [
          [...HEAD, ...titles],
          [...FIRST, 'ح', 'ح', 'غ', ''],
        ],
      },
      [late],
    )[0]!
    expect(sheet.rows[0]!.cells.map(({ state, code }) => code ?? state)).toEqual([
      'E-ATT-01',
      'new',
      'new',
      'again',
    ])
    expect([sheet.minutes, sheet.unmarked, sheet.doubtful]).toEqual([120, 0, 1])
  })
})

describe('cells', () => {
  it('credits by the rules of the run, and tells what it cannot read with its place', () => {
    const sheet = read([
      [...HEAD, '1405/07/04', '1405/07/06', '1405/07/11', '1405/07/13', '1405/07/18', '1405/07/20'],
      [...FIRST, 'ت۱۵', 'ت۱۶', 'ت۱۰ زود ۱۵', 'ت۷۰', 'م', 'ت۱۲۰'],
      [...SECOND, 'زود ۶۰', 'زود ۶۱', '؟', '', 'x', 'ح'],
    ])
    expect(earned(sheet)).toEqual([
      [120, 104, 105, 0, 0, null],
      [60, 0, null, null, null, 120],
    ])
    const doubtful = sheet.rows.flatMap(({ cells }) => cells).filter(({ state }) => state === 'doubtful')
    expect(doubtful.map(({ at, code, typed }) => [at, code, typed])).toEqual([
      ['J2', 'E-ATT-02', 'ت۱۲۰'],
      ['G3', 'mark-not-read', '؟'],
      ['I3', 'mark-not-read', 'x'],
    ])
    expect([sheet.unmarked, sheet.doubtful]).toEqual([1, 3])
  })

  it('counts once what is written twice, and believes neither of two that disagree', () => {
    const rows = [
      [...HEAD, '1405/07/04', '1405/07/06'],
      [...FIRST, 'ح', 'ح'],
      [...FIRST, 'ح', 'غ'],
    ]
    const sheet = read(rows)
    expect(sheet.rows.map(({ cells }) => cells.map(({ state, code }) => code ?? state))).toEqual([
      ['new', 'two-marks'],
      ['again', 'two-marks'],
    ])
    expect(sheet.minutes).toBe(120)
  })

  it('says what stands there already', () => {
    const kept = cohort('محلهٔ آذین', 'ارومیه')
    kept.sessions[0] = {
      ...kept.sessions[0]!,
      stored: new Map([
        ['p1', { code: 'PRESENT', late: 0, early: 0 }],
        ['p2', { code: 'LATE', late: 20, early: 0 }],
      ]),
    }
    const sheet = readAll(
      {
        آذین: [
          [...HEAD, '1405/07/04'],
          [...FIRST, '✓'],
          [...SECOND, 'ت۲۵'],
        ],
      },
      [kept],
    )[0]!
    expect(sheet.rows.map(({ cells }) => cells[0]!.state)).toEqual(['same', 'differs'])
  })
})
