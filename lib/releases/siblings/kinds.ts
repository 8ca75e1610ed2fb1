import type { Power, Programme } from '@/lib/access/policy'

/** The programmes beside the plan, each with releases of its own in each province. */
export type Sibling = Exclude<Programme, 'RESILIENCE'>
export const SIBLINGS: readonly Sibling[] = ['HAMYAR', 'CHARITY', 'ASSOCIATION']

const POWER: Record<Sibling, Power> = { HAMYAR: 'prepare', CHARITY: 'devolve', ASSOCIATION: 'run' }

/**
 * What a person holds at the province to prepare a release or to sign it: of the plan two powers, of a programme beside it the same
 * one, and never the same person. Twin: app.release_power.
 */
export const releasePower = (programme: Programme, step: 'prepare' | 'sign'): Power =>
  programme === 'RESILIENCE' ? step : POWER[programme]

/** How a programme is called in addresses. */
export const PROGRAMME_SLUG: Record<Sibling, string> = {
  HAMYAR: 'hamyar',
  CHARITY: 'charities',
  ASSOCIATION: 'associations',
}

export const siblingAt = (slug: string): Sibling | null =>
  SIBLINGS.find((one) => PROGRAMME_SLUG[one] === slug) ?? null
