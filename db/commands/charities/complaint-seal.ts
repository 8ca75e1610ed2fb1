import { openBytes, sealBytes } from '../../vault'

/** What she said, and who she is where she said it. */
export type Said = { said: string; who: string }
type Column = 'said_sealed' | 'answer_sealed'

const spot = (rowId: string, column: Column) => ({ table: 'charity_complaint', column, rowId })

export const sealComplaint = (provinceId: string, id: string, column: Column, text: string): string =>
  sealBytes(provinceId, spot(id, column), Buffer.from(text, 'utf8'))
export const openComplaint = (provinceId: string, id: string, column: Column, sealed: string): string =>
  openBytes(provinceId, spot(id, column), sealed).toString('utf8')

export const sealSaid = (provinceId: string, id: string, said: Said): string =>
  sealComplaint(provinceId, id, 'said_sealed', JSON.stringify(said))
export const openSaid = (provinceId: string, id: string, sealed: string): Said =>
  JSON.parse(openComplaint(provinceId, id, 'said_sealed', sealed)) as Said
