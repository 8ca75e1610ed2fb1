/** Who a group is for. */
export type Audience = 'WOMEN' | 'MEN' | 'MIXED'

/** Whether somebody of that sex belongs to those a group is for. */
export const isFor = (audience: string, sex: string): boolean =>
  audience === 'WOMEN' ? sex === 'F' : audience === 'MEN' ? sex === 'M' : true
