import type { CapacityGroup } from '@/lib/associations/kinds'

type Demo = { county: string; name: string; group: CapacityGroup }

/** Twelve invented associations in the ten counties of Kurdistan; the last one is still being formed. */
export const ASSOCIATIONS: readonly Demo[] = [
  { county: 'sanandaj', name: 'آبیدر', group: 'WOMEN_HEADS' },
  { county: 'sanandaj', name: 'رهایی', group: 'ADDICTION_CENTRES' },
  { county: 'saqqez', name: 'مهرآوران', group: 'WOMEN_HEADS' },
  { county: 'saqqez', name: 'توان', group: 'DISABLED' },
  { county: 'marivan', name: 'زریبار', group: 'WOMEN_HEADS' },
  { county: 'baneh', name: 'آربابا', group: 'DISABLED' },
  { county: 'qorveh', name: 'آشیانه', group: 'QUASI_FAMILY' },
  { county: 'bijar', name: 'گروس', group: 'WOMEN_HEADS' },
  { county: 'kamyaran', name: 'روشنان', group: 'ADDICTION_CENTRES' },
  { county: 'divandarreh', name: 'پیوند', group: 'DISABLED' },
  { county: 'dehgolan', name: 'همدلی', group: 'WOMEN_HEADS' },
  { county: 'sarvabad', name: 'لانهٔ مهر', group: 'QUASI_FAMILY' },
]
