import { describe, expect, it } from 'vitest'
import { countyList } from '@/lib/neighbourhoods/county-list'

const names = (text: string) => {
  const list = countyList(text)
  return list.ok ? list.value.map(({ fa, en }) => [fa, en]) : [list.code, list.values]
}

describe('counties of a new province', () => {
  it.each([
    ['one in a line', 'سنندج\nسقز\r\n\nمریوان', ['سنندج', 'سقز', 'مریوان'].map((fa) => [fa, fa])],
    ['columns of a sheet with a heading', 'شهرستان\tنام لاتین\nسقز\tSaqqez', [['سقز', 'Saqqez']]],
    [
      'a bar or a comma',
      'دهگلان | Dehgolan\nقروه، Qorveh',
      [
        ['دهگلان', 'Dehgolan'],
        ['قروه', 'Qorveh'],
      ],
    ],
    ['Arabic letters folded for the comparison only', 'كامياران', [['کامیاران', 'کامیاران']]],
  ])('are read: %s', (_what, text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  it.each([
    ['a line that is no name', 'سقز\nSaqqez', ['E-PRV-02', { line: 2 }]],
    ['one letter', 'س', ['E-PRV-02', { line: 1 }]],
    ['one twice, in another spelling', 'كامياران\nکامیاران', ['E-PRV-03', { name: 'کامیاران' }]],
    ['none', ' \n\t\n', ['E-PRV-04', undefined]],
    ['a heading alone', 'شهرستان', ['E-PRV-04', undefined]],
  ])('are refused: %s', (_what, text, expected) => {
    expect(names(text)).toEqual(expected)
  })
})
