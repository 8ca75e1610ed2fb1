import { expect, it } from 'vitest'
import { leftCells } from '@/app/[locale]/(office)/office/registers/import/left-cells'
import type { Words } from '@/lib/shared/locale'

const t = Object.assign((key: string) => key, { has: () => true }) as unknown as Words

it('what somebody typed into a register goes back as text, never as a formula', () => {
  const cell = { sheet: '=نشست', at: 'C4', name: '+cmd', title: '@روز', typed: '=1+1', code: 'mark-not-read' }
  const { header, rows } = leftCells({ cells: [cell as never], fileName: 'x.xlsx', values: {} }, t, 'fa')
  expect(header).toHaveLength(6)
  expect(rows[0]!.slice(0, 5)).toEqual(["'=نشست", 'C4', "'+cmd", "'@روز", "'=1+1"])
})
